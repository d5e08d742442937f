import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { processClock } from '../explorer/node/clock'
import { filesOnDisk } from '../explorer/node/files'
import { progressLine } from '../explorer/node/progress'
import { catchInterrupt } from '../explorer/node/signals'
import { everyMutant } from './catalogue'
import { nameOf, type Mutant } from './mutant'
import { count, isEquivalent, mistaken, page, survivors, type Judged } from './page'
import { recordsIn } from './records'
import { workshop } from './workshop'

const ROOT = resolve(__dirname, '..')
const PAGE = join(ROOT, 'docs', 'mutants.md')
const CACHE = join(ROOT, '.cache')

/** What is wrong before any mistake is made: a test fails, or the record is not that of this model. */
const wrongBefore = async (): Promise<string | undefined> => {
  const bench = workshop(ROOT, join(CACHE, 'mutants', `${process.pid}-unchanged`))
  try {
    const { killed, by, how, where } = await bench.unchanged()
    return killed ? `no mutant is judged: without any mistake, a ${by} fails in ${where}: ${how}` : undefined
  } finally {
    bench.close()
  }
}

/** Judges several mutants at a time. Known verdicts are reused. */
const judgeAll = async (mutants: readonly Mutant[], workers: number): Promise<readonly Judged[]> => {
  const records = recordsIn(join(CACHE, 'mutants.json'), ROOT)
  const interrupt = catchInterrupt()
  const progress = progressLine(
    { isTerminal: process.stderr.isTTY, write: (text) => process.stderr.write(text) },
    ({ done, killed }: { readonly done: number; readonly killed: number }, seconds) =>
      `${seconds.toFixed(0)} s  ${done} of ${mutants.length} mutants  ${killed} killed`,
  )
  const begin = processClock.now()
  // Equivalent mutants run every check, so they come last.
  const waiting = mutants
    .filter((mutant) => records.get(mutant) === undefined)
    .sort((one, other) => Number(isEquivalent(one)) - Number(isEquivalent(other)))
  const known = (): readonly Judged[] =>
    mutants.flatMap((mutant) => {
      const verdict = records.get(mutant)
      return verdict === undefined ? [] : [{ mutant, verdict }]
    })
  const work = async (_: unknown, index: number): Promise<void> => {
    const bench = workshop(ROOT, join(CACHE, 'mutants', `${process.pid}-${index}`))
    try {
      for (let next = waiting.shift(); next !== undefined && !interrupt.isWanted(); next = waiting.shift()) {
        const verdict = await bench.judge(next, records.placeOf(next))
        if (interrupt.isWanted()) return
        records.put(next, verdict)
        const all = known()
        progress.report({ done: all.length, killed: count(all).killed }, processClock.now() - begin)
      }
    } finally {
      bench.close()
    }
  }
  try {
    await Promise.all(Array.from({ length: workers }, work))
  } finally {
    progress.clear()
    interrupt.release()
  }
  return known()
}

const main = async (): Promise<void> => {
  const { only, workers, json } = new Command('npm run mutants --')
    .description(
      'make small mistakes in the model, one at a time, and check whether a test notices; writes docs/mutants.md once all but equivalent mutants are judged',
    )
    .option('--only <text>', 'judge only mutants whose file or text contains this; writes no page')
    .option('--workers <n>', 'judge so many at a time', Number, availableParallelism())
    .option('--json', 'print verdicts as JSON')
    .parse()
    .opts<{ readonly only?: string; readonly workers: number; readonly json?: true }>()
  const mutants = everyMutant(ROOT).filter((mutant) => only === undefined || nameOf(mutant).includes(only))
  const wrong = await wrongBefore()
  if (wrong !== undefined) {
    process.stderr.write(`${wrong}\n`)
    process.exitCode = 2
    return
  }
  const judged = await judgeAll(mutants, workers)
  const { all, killed, equivalent, survived } = count(judged)
  const known = new Set(judged.map(({ mutant }) => mutant))
  const left = mutants.filter((mutant) => !known.has(mutant))
  const isComplete = left.length === 0
  if (only === undefined && left.every(isEquivalent)) filesOnDisk.write(PAGE, page(judged, left))
  if (json === true) process.stdout.write(`${JSON.stringify(judged)}\n`)
  else {
    for (const mutant of survivors(judged)) process.stdout.write(`survived  ${nameOf(mutant)} (line ${mutant.line})\n`)
    for (const mutant of mistaken(judged)) process.stdout.write(`noticed, so not equivalent  ${nameOf(mutant)}\n`)
    const rest = isComplete ? '' : `, ${left.length} not judged: the same command continues`
    process.stdout.write(`${all} mutants: ${killed} killed, ${equivalent} equivalent, ${survived} survived${rest}\n`)
  }
  process.exitCode = survived > 0 ? 1 : isComplete ? 0 : 3
}

void main()
