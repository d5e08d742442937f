import { tally, type Known, type Walked } from './tally'
import { walkers, type Plan } from './plan'

/** Consecutive walks for one thread, and the knowledge from earlier walks. */
export interface Batch {
  readonly first: number
  readonly count: number
  readonly known: Known
}

/**
 * The approximate number of steps in a batch, some hundredths of a second. Sending a batch is cheap in comparison, and
 * the last one ends soon.
 */
const STEPS = 2000
const MOST_WALKS = 16

/** The number of walks in a batch. The result does not depend on it. */
export const batchOf = ({ steps }: Pick<Plan, 'steps'>): number =>
  Math.max(1, Math.min(MOST_WALKS, Math.floor(STEPS / steps)))

/** Takes batches of a plan: all walks of a batch, or those up to the first failure. */
export const batches = (plan: Plan): ((batch: Batch) => readonly Walked[]) => {
  const begin = walkers(plan)
  return ({ first, count, known }) => {
    const done = tally(known)
    const walks: Walked[] = []
    for (let walk = first; walk < first + count && done.found === undefined; walk++) {
      const walker = begin(walk, done.known)
      while (walker.advance(plan.steps));
      const { walked } = walker
      walks.push(walked)
      done.add(walked)
    }
    return walks
  }
}
