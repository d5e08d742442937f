import type { Refused } from '../../kit/refused'
import type { Settings } from '../bounds'
import type { Told } from '../coordinator/state'
import type { Disk } from '../replica/disk'
import type { EpochEndOffset, EpochEntry } from '../replica/epochs'
import type { FetchError, Leadership, Replica } from '../state'
import type { BrokerId, LeaderEpoch, Offset } from '../values'
import type { DiskDecisions } from './disk-decisions'
import type { KraftDecisions } from './kraft-decisions'
import type { ReassignmentDecisions } from './reassignment-decisions'
import type { StorageDecisions } from './storage-decisions'
import type { Tag } from './tags'

/**
 * The points at which Kafka's versions differ. Each is named after what it decides, and answered by one Kafka method: here
 * the one of the newest version read; `questions.ts` has those of every version.
 *
 * A decision is given the *view* of the broker that takes it (its replica, a request, an answer), never the whole
 * cluster: reading what a broker cannot know is the likeliest mistake in a model, and here it is a compile error.
 *
 * Those about how a log is stored are in `storage-decisions.ts`, those about what is on disk in `disk-decisions.ts`, those about
 * moving replicas in `reassignment-decisions.ts`, those about KRaft in `kraft-decisions.ts`.
 */
export interface Decisions extends StorageDecisions, DiskDecisions, ReassignmentDecisions, KraftDecisions {
  /** ReplicaManager.becomeLeaderOrFollower: is a request of this controller still obeyed? */
  acceptsControllerEpoch(seen: number, requested: number): boolean

  /** KafkaApis.isBrokerEpochStale: does a broker obey a request that was sent to it before it last registered? */
  acceptsStaleBrokerEpoch(): boolean

  /**
   * KafkaController.processBrokerChange: does the controller notice a broker that failed and started again before the
   * controller looked?
   */
  noticesBounce(): boolean

  /**
   * PartitionLeaderElectionAlgorithms.offlinePartitionLeaderElection: may a replica from outside the ISR lead, where
   * nobody in the ISR is alive?
   */
  mayElectUnclean(settings: Settings): boolean

  /** ReplicaStateMachine.doRemoveReplicasFromIsr: does the last member of the ISR stay in it when it is gone? */
  keepsLastInIsr(settings: Settings): boolean

  /** ReplicaStateMachine.doHandleStateChanges: are followers told, too, when the controller shrinks the ISR? */
  tellsFollowersOfShrunkIsr(): boolean

  /** Election.leaderForControlledShutdown: is the leader that hands over told of its successor? */
  tellsStoppingLeader(): boolean

  /** KafkaController.onReplicasBecomeOffline: is a leader in controlled shutdown replaced when another broker fails? */
  replacesStoppingLeader(): boolean

  /** Partition.makeFollower: does a LeaderAndIsr that is obeyed start the fetcher anew, and truncation with it? */
  restartsFetcher(replica: Replica, request: Told): boolean

  /** ReplicaManager.makeFollowers: what happens to the log at once, before the new leader is asked anything? */
  makesFollower(replica: Replica): Pick<Replica, 'disk' | 'fetcher'>

  /** Log.truncateTo: what does truncating to an offset remove? */
  truncateTo(disk: Disk, offset: Offset): Disk

  /**
   * AbstractFetcherThread.getOffsetTruncationState: where does a follower truncate, after asking the leader where
   * epochs end?
   */
  truncation(replica: Replica, ask: Ask, lookUp: LookUp): Truncation | Refused

  /**
   * AbstractFetcherThread.truncateToEpochEndOffsets: does a follower use an answer to what it asked in an earlier
   * leader epoch?
   */
  acceptsEpochEndOffset(replica: Replica, epoch: LeaderEpoch): boolean

  /** LeaderEpochFileCache.endOffsetFor: what does a leader answer to OffsetsForLeaderEpoch? */
  endOffsetFor(disk: Disk, epoch: LeaderEpoch): EpochEndOffset

  /** LeaderEpochFileCache.assign: what becomes of the epoch cache once an epoch is known to start at an offset? */
  assignEpoch(epochs: readonly EpochEntry[], epoch: LeaderEpoch, offset: Offset): readonly EpochEntry[]

