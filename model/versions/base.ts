import { logEnd, truncateTo } from '../replica/disk'
import { undefinedEnd } from '../replica/epochs'
import type { Decision, Decisions } from './decisions'
import { diskBase, diskBaseAnswers } from './disk-base'
import { kraftBase, kraftBaseAnswers } from './kraft-base'
import { reassignmentBase, reassignmentBaseAnswers } from './reassignment-base'
import { storageBase, storageBaseAnswers } from './storage-base'

/**
 * Kafka as of 0.8.0: the high watermark is all that a follower has to decide what to keep.
 *
 * A new follower truncates its log to its own high watermark and fetches from there. The high watermark of a follower
 * may be one fetch behind that of the leader, so the follower may truncate committed records. If the leader fails
 * before the follower has fetched them again, they are lost (see KIP-101).
 *
 * Deliberately simplified: at 0.8.0 an answer to acks=all came when every ISR member was known to have the record, and
 * a fetch response carried the high watermark after the fetch itself was counted. Here both are as in later versions,
 * so that 0.8.0 differs from them in nothing but decisions.
 */
export const base: Decisions = {
  /** The check is in 0.8.0 already (ReplicaManager.becomeLeaderOrFollower, 0.8.0). */
  acceptsControllerEpoch: (seen, requested) => requested >= seen,

  /** Broker epochs came with 2.2 (kip-380.ts). */
  acceptsStaleBrokerEpoch: () => true,

  /** BrokerChangeListener.handleChildChange, 0.8.0: it compares broker ids, and nothing else (kip-380.ts). */
  noticesBounce: () => false,

  /** OfflinePartitionLeaderSelector, 0.8.0: the first live replica, whatever the topic's settings (kafka-1028.ts). */
  mayElectUnclean: () => true,

  /** KafkaController.removeReplicaFromIsr, 0.8.0: an ISR may become empty. */
  keepsLastInIsr: () => false,

  /** 0.8.0 tells the leader only, so followers keep an older epoch (see kafka-1188.ts). */
  tellsFollowersOfShrunkIsr: () => false,

  /** ControlledShutdownLeaderSelector, 0.8.0: all live replicas are told, including those that are shutting down. */
  tellsStoppingLeader: () => true,

  /** KafkaController.onBrokerFailure, 0.8.0: only partitions led by the failed broker get a leader (kip-112.ts). */
  replacesStoppingLeader: () => false,

  /** Partition.makeFollower, 0.8.0: every accepted request truncates anew. */
  restartsFetcher: () => true,

  /** Partition.makeFollower, 0.8.0: log.truncateTo(highWatermark), before the first fetch. */
  makesFollower: ({ disk, highWatermark }) => ({ disk: truncateTo(disk, highWatermark), fetcher: 'fetching' }),

  truncateTo,

  /** Never asked: fetching starts at once. */
  truncation: ({ disk }) => ({ offset: logEnd(disk), isDone: true }),
  acceptsEpochEndOffset: () => true,
  endOffsetFor: () => undefinedEnd,
  assignEpoch: (epochs) => epochs,
  cachesEpochAsLeader: () => false,
  leaderEpochStartOffset: () => 0,

  /** Partition.makeLeader, 0.8.0: unknown, each time. */
  remoteLogEndsOfNewLeader: ({ leadership }) => leadership.remoteLogEnds.map(() => UNKNOWN),

  /** A Fetch request carries no epoch before KIP-320. */
  fences: () => undefined,
  fencesFetch: () => undefined,

  /** A Fetch says nothing about epochs of records before KIP-595. */
  lastFetchedEpoch: () => UNKNOWN,
  /** AbstractFetcherThread.processFetchRequest, 2.8.0: as from any answer (kafka-14704.ts). */
  adoptsHighWatermarkOfDiverging: () => true,
  cutsAfterRemoval: () => false,

  /** AbstractFetcherThread.processFetchRequest, 0.9: offsets are compared, and nothing else. */
  usesOldAnswer: () => 'always',

  /** UnifiedLog.analyzeAndValidateRecords, 3.2.0: it appends all that it gets (kafka-18723.ts). */
  appendsBatch: () => true,

  /** FileRecords.writeTo, 3.9.1: if the file is not shorter than what was to be sent. */
  sendsWhatReplaced: () => true,

  /** Replica.highWatermark, 0.8.0: it stays, even above the log end, until the next answer to a fetch. */
  highWatermarkOnceCut: (highWatermark) => highWatermark,

  /**
   * ReplicaManager.updateFollowerLogReadResults, 0.8.2 to 2.3: what failed was read from an unknown offset, and is noted as
   * such. (0.8.0 notes the offset that was asked for, even one beyond its own log end.)
   */
  notedAfterError: () => UNKNOWN,

  /** Partition.updateReplicaLogReadResult: no release looks at an epoch here. */
  countsFetch: () => true,

  /** KafkaApis.readMessageSet, 0.8.0: its own. Followers learn one fetch later than the leader. */
  sentHighWatermark: ({ highWatermark }) => highWatermark,

  /** Partition.updateLeaderHWAndMaybeExpandIsr, 0.8.0: as far as the high watermark, which may be an old one. */
  mayJoinIsr: ({ highWatermark }, end) => end >= highWatermark,

  /** Partition.getOutOfSyncReplicas, 0.8.0: behind the leader, by time or by number of messages. */
  mayLeaveIsr: ({ disk }, end) => end < logEnd(disk),

  /** Partition.maybeIncrementLeaderHW, 0.8.0: the members of the ISR. */
  highWatermarkQuorum: ({ isr }) => isr,

  /** Partition.leaderIsrUpdateLock, 0.8.0: a monitor that everything about the partition waits for. */
  locksForIsrWrite: () => true,

  /** Partition.maybeShrinkIsr, 0.8.0: the leader may be all that is left of the ISR. */
  advancesWithShrunkIsr: () => true,

  /** ZkUtils.conditionalUpdatePersistentPath, 0.8.0: whatever goes wrong, a lost connection too, is a write that failed. */
  acceptsFoundIsr: () => false,
  onLostIsrAnswer: () => 'keep',

  /** min.insync.replicas came with 0.8.2 (kafka-1555.ts). */
  refusesProduce: () => undefined,
  acknowledges: () => true,

  /** ListenerAdapter.onHighWatermarkUpdated, 4.3.1: it is told of none (kafka-20634-flaw.ts). */
  completesAsFollower: () => false,

  /** 0.8.0 truncates and goes on. */
  onOutOfRange: () => 'truncate',

  ...storageBase,
  ...diskBase,
  ...reassignmentBase,
  ...kraftBase,
}

