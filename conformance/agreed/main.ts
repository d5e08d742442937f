/**
 * `npm run real:agreed -- [names or releases or ways] [--runs n] [--fresh]`: takes the schedules of tries.ts on real Kafka, and adds
 * each run to results.json. --fresh forgets earlier runs of them.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readToken } from '../../lab/questions/token'
import { startClasses } from '../classes'
import type { Driver } from '../driver'
import { ROOT } from '../jars'
import { realReplay, type RealReplay } from '../real-replay'
import { startWire } from '../wire/driver'
import { withRun, type Result } from './result'
import { tries, type Try } from './tries'

const FILE = join(ROOT, 'conformance', 'agreed', 'results.json')

const readResults = (): readonly Result[] =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as { results: readonly Result[] }).results : []

/** Another process may add runs at the same time, so the file is read again each time. */
const writeResults = (change: (results: readonly Result[]) => readonly Result[]): void => {
  const text = `${JSON.stringify({ format: 1, results: change(readResults()) }, undefined, 2)}\n`
  writeFileSync(`${FILE}.${process.pid}`, text)
  renameSync(`${FILE}.${process.pid}`, FILE)
}

const run = async ({ token, kafka, by }: Try): Promise<RealReplay> => {
  const { options, codes } = readToken(token)
  const driver: Driver = by === 'wire' ? startWire(kafka) : await startClasses(kafka)
  try {
    return await realReplay(driver, { release: kafka, by }, { ...options, kafka }, codes)
  } finally {
    await driver.close()
  }
}

const wanted = (words: readonly string[]): readonly Try[] => {
  const fits = (tried: Try, fields: readonly (keyof Try)[]): boolean => {
    const asked = words.filter((word) => tries.some((one) => fields.some((field) => one[field] === word)))
    return asked.length === 0 || fields.some((field) => asked.includes(tried[field]))
  }
  return tries.filter((one) => fits(one, ['name']) && fits(one, ['kafka']) && fits(one, ['by']))
}

const main = async (args: readonly string[]): Promise<void> => {
  const at = args.indexOf('--runs')
  const runs = at < 0 ? 1 : Number(args[at + 1])
  const chosen = wanted(args)
  const isChosen = ({ token, kafka, by }: Result): boolean =>
    chosen.some((one) => one.token === token && one.kafka === kafka && one.by === by)
  if (args.includes('--fresh')) writeResults((results) => results.filter((one) => !isChosen(one)))
  for (let number = 1; number <= runs; number++)
    for (const tried of chosen) {
      const replay = await run(tried)
      writeResults((results) => withRun(results, tried, replay, new Date().toISOString().slice(0, 10)))
      const line = [tried.name, tried.kafka, tried.by, replay.verdict, `${replay.stepped} steps`, replay.outcome?.text]
      process.stdout.write(`${line.join(', ')}\n`)
      const { parted = 0 } = replay
      const { error, differences = [] } = replay.steps[parted] ?? {}
      if (error !== undefined) process.stdout.write(`  step ${parted}: ${error}\n`)
      for (const { where, model, kafka } of differences)
        process.stdout.write(`  step ${parted}: ${where}: ${model} in the model, ${kafka} in Kafka\n`)
    }
}

void main(process.argv.slice(2))
