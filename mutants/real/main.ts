import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { classPath, needJdk, realReleases } from '../../conformance/jars'
import { Missing } from '../../conformance/missing'
import { processClock } from '../../explorer/node/clock'
import { filesOnDisk } from '../../explorer/node/files'
import { progressLine } from '../../explorer/node/progress'
import { catchInterrupt } from '../../explorer/node/signals'
import { columns } from '../../reports/table'
import type { Mutant } from '../mutant'
import {
  cellsOf,
  HEAD,
  mutantRunText,
  summary,
  type MutantRun,
  type TriedMutant,
} from '../../conformance/agreed/mutants'
import { MOST_WALKS, trying, type Trying } from './trying'

const ROOT = resolve(__dirname, '..', '..')
const RECORD = join(ROOT, 'conformance', 'agreed', 'mutants-noticed.json')
const RELEASE = '2.1.1'
const [COUNT, ENOUGH] = [20, 0.8]

/**
 * `npm run mutants:real`: can the comparison with Kafka fail? The model loses one guard at a time, and walks beside Kafka's own
 * classes look for a difference. Exit code 1: fewer than four in five are noticed, or one that is not has no reason on record;
 * 2: Java or Kafka is missing; 3: interrupted.
 */
const main = async (): Promise<number> => {
  const { count, runs, workers } = new Command('npm run mutants:real --')
    .description('drop guards of the model, one at a time, and look whether walks beside Kafka 2.1.1 notice')
    .option('--count <n>', 'how many of the guards that these walks show', Number, COUNT)
    .option('--runs <n>', 'the most walks for each', Number, MOST_WALKS)
    .option('--workers <n>', 'so many at a time', Number, 2)
    .parse()
    .opts<{ readonly count: number; readonly runs: number; readonly workers: number }>()
  seeToKafka()
  const all = trying(ROOT, runs)
  const { chosen, ...counts } = await all.choose(count, workers)
  const tried = await triedAll(all, chosen, workers)
  const run: MutantRun = { format: 1, kafka: RELEASE, runs, ...counts, tried: [...tried] }
  process.stdout.write(`${columns([HEAD, ...tried.map(cellsOf)])}\n\n${summary(run)}\n`)
  if (tried.length < chosen.length) return 3
  if (count === COUNT && runs === MOST_WALKS) filesOnDisk.write(RECORD, mutantRunText(run))
  const unseen = tried.filter(({ looked }) => looked.noticed === undefined)
  return unseen.length > (1 - ENOUGH) * tried.length || unseen.some(({ why }) => why === undefined) ? 1 : 0
}

const seeToKafka = (): void => {
  needJdk()
  for (const real of realReleases.filter(({ release }) => release === RELEASE)) classPath(real)
}

/** In the order of `chosen`. On Ctrl-C those that are done. */
const triedAll = async (all: Trying, chosen: readonly Mutant[], workers: number): Promise<readonly TriedMutant[]> => {
  const interrupt = catchInterrupt()
  const progress = progressLine(
    { isTerminal: process.stderr.isTTY, write: (text) => process.stderr.write(text) },
    (done: number, seconds) => `${seconds.toFixed(0)} s  ${done} of ${chosen.length} mutants`,
  )
  const begin = processClock.now()
  const waiting = [...chosen.entries()]
  const tried: TriedMutant[] = []
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !interrupt.isWanted(); next = waiting.shift()) {
      const found = await all.tried(next[1])
      if (found !== undefined) tried[next[0]] = found
      progress.report(Object.keys(tried).length, processClock.now() - begin)
    }
  }
  try {
    await Promise.all(Array.from({ length: workers }, work))
  } finally {
    all.close()
    progress.clear()
    interrupt.release()
  }
  return tried.filter((one) => one !== undefined)
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    if (!(error instanceof Missing)) throw error
    process.stderr.write(`mutants:real runs Kafka itself: ${error.message}\n`)
    process.exitCode = 2
  },
)
