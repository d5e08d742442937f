import type { Refused } from '../../kit/refused'
import type { Settings } from '../bounds'
import type { EpochEnd } from '../replica/epochs'
import type { BrokerId, LeaderEpoch, Offset } from '../values'
import type { Disk } from '../replica/disk'
import type { EpochEntry } from '../replica/epochs'
import type { LeaderAndIsr } from '../coordinator/state'
import type { FetchError, Leadership, Replica } from '../state'

/**
 * The points at which Kafka's versions differ. Each is named after what it decides, and answered by one Kafka method.
 *
 * A decision is given the *view* of the broker that takes it (its replica, a request, an answer), never the whole
 * cluster: reading what a broker cannot know is the likeliest mistake in a model, and here it is a compile error.
 */
export interface Decisions {
  /** ReplicaManager.becomeLeaderOrFollower: is the request from a controller that this broker may still obey? */
  obeysController(seen: number, requested: number): boolean

  /** KafkaApis.isBrokerEpochStale: does a broker obey a request that was sent to it before it last registered? */
  obeysEarlierLife(): boolean

  /** OfflinePartitionLeaderElectionStrategy: may a replica from outside the ISR lead, where none of the ISR is alive? */
  mayElectUnclean(settings: Settings): boolean

  /** ReplicaStateMachine.doRemoveReplicasFromIsr: does the last member of the ISR stay in it when it is gone? */
  keepsLastInIsr(settings: Settings): boolean

  /** ReplicaStateMachine.doRemoveReplicasFromIsr: are followers told, too, when the controller shrinks the ISR? */
  tellsFollowersOfShrunkIsr(): boolean

  /** Partition.makeFollower, its answer: does the replica fetcher start anew, and so does truncation? */
  restartsFetcher(replica: Replica, request: LeaderAndIsr): boolean

  /** ReplicaManager.makeFollowers: what happens to the log at once, before the new leader was asked anything? */
  beginsFollowing(replica: Replica): Pick<Replica, 'disk' | 'fetcher'>

  /** Log.truncateTo: the log cut at an offset. */
  truncateTo(disk: Disk, offset: Offset): Disk

  /** ReplicaFetcherThread.maybeTruncate: where the log is cut, after asking the leader where epochs end. */
  truncation(replica: Replica, ask: Ask, lookUp: LookUp): Truncation | Refused

  /** AbstractFetcherThread.maybeTruncate: does a follower use an answer to what it asked in `epoch`? */
  trustsEpochEnd(replica: Replica, epoch: LeaderEpoch): boolean

  /** LeaderEpochFileCache.endOffsetFor: the leader's answer to OffsetsForLeaderEpoch. */
  epochEnd(disk: Disk, epoch: LeaderEpoch): EpochEnd

  /** LeaderEpochFileCache.assign: the cache once `epoch` is known to start at `offset`. */
  assignEpoch(epochs: readonly EpochEntry[], epoch: LeaderEpoch, offset: Offset): readonly EpochEntry[]

  /** Partition.makeLeader: does a leader enter its epoch into the cache when it takes office, or when it first writes? */
  notesEpochOnTakingOffice(): boolean

  /** Partition.makeLeader: the leaderEpochStartOffset. */
  leaderEpochStartOffset(disk: Disk): Offset

  /** Partition.makeLeader: what it takes for known of the other replicas' log ends. `replica` is as it was before. */
  logEndsOfNewLeader(replica: Replica, self: BrokerId): readonly Offset[]

  /**
   * Partition.checkCurrentLeaderEpoch, for OffsetsForLeaderEpoch and ListOffsets: the error for a follower that believes in
   * `epoch`; undefined: go on.
   */
  fences(leader: Replica, epoch: LeaderEpoch): Refused | undefined

  /** The same for a Fetch: FetchSession.IncrementalFetchContext.foreachPartition says which epoch is compared. */
  fencesFetch(leader: Replica, epoch: LeaderEpoch): Refused | undefined

  /**
   * ReplicaManager.updateFollowerLogReadResults: which log end a leader notes of a follower whose fetch from this offset is
   * answered with an error; undefined: none, it keeps what it knows.
   */
  notedAfterError(fetchOffset: Offset, error: FetchError): Offset | undefined

  /** Is a fetch counted that a follower sent in `epoch`? In every release of Kafka: yes, whatever the epoch. */
  countsFetch(leader: Replica, epoch: LeaderEpoch): boolean

  /** Partition.maybeExpandIsr: may the follower whose fetch just began at `logEnd` join the ISR? */
  mayJoinIsr(leader: Replica, logEnd: Offset): boolean

  /** Partition.getOutOfSyncReplicas, time aside: may a follower with this log end be taken for lagging? */
  mayLeaveIsr(leader: Replica, logEnd: Offset): boolean

  /** Partition.maybeIncrementLeaderHW: the followers whose log ends bound the high watermark. */
  highWatermarkQuorum(leadership: Leadership): number

  /** Partition.appendRecordsToLeader: the answer to a producer before anything is appended; undefined: go on. */
  refusesProduce(leadership: Leadership, settings: Settings): Refused | undefined

  /** Partition.checkEnoughReplicasReachOffset: is a record below the high watermark answered with success? */
  acknowledges(leadership: Leadership, settings: Settings): boolean

  /** ReplicaFetcherThread.handleOffsetOutOfRange, where the leader's log is the shorter one. */
  onOutOfRange(settings: Settings): 'truncate' | 'exit'
}

/** OffsetsForLeaderEpoch, sent and answered in one step; refused where the leader is gone, or fences the follower. */
export type Ask = (epoch: LeaderEpoch) => EpochEnd | Refused

/** Where an epoch ends in the follower's own log, by its own `epochEnd`. */
export type LookUp = (epoch: LeaderEpoch) => EpochEnd

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
