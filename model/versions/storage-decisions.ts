import type { Batch, LogConfig, LogView, Segment } from '../storage/segment'
import type { Offset } from '../values'

/** The points at which Kafka's versions differ in how they store a log: part of `Decisions`. */
export interface StorageDecisions {
  /** LogSegment.largestTimestamp: which time is taken for the age of a segment, in milliseconds? */
  ageOf(segment: Segment): number

  /** UnifiedLog.deletableSegments: up to which offset may retention delete? */
  deletesBelow(highWatermark: Offset, logEnd: Offset): Offset

  /**
   * UnifiedLog.deleteOldSegments: does retention delete what is below the log start offset of a topic that is only
   * compacted?
   */
  deletesBelowLogStart(): boolean

  /** LogCleanerManager.cleanableOffsets: where does the dirty part of a log begin, by the checkpoint of the cleaner? */
  firstDirty(cleanerOffset: Offset, log: LogView): Offset

  /** LogCleanerManager.cleanableOffsets: up to which offset, beside the active segment, may the cleaner go? */
  cleansBelow(highWatermark: Offset): Offset

  /** LogCleanerManager.maybeTruncateCheckpoint: what does truncation leave of the checkpoint of the cleaner? */
  cleanerOffsetAfterTruncation(cleanerOffset: Offset, activeBase: Offset): Offset

  /** Cleaner.shouldRetainRecord: does the cleaner keep a tombstone that is the last record of its key? */
  keepsTombstone(tombstone: Batch, round: TombstoneRound): boolean

  /** MemoryRecords.filterTo: which delete horizon does a batch with a tombstone get, when the cleaner first keeps it? */
  deleteHorizon(now: number, config: LogConfig): number

  /** Cleaner.cleanInto: does the cleaner keep the header of the last batch that it may clean, where the record goes? */
  keepsLastBatch(): boolean
}

/** What the cleaner knows when it finds a tombstone. */
export interface TombstoneRound {
  /** The segment that it is in. */
  readonly segment: Segment
  /** The last segment that begins below the first dirty offset. */
  readonly lastClean: Segment | undefined
  readonly now: number
  readonly config: LogConfig
}
