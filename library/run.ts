import type { Run } from '../contract/run'
import { processClock } from '../explorer/node/clock'
import type { Watch } from '../explorer/node/drive'

/** What ends work early, and who hears of it. */
export interface Watching<P> {
  /** Called from time to time while the work goes on. */
  readonly progress?: (progress: P) => void
  /** When it is aborted, the work ends with what it knows so far. */
  readonly signal?: AbortSignal
}

export const watchOf = <P, Q>(
  { progress, signal }: Watching<Q>,
  told: (progress: P, seconds: number) => Q,
): Watch<P> => ({
  clock: processClock,
  isInterrupted: () => signal?.aborted ?? false,
  report: (now, seconds) => progress?.(told(now, seconds)),
})

/** Facts by name: the number of steps after which each was first reached, or undefined. */
export const factsOf = (facts: Run['facts']): Readonly<Record<string, number | undefined>> =>
  Object.fromEntries(facts.map(({ name, depth }) => [name, depth]))
