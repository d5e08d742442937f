import type { LeaderEpoch, Offset } from '../values'

/** A batch as it is stored. In the model a record is one batch. */
export interface Batch {
  readonly offset: Offset
  /** partitionLeaderEpoch: the epoch of the leader that appended it. */
  readonly epoch: LeaderEpoch
  /** Null: the record has no key. */
  readonly key: string | null
  /** Null: the record is a tombstone. */
  readonly value: string | null
  /** The time that the producer gave it (CreateTime), in milliseconds. */
  readonly timestamp: number
  /** Bytes on disk, with the header of the batch. */
  readonly size: number
  /** deleteHorizonMs of KIP-534: from when on the cleaner may remove this tombstone. NO_HORIZON: it is not set. */
  readonly deleteHorizon: number
  /** Records in the batch. 0: the cleaner removed the record, and kept the header, which still has the offset. */
  readonly count: 0 | 1
}

export const NO_HORIZON = -1

/** Bytes of a batch of magic 2 without records: DefaultRecordBatch.RECORD_BATCH_OVERHEAD. */
export const HEADER_BYTES = 61

/** One file of a log, and when it was last written or cleaned, in milliseconds. */
export interface Segment {
  /** Its name. The first batch that is left in it may have a higher offset. */
  readonly baseOffset: Offset
  /** In the order of their offsets. */
  readonly batches: readonly Batch[]
  readonly lastModified: number
}

export type CleanupPolicy = 'delete' | 'compact' | 'compact,delete'

/** The settings of a topic that say how its log is stored. Times are in milliseconds, sizes in bytes. */
export interface LogConfig {
  readonly segmentBytes: number
  readonly segmentMs: number
  readonly segmentIndexBytes: number
  readonly indexIntervalBytes: number
  /** -1: no limit. */
  readonly retentionMs: number
  /** -1: no limit. */
  readonly retentionBytes: number
  readonly cleanupPolicy: CleanupPolicy
  readonly minCleanableDirtyRatio: number
  readonly deleteRetentionMs: number
  readonly minCompactionLagMs: number
  readonly maxCompactionLagMs: number
}

const DAY = 86_400_000

/** Kafka's defaults. */
export const defaultLogConfig: LogConfig = {
  segmentBytes: 1_073_741_824,
  segmentMs: 7 * DAY,
  segmentIndexBytes: 10_485_760,
  indexIntervalBytes: 4096,
  retentionMs: 7 * DAY,
  retentionBytes: -1,
  cleanupPolicy: 'delete',
  minCleanableDirtyRatio: 0.5,
  deleteRetentionMs: DAY,
  minCompactionLagMs: 0,
  maxCompactionLagMs: Number.MAX_SAFE_INTEGER,
}

/** What one broker has of a partition, as the retention task and the cleaner see it. The last segment is the active one. */
export interface LogView {
  readonly segments: readonly Segment[]
  readonly logStart: Offset
  readonly logEnd: Offset
  readonly highWatermark: Offset
}

export const deletes = ({ cleanupPolicy }: LogConfig): boolean => cleanupPolicy !== 'compact'

/** The retention task has something to do for such a topic, log start offsets aside. */
export const hasRetention = (config: LogConfig): boolean =>
  deletes(config) && (config.retentionMs >= 0 || config.retentionBytes >= 0)

export const compacts = ({ cleanupPolicy }: LogConfig): boolean => cleanupPolicy !== 'delete'

export const bytesOf = ({ batches }: Segment): number => batches.reduce((sum, { size }) => sum + size, 0)

export const bytesOfAll = (segments: readonly Segment[]): number =>
  segments.reduce((sum, segment) => sum + bytesOf(segment), 0)

/** The largest timestamp in a segment, or -1 where it has no batch. */
export const largestTimestamp = ({ batches }: Segment): number =>
  batches.reduce((largest, { timestamp }) => Math.max(largest, timestamp), -1)

/** The segment that is written to. A log always has one. */
export const activeSegment = (segments: readonly Segment[]): Segment => {
  const active = segments.at(-1)
  if (active === undefined) throw new Error('a log without segments: every log has an active one')
  return active
}

/**
 * Log.logSegments(from, to): from the segment that holds `from` to the last that begins below `to`. Where no segment
 * begins at or below `from`, from the first one on. None where `from` is not below `to`.
 */
export const segmentsBetween = (segments: readonly Segment[], from: Offset, to: Offset): readonly Segment[] => {
  if (from >= to) return []
  const floor = segments.findLast(({ baseOffset }) => baseOffset <= from)
  return segments.filter(({ baseOffset }) => (floor === undefined || baseOffset >= floor.baseOffset) && baseOffset < to)
}