/** A log end offset that the leader does not know: LogOffsetMetadata.UnknownOffsetMetadata. */
const UNKNOWN = -1

/** The same in words. */
export const baseAnswers: Readonly<Record<Decision, string>> = {
  acceptsControllerEpoch: 'Yes, unless the broker has seen a controller of a newer epoch.',
  acceptsStaleBrokerEpoch: 'Yes: a request does not say to which registration of the broker it is addressed.',
  noticesBounce: 'No: the controller compares broker ids only.',
  mayElectUnclean: 'Yes, always: there is no setting.',
  keepsLastInIsr: 'No: the ISR may become empty.',
  tellsFollowersOfShrunkIsr: 'No: only the leader is told.',
  tellsStoppingLeader: 'Yes: the leader that hands over is told.',
  replacesStoppingLeader: 'No: only partitions led by the failed broker get a leader.',
  restartsFetcher: 'Yes, always.',
  makesFollower: 'It is truncated to the high watermark of the follower, and fetching starts.',
  truncateTo: 'All records from there on, and the epochs that start there or later. At or beyond the log end: nothing.',
  truncation: 'Nowhere: the leader is not asked, and the log is truncated before that (see makesFollower).',
  acceptsEpochEndOffset: 'Yes, where it asks anything: it does not compare leader epochs.',
  endOffsetFor: 'Nothing: there is no such request.',
  assignEpoch: 'Nothing: there is no epoch cache.',
  cachesEpochAsLeader: 'No: if there is a cache, an epoch enters it with its first record.',
  leaderEpochStartOffset: 'None.',
  remoteLogEndsOfNewLeader: 'Nothing: it waits until each of them fetches.',
  fences: 'None: the requests carry no leader epoch.',
  fencesFetch: 'None: the leader does not look at a leader epoch.',
  lastFetchedEpoch: 'It does not say. So the leader compares offsets only.',
  adoptsHighWatermarkOfDiverging: 'Yes, as from any other, before it cuts its log.',
  cutsAfterRemoval: 'No: answers about where epochs end are used only by a follower that waits for them.',
  usesOldAnswer:
    'It uses it as any other. Where it truncates first in the new epoch, the answer has come by then, and was dropped.',
  appendsBatch: 'Yes, any.',
  sendsWhatReplaced: 'Yes, if there is as much of it. Otherwise the connection breaks.',
  highWatermarkOnceCut: 'What it was: it may be above the log end until the next answer to a fetch.',
  notedAfterError: 'That it is unknown: the leader forgets what it knew.',
  countsFetch: 'Yes: no epoch is compared.',
  sentHighWatermark: 'Its own, from before the fetch is counted. So followers learn one fetch later than the leader.',
  mayJoinIsr: "All up to the leader's high watermark, which may be an old one.",
  mayLeaveIsr: "Those whose log end, as the leader knows it, is behind the leader's.",
  highWatermarkQuorum: 'Those of the members of the ISR, as the leader has it in memory.',
  locksForIsrWrite: 'Yes: everything about the partition waits.',
  advancesWithShrunkIsr: 'Yes: it may be one that only the replica which has left held back.',
  acceptsFoundIsr: 'No: whatever goes wrong, a lost connection too, is a write that failed.',
  onLostIsrAnswer: 'It keeps the old ISR.',
  refusesProduce: 'None: there is no min.insync.replicas.',
  acknowledges: 'Always.',
  completesAsFollower: 'No.',
  onOutOfRange: "It truncates to the leader's log end and goes on.",
  ...storageBaseAnswers,
  ...diskBaseAnswers,
  ...reassignmentBaseAnswers,
  ...kraftBaseAnswers,
}
