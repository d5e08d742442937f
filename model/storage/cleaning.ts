import type { Decisions } from '../versions/decisions'
import type { Offset } from '../values'
import { cleanInto, type Filter } from './filtering'
import { groupsOf } from './grouping'
import { keysBetween } from './offset-map'
import { bytesOfAll, segmentsBetween, type LogConfig, type LogView, type Segment } from './segment'
import type { Cleanable } from './cleanable'

/** The decisions of a release about what the cleaner keeps. */
export type CleaningDecisions = Pick<Decisions, 'ageOf' | 'keepsTombstone' | 'deleteHorizon' | 'keepsLastBatch'>

/** A group of segments, and the one that takes their place. */
export interface Swap {
  readonly old: readonly Segment[]
  readonly cleaned: Segment
}

/** One round of the cleaner over one log. */
export interface Cleaning {
  /** In the order of their offsets. Each is swapped in by itself, so that a crash may leave some of them undone. */
  readonly swaps: readonly Swap[]
  /** The whole log once all are swapped in. */
  readonly segments: readonly Segment[]
  /** What cleaner-offset-checkpoint has for this log once all are swapped in: the next first dirty offset. */
  readonly cleanerOffset: Offset
  /** Bytes that the cleaner reads, for the map and for the copy, and bytes that it writes. */
  readonly bytesRead: number
  readonly bytesWritten: number
}

/**
 * Cleaner.doClean (2.1.0, 2.7.0, 3.9.0): compacts a log, at the time `now`.
 *
 * First the cleaner reads the dirty part, and notes the last offset of each key. Then it copies all segments up to
 * there, and leaves out what that map makes superfluous. `mostKeys` is how many keys fit into the map
 * (log.cleaner.dedupe.buffer.size); where it is full, the round ends there, perhaps in the middle of a segment.
 *
 * Deliberately simplified: keys are compared as they are, while Kafka compares their MD5 hashes; no transactions, so no
 * markers; and no idempotent producers, whose last batch Kafka keeps.
 */
export const clean = (
  { segments }: Pick<LogView, 'segments'>,
  { firstDirty, firstUncleanable }: Pick<Cleanable, 'firstDirty' | 'firstUncleanable'>,
  config: LogConfig,
  now: number,
  decide: CleaningDecisions,
  mostKeys = Infinity,
): Cleaning => {
  const dirty = segmentsBetween(segments, firstDirty, firstUncleanable)
  const map = keysBetween(dirty, firstDirty, firstUncleanable, mostKeys)
  const below = segments.filter(({ baseOffset }) => baseOffset < map.end)
  const lastClean = segments.findLast(({ baseOffset }) => baseOffset < firstDirty)
  const filter: Filter = { map, now, config, lastClean, upperBound: firstUncleanable, decide }
  const swaps = groupsOf(below, config, firstUncleanable).map((old): Swap => ({ old, cleaned: cleanInto(old, filter) }))
  const cleaned = swaps.map((swap) => swap.cleaned)
  return {
    swaps,
    segments: [...cleaned, ...segments.slice(below.length)],
    cleanerOffset: map.end,
    bytesRead: map.bytesRead + bytesOfAll(below),
    bytesWritten: bytesOfAll(cleaned),
  }
}