  /** Partition.makeLeader: does a leader enter its epoch into the cache when it becomes leader? */
  cachesEpochAsLeader(): boolean

  /** Partition.makeLeader: which offset does a new leader note as the start of its epoch? */
  leaderEpochStartOffset(disk: Disk): Offset

  /**
   * Partition.makeLeader: what does a broker that becomes leader take for known of the other replicas' log ends?
   * `replica` is as it was before.
   */
  remoteLogEndsOfNewLeader(replica: Replica, self: BrokerId): readonly Offset[]

  /**
   * Partition.checkCurrentLeaderEpoch: which OffsetsForLeaderEpoch and ListOffsets requests of followers does a leader
   * refuse for their leader epoch? Undefined: go on.
   */
  fences(leader: Replica, epoch: LeaderEpoch): Refused | undefined

  /** FetchSession.IncrementalFetchContext.foreachPartition: which fetches of followers does a leader refuse for their leader epoch? */
  fencesFetch(leader: Replica, epoch: LeaderEpoch): Refused | undefined

  /**
   * ReplicaFetcherThread.buildFetch: of which epoch does a follower say that its last record is, so that its leader compares the
   * logs? -1: it does not say.
   */
  lastFetchedEpoch(disk: Disk): LeaderEpoch

  /**
   * AbstractFetcherThread.processFetchRequest: does a follower adopt the leader's high watermark from an answer that says where the logs
   * diverge?
   */
  adoptsHighWatermarkOfDiverging(): boolean
  /**
   * AbstractFetcherThread.maybeTruncateToEpochEndOffsets: does a broker cut its log by an answer about diverging logs, where it has
   * stopped fetching while it handled the answer?
   */
  cutsAfterRemoval(): boolean

  /**
   * AbstractFetcherThread.processFetchRequest: what does a follower make of the answer to a fetch that it sent in an earlier leader
   * epoch, if it would fetch from the same offset now?
   */
  usesOldAnswer(): UseOfOldAnswer

  /**
   * UnifiedLog.analyzeAndValidateRecords: does a follower append any batch that its leader has sent? It leaves out what
   * comes after one that it does not append, too.
   */
  appendsBatch(follower: Replica, epoch: LeaderEpoch): boolean

  /**
   * FileRecords.writeTo: does a leader send what it has appended by now in the place of records that it has truncated since it answered
   * with them?
   */
  sendsWhatReplaced(): boolean

  /** Log.updateLogEndOffset: what is the high watermark of a replica whose log was cut? */
  highWatermarkOnceCut(highWatermark: Offset, end: Offset): Offset

  /**
   * ReplicaManager.updateFollowerFetchState: which log end offset does a leader record for a follower if the response
   * to its fetch is an error? Undefined: none, the leader keeps the offset that it has.
   */
  notedAfterError(fetchOffset: Offset, error: FetchError): Offset | undefined

  /**
   * ReplicaManager.updateFollowerFetchState: does a leader record the offset of a fetch if the follower is in another
   * leader epoch by then? In every release of Kafka it does: see docs/decisions/0010.
   */
  countsFetch(leader: Replica, epoch: LeaderEpoch): boolean

  /**
   * Partition.readRecords: which high watermark does a leader put into the response to a follower's fetch? In every release
   * of Kafka it is the leader's own, so a follower never has a higher one than its leader.
   */
  sentHighWatermark(leader: Replica, reader: Reader): Offset

  /** Partition.maybeExpandIsr: what must a follower have fetched to join the ISR? */
  mayJoinIsr(leader: Replica, logEnd: Offset): boolean

  /** Partition.getOutOfSyncReplicas: which followers, time aside, may be dropped from the ISR as lagging? */
  mayLeaveIsr(leader: Replica, logEnd: Offset): boolean

  /** Partition.maybeIncrementLeaderHW: whose log ends bound the high watermark? */
  highWatermarkQuorum(leadership: Leadership): number

  /** Partition.maybeShrinkIsr: does a leader hold leaderIsrUpdateLock until its ISR write has a response? */
  locksForIsrWrite(): boolean

