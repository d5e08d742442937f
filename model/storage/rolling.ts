import { indexesOf } from './indexes'
import type { Batch, LogConfig, Segment } from './segment'
import { bytesOf } from './segment'

/** Bytes of an entry of a segment's offset index, and of its time index. */
export const OFFSET_ENTRY = 8
export const TIME_ENTRY = 12

/** The largest offset in a segment, relative to its base offset. */
const MOST_RELATIVE = 2 ** 31 - 1

/** Why a segment is rolled: in the words of the tables of a segment. */
export type RollReason = 'size' | 'time' | 'index' | 'offset'

/**
 * Log.maybeRoll, LogSegment.shouldRoll (2.1.0): does a new segment begin before this batch is appended, and why?
 *
 * The time is that between the timestamps of the first batch of the segment and of this one: an idle log is not
 * rolled by the clock. Undefined: the batch goes into the active segment.
 *
 * Deliberately simplified: no segment.jitter.ms, whose default is 0. Every batch has a timestamp.
 */
export const rollsBefore = (
  active: Segment,
  { offset, timestamp, size }: Pick<Batch, 'offset' | 'timestamp' | 'size'>,
  config: LogConfig,
): RollReason | undefined => {
  const [first] = active.batches
  if (bytesOf(active) > config.segmentBytes - size) return 'size'
  if (first !== undefined && timestamp - first.timestamp > config.segmentMs) return 'time'
  if (isIndexFull(active, config)) return 'index'
  return offset - active.baseOffset > MOST_RELATIVE ? 'offset' : undefined
}

/** OffsetIndex.isFull, TimeIndex.isFull (2.1.0). The last place of the time index is kept free. */
const isIndexFull = ({ batches }: Segment, { indexIntervalBytes, segmentIndexBytes }: LogConfig): boolean => {
  const { offsets, times } = indexesOf(batches, indexIntervalBytes)
  return (
    offsets.length >= Math.floor(segmentIndexBytes / OFFSET_ENTRY) ||
    times.length >= Math.floor(segmentIndexBytes / TIME_ENTRY) - 1
  )
}
