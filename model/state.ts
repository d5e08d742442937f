/**
 * The nouns: a topic of one or more partitions, the brokers that hold their replicas, and what coordinates them.
 *
 * Everything is plain readonly data. What a crash wipes out and what it leaves is visible in the types: a `Disk`
 * survives the process, the rest of a `Replica` is memory.
 */
import type { KraftMember, LogDirectory } from './coordinator/kraft/state'
import type { Coordinator, LeaderAndIsr } from './coordinator/state'
import type { Disk } from './replica/disk'
import type { BrokerEpoch, BrokerId, Brokers, LeaderEpoch, LogRecord, Offset, PartitionEpoch } from './values'

/** The replica of one partition on one broker. */
export interface Replica {
  readonly disk: Disk
  /** The first offset that this broker does not know to be committed. */
  readonly highWatermark: Offset
  /** The leader that this broker believes in; itself where it leads; NONE before it has heard of one. */
  readonly leader: BrokerId
  readonly leaderEpoch: LeaderEpoch
  /** The state of the partition in the replica fetcher thread; none where the broker leads or knows no leader. */
  readonly fetcher: Fetcher
  /** What only a leader keeps; blank otherwise. */
  readonly leadership: Leadership
}

/** truncatingAgain: it has cut its log once, and asks where the epoch ends that it has now (KIP-279). */
export type Fetcher = 'none' | 'truncating' | 'truncatingAgain' | 'fetching'

/** The volatile state of a partition leader. */
export interface Leadership {
  readonly isr: Brokers
  /** The ISR that it has written, and about which it has no answer yet; 0: none. See replica/isr.ts. */
  readonly pendingIsr: Brokers
  /**
   * The brokers that are no replicas, as far as the leader was told. One of them may be in the ISR for a moment. 0 where the bounds
   * have no reassignment.
   */
  readonly unassigned: Brokers
  /**
   * The cached zkVersion equals the version of the znode: a conditional write would succeed. While an ISR is pending: nobody
   * has written since, so the version that the answer brings will be that of the znode.
   */
  readonly zkVersionIsCurrent: boolean
  /** leaderEpochStartOffset: the LEO at which this leader took its epoch. */
  readonly startOffset: Offset
  /** The log end offset of each remote replica, as told by its last fetch; -1: not known. */
  readonly remoteLogEnds: readonly Offset[]
  /**
   * The remote replicas that were caught up within replica.lag.time.max.ms (Replica.lastCaughtUpTimeMs). 0 where the bounds have
   * no `lagClock`.
   */
  readonly caughtUp: Brokers
  /** The partition epoch that the leader knows of. 0 with ZooKeeper. */
  readonly partitionEpoch: PartitionEpoch
  /** The broker epoch of the last fetch of each remote replica; NOT_FETCHED: of none. Empty with ZooKeeper. */
  readonly remoteBrokerEpochs: readonly BrokerEpoch[]
  /**
   * The follower that the leader has found fit for the ISR, and not proposed yet: it holds leaderIsrUpdateLock. 0: none. Only where fetches
   * may be late (fault `late-fetch`) does it matter that these are two steps.
   */
  readonly joining: Brokers
  /** ReplicaManager.delayedProducePurgatory: offsets of records with acks=all without a response, ascending. */
  readonly purgatory: readonly Offset[]
  /** What waited for them when the broker stopped leading, and still does (kafka-20634-flaw.ts). Empty where the bounds have no `clients`. */
  readonly deferred: readonly Deferred[]
}

/** A record that was at this offset, and whose producer is answered once the high watermark has passed it. */
export interface Deferred {
  readonly offset: Offset
  readonly value: number
}

export interface Broker {
  readonly isUp: boolean
  /** Without a ZooKeeper session: it cannot write its ISR, and the controller may treat it as failed. Clients and peers reach it. */
  readonly isCutOff: boolean
  /** Requests of the controller do not reach it, whether or not it has a session. */
  readonly isOutOfReach: boolean
  /** It takes no step until it is woken up, as in a long collection of garbage. Its session with ZooKeeper may end. */
  readonly isPaused: boolean
  /** The brokers that its packets do not reach. */
  readonly unreachable: Brokers
  /** The controller has agreed to its controlled shutdown, and told it so. */
  readonly isStopping: boolean
  /** Its log directory has the marker of a clean shutdown (.kafka_cleanshutdown). Never where the bounds have no storage. */
  readonly hasCleanMarker: boolean
  /** The highest controller epoch seen since the start of the process. */
  readonly controllerEpoch: number
  /** LeaderAndIsr requests on their way to this broker, oldest first. */
  readonly requests: readonly LeaderAndIsr[]
  /** StopReplica requests of which the process has handled another copy, and that a request handler thread still holds. */
  readonly late: readonly LeaderAndIsr[]
  /** What it has asked the leaders it fetches from: by partition, then by leader. Empty where a fetch is one step. */
  readonly fetcherRequests: readonly (readonly FetcherRequest[])[]
  /** The fetches of processes of this broker that have ended, in the same places. Empty where none is handled any more. */
  readonly lateFetches: readonly (readonly FetcherRequest[])[]
  /** What the process has of KRaft. Empty with ZooKeeper. */
  readonly kraft: readonly KraftMember[]
  /** The log directory that its replicas are in. Empty where the bounds have no log directories of their own (coordinator/kraft/directories.ts). */
  readonly directory: readonly LogDirectory[]
  /** One for each partition. */
  readonly replicas: readonly Replica[]
}

