import type { Decisions } from '../versions/decisions'
import type { Offset } from '../values'
import type { OffsetMap } from './offset-map'
import { HEADER_BYTES, NO_HORIZON, type Batch, type LogConfig, type Segment } from './segment'

/** What decides whether the cleaner keeps a batch. */
export interface Filter {
  readonly map: OffsetMap
  readonly now: number
  readonly config: LogConfig
  /** The last segment that begins below the first dirty offset: the tombstones of the releases before KIP-534 age by it. */
  readonly lastClean: Segment | undefined
  /** The first uncleanable offset of this round. */
  readonly upperBound: Offset
  readonly decide: Pick<Decisions, 'keepsTombstone' | 'deleteHorizon' | 'keepsLastBatch'>
}

/**
 * Cleaner.cleanSegments (2.1.0, 3.9.0): the segment that takes the place of these.
 *
 * It keeps the time at which the last of them was modified. It may have no batch at all, and is a segment all the same.
 */
export const cleanInto = (old: readonly [Segment, ...Segment[]], filter: Filter): Segment => ({
  baseOffset: old[0].baseOffset,
  batches: old.flatMap((segment) => segment.batches.flatMap((batch) => kept(batch, segment, filter))),
  lastModified: (old.at(-1) as Segment).lastModified,
})

/** MemoryRecords.filterTo: what is left of a batch, if anything. */
const kept = (batch: Batch, segment: Segment, filter: Filter): readonly Batch[] => {
  const { now, config, upperBound, decide } = filter
  if (isRetained(batch, segment, filter)) {
    if (batch.value !== null || batch.deleteHorizon !== NO_HORIZON) return [batch]
    const deleteHorizon = decide.deleteHorizon(now, config)
    return [deleteHorizon === NO_HORIZON ? batch : { ...batch, deleteHorizon }]
  }
  const isLast = batch.offset + 1 === upperBound
  return isLast && decide.keepsLastBatch() ? [headerOf(batch)] : []
}

/** DefaultRecordBatch.writeEmptyHeader: a batch without its record. */
const headerOf = (batch: Batch): Batch => ({
  ...batch,
  ...{ key: null, value: null, size: HEADER_BYTES, deleteHorizon: NO_HORIZON, count: 0 },
})

/** Cleaner.shouldRetainRecord (2.1.0, 3.9.0). */
const isRetained = (batch: Batch, segment: Segment, { map, now, config, lastClean, decide }: Filter): boolean => {
  if (batch.count === 0) return false
  if (batch.offset >= map.end) return true
  if (batch.key === null || batch.offset < map.lastOf(batch.key)) return false
  return batch.value !== null || decide.keepsTombstone(batch, { segment, lastClean, now, config })
}
