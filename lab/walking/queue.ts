import { batchOf, type Batch } from './batch'
import type { Known } from './tally'
import type { Plan } from './plan'

/** Which batch of walks is to be taken next. */
export interface Queue {
  /** Undefined: none, for now. `missing` is the first walk that is not added up, and all before it is known. */
  next(missing: number, known: Known): Batch | undefined
  /** Gives a batch out again, to somebody else, because its thread died; false where it has cost two threads already. */
  again(batch: Batch): boolean
  /** From now on only what was begun is to be finished. */
  close(): void
}

/** How many batches may be taken beyond one that is missing: what comes of them waits for it. */
const AHEAD = 64

export const queueOf = (plan: Plan, from: number): Queue => {
  const size = batchOf(plan)
  const dropped: Batch[] = []
  const deaths = new Set<number>()
  const at = { next: from, end: from + plan.runs }
  return {
    next(missing, known) {
      const begun = dropped.shift()
      if (begun !== undefined) return begun
      if (at.next >= at.end || at.next >= missing + AHEAD * size) return undefined
      const batch = { first: at.next, count: Math.min(size, at.end - at.next), known }
      at.next += batch.count
      return batch
    },
    again(batch) {
      if (deaths.has(batch.first)) return false
      deaths.add(batch.first)
      dropped.push(batch)
      return true
    },
    close() {
      at.end = at.next
    },
  }
}
