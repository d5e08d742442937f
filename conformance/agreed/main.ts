import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { isBadInput } from '../../lab/questions/bad-input'
import { readToken } from '../../lab/questions/token'
import { startClasses } from '../classes'
import type { Driver } from '../driver'
import { ROOT } from '../jars'
import { Missing } from '../missing'
import { modelOf } from '../releases'
import { realReplay, type RealReplay } from '../real-replay'
import { startWire } from '../wire/driver'
import { chosenBy } from './chosen'
import { readResults, resultsText, withRun, type Result } from './result'
import { tries, type Try } from './tries'

const FILE = join(ROOT, 'conformance', 'agreed', 'results.json')

/** Another process may add runs at the same time, so the file is read again each time. */
const writeResults = (change: (results: readonly Result[]) => readonly Result[]): void => {
  const before = existsSync(FILE) ? readResults(readFileSync(FILE, 'utf8')) : []
  writeFileSync(`${FILE}.${process.pid}`, resultsText(change(before)))
  renameSync(`${FILE}.${process.pid}`, FILE)
}

const run = async ({ token, kafka, by }: Try): Promise<RealReplay> => {
  const { options, codes } = readToken(token)
  const driver: Driver = by === 'wire' ? startWire(kafka) : await startClasses(kafka)
  try {
    return await realReplay(driver, { release: kafka, by }, { ...options, kafka: modelOf(kafka) }, codes)
  } finally {
    await driver.close()
  }
}

/** One line for the run, and one for each value that differs. */
const told = ({ name, kafka, by }: Try, { verdict, stepped, outcome, parted = 0, steps }: RealReplay): string => {
  const { error, differences = [] } = steps[parted] ?? {}
  return [
    [name, kafka, by, verdict, `${stepped} steps`, outcome?.text].join(', '),
    ...(error === undefined ? [] : [`  step ${parted}: ${error}`]),
    ...differences.map((one) => `  step ${parted}: ${one.where}: ${one.model} in the model, ${one.kafka} in Kafka`),
  ].join('\n')
}

const atLeastOne = (typed: string): number => {
  if (!/^[1-9]\d*$/.test(typed)) throw new InvalidArgumentError('Expected a whole number from 1.')
  return Number(typed)
}

/**
 * `npm run real:agreed -- [names, releases or ways]`: takes the schedules of tries.ts on real Kafka, and adds each run to
 * results.json. Exit code 2: a word that names nothing, or Java or Kafka is missing.
 */
const main = async (): Promise<void> => {
  const command = new Command('npm run real:agreed --')
    .description('take the schedules on record on real Kafka; a run by wire takes 10 to 30 s, one by classes a second')
    .argument('[words...]', 'only these: B01, 2.1.1, wire')
    .option('--runs <n>', 'how many runs of each', atLeastOne, 1)
    .option('--fresh', 'forget earlier runs of them')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .parse()
  const { runs, fresh = false } = command.opts<{ readonly runs: number; readonly fresh?: boolean }>()
  const chosen = chosenBy(command.args, tries)
  const isChosen = ({ token, kafka, by }: Result): boolean =>
    chosen.some((one) => one.token === token && one.kafka === kafka && one.by === by)
  if (fresh) writeResults((results) => results.filter((one) => !isChosen(one)))
  for (let number = 1; number <= runs; number++)
    for (const tried of chosen) {
      const replay = await run(tried)
      writeResults((results) => withRun(results, tried, replay, new Date().toISOString().slice(0, 10)))
      process.stdout.write(`${told(tried, replay)}\n`)
    }
}

main().catch((error: unknown) => {
  const isMissing = error instanceof Missing
  if (!isMissing && !isBadInput(error)) throw error
  process.stderr.write(`real:agreed${isMissing ? ' runs Kafka itself' : ''}: ${error.message}\n`)
  process.exitCode = 2
})
