/** The two indexes of a segment. Their entries follow from its batches. */
import type { Offset } from '../values'
import type { Batch } from './segment'

/** An entry of the offset index: the batch with this last offset begins at this position of the file. */
export interface OffsetEntry {
  readonly offset: Offset
  /** Bytes. */
  readonly position: number
}

/** An entry of the time index: the largest timestamp up to here, and the batch that has it. */
export interface TimeEntry {
  /** Milliseconds. */
  readonly timestamp: number
  readonly offset: Offset
}

export interface Indexes {
  readonly offsets: readonly OffsetEntry[]
  readonly times: readonly TimeEntry[]
}

const NO_TIME: TimeEntry = Object.freeze({ timestamp: -1, offset: -1 })

type Indexed = Pick<Batch, 'offset' | 'timestamp' | 'size'>

/**
 * LogSegment.append, TimeIndex.maybeAppend (2.1.1, 2.6.3): a batch gets an entry in each index when more than index.interval.bytes
 * were appended since the last one, and none in the time index where the largest timestamp has not grown.
 *
 * Deliberately simplified: every batch is appended by itself, and a segment is never closed and opened again. Kafka's followers append
 * all batches of a fetch at once, its cleaner what fits into its buffer, and a restart counts bytes anew.
 */
export const indexesOf = (batches: readonly Indexed[], interval: number): Indexes => {
  const offsets: OffsetEntry[] = []
  const times: TimeEntry[] = []
  let [position, since, largest] = [0, 0, NO_TIME]
  for (const { offset, timestamp, size } of batches) {
    if (timestamp > largest.timestamp) largest = { timestamp, offset }
    if (since > interval) {
      offsets.push({ offset, position })
      if (largest.timestamp > (times.at(-1) ?? NO_TIME).timestamp) times.push(largest)
      since = 0
    }
    since += size
    position += size
  }
  return { offsets, times }
}

/** LogSegment.onBecomeInactiveSegment (2.1.1): what the time index of a segment has once the segment is rolled. */
export const rolledTimes = (batches: readonly Indexed[], { times }: Indexes): readonly TimeEntry[] => {
  const largest = batches.reduce<TimeEntry>((most, one) => (one.timestamp > most.timestamp ? one : most), NO_TIME)
  const { timestamp, offset } = largest
  return timestamp > (times.at(-1) ?? NO_TIME).timestamp ? [...times, { timestamp, offset }] : times
}
