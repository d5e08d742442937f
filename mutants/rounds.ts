import { join } from 'node:path'
import { processClock } from '../explorer/node/clock'
import { progressLine } from '../explorer/node/progress'
import { catchInterrupt } from '../explorer/node/signals'
import type { Mutant } from './mutant'
import { count, type Judged } from './page'
import type { Records } from './records'
import type { Verdict } from './verdict'
import { workshop, type Workshop } from './workshop'

/** Where mutants are judged: the project, a folder for its copies, and how many mutants are judged at a time. */
export interface Site {
  readonly root: string
  readonly folder: string
  readonly workers: number
}

/** The verdicts on record about these mutants. */
export const judgedIn = (records: Records, mutants: readonly Mutant[]): readonly Judged[] =>
  mutants.flatMap((mutant) => {
    const verdict = records.get(mutant)
    return verdict === undefined ? [] : [{ mutant, verdict }]
  })

/**
 * Judges the mutants without a verdict on record, in two rounds. First the tests of rules are asked about each, which is a matter
 * of a second. Then the other checks, which take minutes, are asked about those that are left. Ctrl-C ends it: what is judged is on
 * record.
 */
export const judgeAll = async ({ root, folder, workers }: Site, mutants: readonly Mutant[], records: Records) => {
  const interrupt = catchInterrupt()
  const progress = progressLine(
    { isTerminal: process.stderr.isTTY, write: (text) => process.stderr.write(text) },
    ({ known, killed, left }: { readonly known: number; readonly killed: number; readonly left: number }, seconds) =>
      `${seconds.toFixed(0)} s  ${known} of ${mutants.length} mutants judged  ${killed} killed  ${left} unnoticed by tests of rules`,
  )
  const begin = processClock.now()
  const benches = Array.from({ length: workers }, (_, index) => workshop(root, join(folder, `${process.pid}-${index}`)))
  const unnoticed: Mutant[] = []
  const report = (): void => {
    const judged = judgedIn(records, mutants)
    const now = { known: judged.length, killed: count(judged).killed, left: unnoticed.length }
    progress.report(now, processClock.now() - begin)
  }
  const round = async (
    waiting: Mutant[],
    ask: (bench: Workshop, mutant: Mutant) => Promise<Verdict>,
    take: (mutant: Mutant, verdict: Verdict) => void,
  ): Promise<void> => {
    const work = async (bench: Workshop): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && !interrupt.isWanted(); next = waiting.shift()) {
        const verdict = await ask(bench, next)
        if (interrupt.isWanted()) return
        take(next, verdict)
        report()
      }
    }
    await Promise.all(benches.map(work))
  }
  try {
    await round(
      mutants.filter((mutant) => records.get(mutant) === undefined),
      (bench, mutant) => bench.rehearse(mutant, records.hintsFor(mutant)),
      (mutant, verdict) => (verdict.killed ? records.put(mutant, verdict) : unnoticed.push(mutant)),
    )
    await round(
      unnoticed,
      (bench, mutant) => bench.search(mutant),
      (mutant, verdict) => records.put(mutant, verdict),
    )
  } finally {
    for (const bench of benches) bench.close()
    progress.clear()
    interrupt.release()
  }
}