  /** Partition.handleAlterIsrResponse: does a leader look at the high watermark again when a smaller ISR is written? */
  advancesWithShrunkIsr(): boolean

  /**
   * ReplicationUtils.checkLeaderAndIsrZkData: does a write under an old version succeed where the znode holds what was to
   * be written?
   */
  acceptsFoundIsr(): boolean

  /**
   * Partition.handleAlterIsrResponse: what does a leader make of an ISR that it wrote, where the answer was lost?
   * `isStillThere`: the znode holds it.
   */
  onLostIsrAnswer(isStillThere: boolean): LostWrite

  /** Partition.appendRecordsToLeader: which producers are refused before anything is appended? Undefined: go on. */
  refusesProduce(leadership: Leadership, settings: Settings): Refused | undefined

  /** Partition.checkEnoughReplicasReachOffset: is a record below the high watermark answered with success? */
  acknowledges(leadership: Leadership, settings: Settings): boolean

  /**
   * ListenerAdapter.onHighWatermarkUpdated: does what waits for the high watermark of a partition complete where its broker follows by
   * then?
   */
  completesAsFollower(): boolean

  /**
   * AbstractFetcherThread.fetchOffsetAndTruncate: what does a follower do whose log is longer than its leader's, when
   * its fetch is out of range?
   */
  onOutOfRange(settings: Settings): 'truncate' | 'exit'
}

export type Decision = keyof Decisions

/**
 * An answer to a decision in words: a sentence or two; or several lines, which are cases, of which the first that applies
 * counts. Where an amendment lets the earlier answer stand in part, its words are made from the earlier ones.
 */
export type Answer = string | ((was: string) => string)

/** OffsetsForLeaderEpoch, sent and answered in one step; refused where the leader is gone, or fences the follower. */
export type Ask = (epoch: LeaderEpoch) => EpochEndOffset | Refused

/** A follower that fetches from the broker `self`. With what it is sent its log will end at `logEnd`. */
export interface Reader {
  readonly self: BrokerId
  readonly follower: BrokerId
  readonly logEnd: Offset
}

/**
 * adopt: it writes again, and finds it written; keep: it keeps the ISR that it had; expire: the same, and its session with
 * ZooKeeper has ended, so that it registers again; wait: the ISR stays pending.
 */
export type LostWrite = 'adopt' | 'keep' | 'expire' | 'wait'

/** always: as any other; unlessFenced: as any other, but FENCED_LEADER_EPOCH is for the earlier epoch only; never: it is dropped. */
export type UseOfOldAnswer = 'always' | 'unlessFenced' | 'never'

/** Where an epoch ends in the follower's own log, by its own `endOffsetFor`. */
export type LookUp = (epoch: LeaderEpoch) => EpochEndOffset

export interface Truncation {
  readonly offset: Offset
  /** False: the follower asks once more, for the epoch it now ends with. */
  readonly isDone: boolean
}

/**
 * A change to the protocol: a KIP, a fix, or a mistake worth keeping. It says "as before, and also", and knows nothing
 * of other amendments; so any of them can be left out of any version.
 */
export interface Amendment {
  /** As on the command line: kip-101, kafka-7128. */
  readonly name: string
  readonly title: string
  /** The release, or inter-broker protocol version, that brought it. */
  readonly since: string
  /** What goes wrong without it, in one line. */
  readonly repairs: string
  /** The tag at which its methods were read last. */
  readonly readAt: Tag
  /** What `decide` changes, and how, in words. */
  readonly answers: Readonly<Partial<Record<Decision, Answer>>>
  decide(was: Decisions): Partial<Decisions>
}

/** A version of the protocol: a name, and what is left of the base after all amendments. */
export interface Protocol {
  readonly name: string
  /** The release that it varies. */
  readonly release: string
  readonly amendments: readonly Amendment[]
  readonly decide: Decisions
}

const amend = (was: Decisions, amendment: Amendment): Decisions => ({ ...was, ...amendment.decide(was) })

export const protocol = (
  name: string,
  release: string,
  base: Decisions,
  amendments: readonly Amendment[],
): Protocol => ({
  name,
  release,
  amendments,
  decide: amendments.reduce(amend, base),
})