/**
 * A request of a replica fetcher thread to the leader it fetches from, then the answer to it. A thread sends one request at
 * a time, over a connection of its own. What a stage has no use for is blank.
 */
export interface FetcherRequest {
  readonly stage: Stage
  readonly error: FetchError
  /** currentLeaderEpoch: the epoch of the follower when it sent the request. */
  readonly leaderEpoch: LeaderEpoch
  /** The offset to fetch from. */
  readonly fetchOffset: Offset
  /** The epoch whose end is asked for, or which is answered about; -1: none. */
  readonly epoch: LeaderEpoch
  /** Where that epoch ends; -1: undefined. */
  readonly endOffset: Offset
  /** The records that a fetch brings, if any. */
  readonly records: readonly LogRecord[]
  /** The leader's high watermark, as of the time at which it read for this fetch. */
  readonly highWatermark: Offset
  /** The leader's log start offset, as of then. 0 where the bounds have no storage. */
  readonly logStart: Offset
  /** replicaEpoch: the broker epoch of the follower when it sent a fetch; 0 with ZooKeeper, and once it does not matter. */
  readonly brokerEpoch: BrokerEpoch
  /**
   * The answer has records, and the process of the leader that made it has ended: what was sent is what arrives. False where no answer can be
   * sent late (fault `late-read`).
   */
  readonly isSent: boolean
}

/**
 * idle: there is no request. fetch: a Fetch request is in flight. read: the leader has read its log for the fetch, and
 * has not yet updated the follower's state. fetched: it has, and the response is in flight. A response without records
 * may also still wait at the leader (DelayedFetch). epochRequest: an OffsetsForLeaderEpoch request is in flight.
 * epochResponse: its response is in flight.
 */
export type Stage = (typeof stages)[number]

export const stages = ['idle', 'fetch', 'read', 'fetched', 'epochRequest', 'epochResponse'] as const

/** OFFSET_OUT_OF_RANGE, FENCED_LEADER_EPOCH, UNKNOWN_LEADER_EPOCH. NOT_LEADER_FOR_PARTITION is never kept. */
export type FetchError = (typeof fetchErrors)[number]

export const fetchErrors = ['none', 'outOfRange', 'fenced', 'unknown'] as const

/** How often each harm was done so far. */
export type Spent = Readonly<Record<Fault, number>>

export type Fault = (typeof faults)[number]

/** Everything that hurts, each with a budget of its own. What heals is never limited. */
export const faults = [
  'process-crash',
  'machine-crash',
  'clean-shutdown',
  'cut-off',
  'cut-off-zookeeper',
  'cut-off-controller',
  'pause',
  'cut-link',
  'lost-request',
  'repeated-request',
  'isr-shrink',
  'leader-move',
  'controller-failover',
  'lost-zk-answer',
  'id-taken-over',
  'disk-loss',
  'io-error',
  'lost-checkpoint',
  'crash-while-loading',
  'session-expiry',
  'lost-alter-partition',
  'quorum-loss',
  'late-fetch',
  'late-read',
  'directory-failure',
  'directory-move',
] as const

/** A process whose broker id a new machine has taken over. It is cut off for good. */
export interface OldProcess {
  readonly id: BrokerId
  readonly broker: Broker
  /** For each partition, the followers whose fetcher threads are still connected to this process, and not to the new one. */
  readonly followers: readonly Brokers[]
}

export interface Cluster {
  /** What was agreed about the partitions. Everybody outside model/coordinator asks coordinator.ts. */
  readonly coordinator: Coordinator
  readonly brokers: readonly Broker[]
  /** At most one. */
  readonly old: readonly OldProcess[]
  /** For each partition, the number of records produced so far, accepted by any broker. */
  readonly produced: readonly number[]
  /** What the clock shows: a place in `StorageBounds.moments`. 0 where the bounds have no storage. */
  readonly now: number
  /** The configuration of the topic that is in force: a place in `StorageBounds.configs`. 0 where the bounds have no storage. */
  readonly configVersion: number
  readonly spent: Spent
}
