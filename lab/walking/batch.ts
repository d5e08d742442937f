import { tally, type Known, type Walked } from './tally'
import { walkers, type Plan } from './plan'

/** Some walks one after the other, which one thread takes at a time; and what is known before. */
export interface Batch {
  readonly first: number
  readonly count: number
  readonly known: Known
}

/** Steps in a batch, or so: some hundredths of a second. Sending it costs nothing beside that, and nobody waits long for the last. */
const STEPS = 2000
const MOST_WALKS = 16

/** How many walks are in a batch. The result does not depend on it. */
export const batchOf = ({ steps }: Pick<Plan, 'steps'>): number =>
  Math.max(1, Math.min(MOST_WALKS, Math.floor(STEPS / steps)))

/** Takes batches of a plan: all walks of each, or those up to one that breaks something. */
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
