import { batchOf, type Batch } from './batch'
import type { Known } from './tally'
import type { Plan } from './plan'

/** Gives out batches of walks. */
export interface Queue {
  /** The next batch, or undefined if there is none for now. `missing` is the first walk without a result. */
  next(missing: number, known: Known): Batch | undefined
  /** Gives a batch to another thread, because its thread crashed. False if two threads have already crashed on it. */
  again(batch: Batch): boolean
  /** From now on only batches that were already given out are finished. */
  close(): void
}

/** The maximum number of batches beyond a missing one. Their results wait for the missing batch. */
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
