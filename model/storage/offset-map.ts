import type { Offset } from '../values'
import type { Segment } from './segment'

/** OffsetMap: where each key of the dirty part of a log occurs last. */
export interface OffsetMap {
  /** The last offset of a key, or -1. */
  lastOf(key: string): Offset
  /** The first offset that the map does not cover. */
  readonly end: Offset
  readonly bytesRead: number
}

/**
 * Cleaner.buildOffsetMap (2.1.0): the last offset of each key from `start` on.
 *
 * It covers all up to `until`, unless it is full: then it ends before the record that found no place. A record whose key is in
 * a full map finds no place either.
 */
export const keysBetween = (dirty: readonly Segment[], start: Offset, until: Offset, mostKeys: number): OffsetMap => {
  const last = new Map<string, Offset>()
  const lastOf = (key: string): Offset => last.get(key) ?? -1
  let bytesRead = 0
  let end = 0
  for (const { batches } of dirty) {
    for (const { offset, key, size, count } of batches) {
      bytesRead += size
      if (offset < start) continue
      if (key !== null && count > 0) {
        if (last.size >= mostKeys) return { lastOf, end, bytesRead }
        last.set(key, offset)
      }
      end = offset + 1
    }
  }
  return { lastOf, end: dirty.length > 0 ? until : end, bytesRead }
}
