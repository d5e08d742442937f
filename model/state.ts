/**
 * The nouns: one partition of one topic, the brokers that hold its replicas, ZooKeeper and the controller.
 *
 * Everything is plain readonly data. What a crash wipes out and what it leaves is visible in the types: a `Disk`
 * survives the process, the rest of a `Replica` is memory.
 */

/** Brokers are numbered from 0 here, and from 1 wherever people read them. -1 (NONE of kit/schema) is no broker. */
export type BrokerId = number

/** A set of brokers, as bits. */
export type Brokers = number

/** A position in the log. A log end offset (LEO) is the offset that the next record will get. */
export type Offset = number

/** A set of offsets, as bits. */
export type Offsets = number

/** Grows with every decision of the controller about this partition; -1 before a broker has heard of any. */
export type LeaderEpoch = number

/** One record. In the model a record is one batch, and `value` says which of the produced records it is. */
export interface LogRecord {
  readonly value: number
  /** partitionLeaderEpoch: the epoch of the leader that appended it. */
  readonly epoch: LeaderEpoch
}

/** A line of the file leader-epoch-checkpoint: the first offset of an epoch. */
export interface EpochEntry {
  readonly epoch: LeaderEpoch
  readonly startOffset: Offset
}

/** What one broker has stored of the partition. */
export interface Disk {
  readonly log: readonly LogRecord[]
  /** The leader-epoch cache, written through to its checkpoint. Empty before KIP-101. */
  readonly epochs: readonly EpochEntry[]
  /** The line of this partition in replication-offset-checkpoint: the high watermark as of some time ago. */
  readonly highWatermark: Offset
  /** recovery-point-offset-checkpoint: all below is flushed and survives a crash of the machine. */
  readonly recoveryPoint: Offset
}

/** The replica of the partition on one broker. */
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

/** converging: it has cut its log once, and asks where the epoch ends that it has now (KIP-279). */
export type Fetcher = 'none' | 'truncating' | 'converging' | 'fetching'

/** The volatile state of a partition leader. */
export interface Leadership {
  readonly isr: Brokers
  /** The cached zkVersion equals the version of the znode: a conditional write would succeed. */
  readonly zkVersionIsCurrent: boolean
  /** leaderEpochStartOffset: the LEO at which this leader took its epoch. */
  readonly startOffset: Offset
  /** The log end offset of each remote replica, as told by its last fetch; -1: not known. */
  readonly logEnds: readonly Offset[]
  /** DelayedProducePurgatory: offsets whose producers (acks=all) still wait for an answer. */
  readonly purgatory: Offsets
}

export interface Broker {
  readonly isUp: boolean
  /** Without a ZooKeeper session and out of the controller's reach, while clients and peers still reach it. */
  readonly isCutOff: boolean
  /** It takes no step until it is woken up, as in a long collection of garbage. Its session with ZooKeeper may end. */
  readonly isPaused: boolean
  /** The brokers that its packets do not reach. */
  readonly unreachable: Brokers
  /** The controller has agreed to its controlled shutdown, and told it so. */
  readonly isStopping: boolean
  /** The highest controller epoch seen since the start of the process. */
  readonly controllerEpoch: number
  /** LeaderAndIsr requests on their way to this broker, oldest first. */
  readonly requests: readonly LeaderAndIsr[]
  /** What its replica fetcher threads have asked their leaders, by leader. Empty where a fetch is one step. */
  readonly exchanges: readonly Exchange[]
  readonly replica: Replica
}

/**
 * A request of a replica fetcher thread to the leader it fetches from, then the answer to it. A thread sends one request at
 * a time, over a connection of its own. What a stage has no use for is blank.
 */
export interface Exchange {
  readonly stage: Stage
  /** currentLeaderEpoch: the epoch of the follower when it sent the request. */
  readonly leaderEpoch: LeaderEpoch
  /** The offset to fetch from. */
  readonly fetchOffset: Offset
  /** The epoch whose end is asked for, or which is answered about; -1: none. */
  readonly epoch: LeaderEpoch
  /** Where that epoch ends; -1: undefined. */
  readonly endOffset: Offset
  /** The batch that a fetch brings, if any. */
  readonly records: readonly LogRecord[]
  /** The leader's high watermark, as of the time at which it read for this fetch. */
  readonly highWatermark: Offset
}

/** Requests: fetch, ask (OffsetsForLeaderEpoch). Answers: fetched, outOfRange, told. */
export type Stage = (typeof stages)[number]

export const stages = ['idle', 'fetch', 'fetched', 'outOfRange', 'ask', 'told'] as const

/** A LeaderAndIsr request. Followers look at leader and epoch only; for them `isr` and version are left blank. */
export interface LeaderAndIsr {
  readonly controllerEpoch: number
  readonly leader: BrokerId
  readonly leaderEpoch: LeaderEpoch
  readonly isr: Brokers
  /** The zkVersion that it carries is still that of the znode. */
  readonly zkVersionIsCurrent: boolean
  /** It was sent to a process, or to a session with ZooKeeper, that the broker has left behind. */
  readonly isForEarlierLife: boolean
}

/** The znode /brokers/topics/T/partitions/P/state. Its version is not kept: see `zkVersionIsCurrent`. */
export interface PartitionState {
  /** NONE while the partition is offline. */
  readonly leader: BrokerId
  readonly leaderEpoch: LeaderEpoch
  readonly isr: Brokers
}

export interface Controller {
  readonly epoch: number
  /** The brokers that it takes for alive. Reality may have moved on. */
  readonly live: Brokers
  /** shuttingDownBrokerIds: those whose controlled shutdown it has agreed to, and not seen end. */
  readonly stopping: Brokers
}

/** How often each harm was done so far. */
export type Spent = Readonly<Record<Fault, number>>

export type Fault = (typeof faults)[number]

/** Everything that hurts, each with a budget of its own. What heals is never limited. */
export const faults = [
  'process-crash',
  'machine-crash',
  'clean-shutdown',
  'cut-off',
  'pause',
  'cut-link',
  'lost-request',
  'repeated-request',
  'isr-shrink',
  'leader-move',
  'controller-failover',
] as const

export interface Cluster {
  readonly zk: PartitionState
  readonly controller: Controller
  readonly brokers: readonly Broker[]
  /** The number of records produced so far, by whomever they were accepted. */
  readonly produced: number
  readonly spent: Spent
}
