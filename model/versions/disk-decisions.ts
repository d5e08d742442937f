import type { LeaderEpoch, Offset } from '../values'

/** The points at which Kafka's versions differ in what is on disk, and in what is found there: part of `Decisions`. */
export interface DiskDecisions {
  /** ReplicaFetcherThread.processPartitionData: does a follower take over the log start offset of its leader? */
  learnsLogStart(): boolean

  /**
   * AbstractFetcherThread.fetchOffsetAndTruncate: from where does a follower begin a new log, whose fetch is out of range
   * though its log is not too long? Undefined: it keeps its log.
   */
  beginsAnewAt(leaderStart: Offset, logEnd: Offset): Offset | undefined

  /** UnifiedLog.truncateFullyAndStartAt: what becomes of the high watermark of a replica that begins a new log? */
  highWatermarkOfNewLog(highWatermark: Offset, logStart: Offset): Offset

  /**
   * ReplicaManager.checkpointHighWatermarks: does the checkpoint of high watermarks keep the line of a replica that has
   * heard of no leader yet?
   */
  keepsUnledHighWatermark(): boolean

  /** LogManager.loadLogs: is the marker of a clean shutdown deleted before the logs are loaded? */
  deletesMarkerFirst(): boolean

  /** LogLoader.recoverLog: what is the recovery point of a log that was recovered? `checkpointed` is that of the checkpoint. */
  recoveryPointOfRecovered(checkpointed: Offset, logEnd: Offset): Offset

  /** LogSegment.recover: does recovery enter an epoch that it finds in a batch, and that is newer than all in the cache? */
  recoversEpoch(epoch: LeaderEpoch): boolean

  /** UnifiedLog.read: is a follower sent a batch before the log end of its leader has moved behind it? */
  readsBehindLogEnd(): boolean

  /**
   * TopicConfigHandler.processConfigChanges: does the controller elect where a partition has no leader, when the configuration of
   * its topic comes to allow unclean election?
   */
  electsWhenUncleanIsAllowed(): boolean

  /** UnifiedLog.append: does the log end move before the indexes are written? */
  movesLogEndFirst(): boolean

  /** UnifiedLog.append: does a log take a batch, after an append to it has failed? */
  takesAfterFailure(): boolean
}
