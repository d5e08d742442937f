import { walkWords } from '../explorer/node/progress'
import { isSameCause, type CauseKey } from '../contract/causes'
import type { WalkRun } from '../contract/run'
import { causeOf } from '../lab/walking/cause'
import type { Plan } from '../lab/walking/plan'
import { takeWalks, type Means, type Walks } from '../lab/walking/take-walks'
import { preventionText } from '../reports/causes'
import type { Entry } from '../reports/saved'
import { counted, listed } from '../reports/words'
import type { Io } from './io'
import { watched } from './watch'

/** Walks that have ended, and the causes of their failures. */
export interface Until extends Walks {
  /** What was found so far: each cause once. */
  readonly causes: readonly FoundCause[]
  /** The walks whose failures have a cause that was known. */
  readonly passed: readonly number[]
  /** The number of the first walk that was not taken. */
  readonly end: number
}

/** The cause of a failure, and the first walk that found it. */
export type FoundCause = CauseKey & { readonly walk: number }

/**
 * Walks on past failures whose cause is known: with --continue they were found before. If no other cause is found, the
 * answer is the last of these failures, because walks that broke something do not hold.
 */
export const untilNewCause = async (
  { plan, first, means }: { readonly plan: Plan; readonly first: number; readonly means: Means },
  known: readonly FoundCause[],
  io: Io,
): Promise<Until> => {
  const begin = io.clock.now()
  const passed: number[] = []
  let last: Walks | undefined
  for (let from = first; ;) {
    const left = means.seconds === undefined ? {} : { seconds: Math.max(0, means.seconds + begin - io.clock.now()) }
    const walks = await watched(
      io,
      () => walkWords,
      (watch) => takeWalks({ ...plan, runs: plan.runs - (from - first) }, from, { ...means, ...left }, watch),
    )
    const { run, failing } = walks
    from += run.walks
    if (run.failure === undefined || failing === undefined)
      return { ...(last === undefined ? walks : withStop(last, run)), causes: known, passed, end: from }
    const cause = { walk: run.failure.walk, ...causeOf(run.failure, failing) }
    if (!known.some((one) => isSameCause(one, cause))) return { ...walks, causes: [...known, cause], passed, end: from }
    passed.push(cause.walk)
    if (run.stopped !== undefined || from >= first + plan.runs) return { ...walks, causes: known, passed, end: from }
    last = walks
  }
}

const withStop = ({ run, ...walks }: Walks, { stopped, because }: WalkRun): Walks => ({
  ...walks,
  run: { ...run, ...(stopped === undefined ? {} : { stopped }), ...(because === undefined ? {} : { because }) },
})

/** For --json and for the saved run. */
export const causesIn = (causes: readonly FoundCause[]): Pick<Entry, 'causes'> =>
  causes.length === 0 ? {} : { causes: causes.map(({ by, ...cause }) => ({ ...cause, by: [...by] })) }

/** What prevents the failure, and which failures were passed over because it or another known cause was behind them. */
export const causeLines = (
  { failure }: WalkRun,
  causes: readonly FoundCause[],
  passed: readonly number[],
): readonly string[] => {
  if (causes.length === 0) return []
  const cause = failure && causes.find(({ walk }) => walk === failure.walk)
  return [
    ...(failure === undefined
      ? []
      : [cause === undefined ? 'its cause was found by an earlier walk' : preventionText(cause)]),
    ...(passed.length === 0
      ? []
      : [
          `passed over ${counted(passed.length, 'failure')} with a known cause: ${listed(passed.map((walk) => `walk ${walk}`))}`,
        ]),
  ]
}
