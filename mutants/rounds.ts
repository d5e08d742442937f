import { join } from 'node:path'
import { processClock } from '../explorer/node/clock'
import { progressLine } from '../explorer/node/progress'
import { catchInterrupt } from '../explorer/node/signals'
import { nameOf, type Mutant } from './mutant'
import { count, type Count, type Judged } from './page'
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
 * Judges the mutants without a verdict on record, in two rounds. First short tests of rules are asked about each, which is a matter
 * of a second. Then all other checks, which take minutes, are asked about those that are left; they are named at once. Ctrl-C ends
 * it: what is judged is on record. Returns what is wrong if a check of a round fails without any mistake: then the round is not
 * begun.
 */
export const judgeAll = async (
  { root, folder, workers }: Site,
  mutants: readonly Mutant[],
  records: Records,
): Promise<string | undefined> => {
  const interrupt = catchInterrupt()
  const progress = progressOf(mutants, records)
  const benches = Array.from({ length: workers }, (_, index) => workshop(root, join(folder, `${process.pid}-${index}`)))
  const round = async (
    kind: 'rehearse' | 'search',
    asked: readonly Mutant[],
    take: (mutant: Mutant, verdict: Verdict) => void,
  ): Promise<string | undefined> => {
    const [first] = benches
    if (asked.length === 0 || first === undefined || interrupt.isWanted()) return undefined
    const before = await first.unchanged(kind)
    if (before.killed && !interrupt.isWanted()) return wordsFor(before)
    const waiting = [...asked]
    const work = async (bench: Workshop): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && !interrupt.isWanted(); next = waiting.shift()) {
        const verdict = await bench[kind](next, records.hintsFor(next))
        if (interrupt.isWanted()) return
        take(next, verdict)
      }
    }
    await Promise.all(benches.map(work))
    return undefined
  }
  const record = (mutant: Mutant, verdict: Verdict): void => {
    records.put(mutant, verdict)
    progress.report()
  }
  const unnoticed: Mutant[] = []
  const setAside = (mutant: Mutant): void => {
    unnoticed.push(mutant)
    progress.tell(`no short test of a rule notices  ${nameOf(mutant)} (line ${mutant.line})`)
  }
  try {
    const waiting = mutants.filter((mutant) => records.get(mutant) === undefined)
    const wrong = await round('rehearse', waiting, (mutant, verdict) =>
      verdict.killed ? record(mutant, verdict) : setAside(mutant),
    )
    return wrong ?? (await round('search', unnoticed, record))
  } finally {
    for (const bench of benches) bench.close()
    progress.clear()
    interrupt.release()
  }
}

const wordsFor = ({ by = '', where = '', how = '' }: Verdict): string =>
  `without any mistake, a ${by} fails in ${where}: ${how}`

interface Progress {
  report(): void
  /** Prints a line that stays. */
  tell(line: string): void
  clear(): void
}

const progressOf = (mutants: readonly Mutant[], records: Records): Progress => {
  const print = (text: string): void => void process.stderr.write(text)
  const begin = processClock.now()
  const line = progressLine(
    { isTerminal: process.stderr.isTTY, write: print },
    ({ all, killed }: Pick<Count, 'all' | 'killed'>, seconds) =>
      `${seconds.toFixed(0)} s  ${all} of ${mutants.length} mutants judged  ${killed} killed`,
  )
  return {
    report: () => line.report(count(judgedIn(records, mutants)), processClock.now() - begin),
    tell(text) {
      line.clear()
      print(`${text}\n`)
    },
    clear: () => line.clear(),
  }
}
