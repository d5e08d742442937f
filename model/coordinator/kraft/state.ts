/**
 * KRaft: what the controller has agreed about partitions and brokers, and what each broker has heard of it.
 *
 * The metadata log is kept as images: each is what stands after one change. The newest is what the controller knows. A broker
 * holds the image up to which it has replayed the log, its *view*, and may be far behind.
 *
 * The controllers' quorum is one log. It lies only where the bounds have `quorum-loss`. A change is committed in the step in which the active
 * controller makes it; where the bounds have `controller-failover` that is two steps (failover.ts).
 */
import type { BrokerId, BrokerEpoch, Brokers, DirectoryId, LeaderEpoch, PartitionEpoch } from '../../values'
import type { PartitionState } from '../partition-state'

export interface Kraft {
  /** Oldest first. Only those that some broker holds, or may still stop at: see canonical.ts. */
  readonly images: readonly MetadataImage[]
  /** What would stand after a change that is not committed yet: at most one. Nobody but the active controller knows it. */
  readonly uncommitted: readonly MetadataImage[]
  /** The place of what a controller knows that was replaced and has not noticed it; NONE: there is none, or it answers nobody. */
  readonly replaced: number
  /** How many of the administrator's moves were asked for. 0 where the bounds have no reassignment. */
  readonly asked: number
}

export interface MetadataImage {
  readonly partitions: readonly PartitionRegistration[]
  readonly brokers: readonly BrokerRegistration[]
}

/** PartitionRegistration: what was agreed about one partition. */
export interface PartitionRegistration extends PartitionState {
  /**
   * Grows with every change of the partition. Only their order matters, so they are numbered from 0 anew after each step
   * (canonical.ts).
   */
  readonly partitionEpoch: PartitionEpoch
  /** Which brokers have a replica. Empty where the bounds have no reassignment: then every broker has one, for ever. */
  readonly assignment: readonly KraftAssignment[]
  /** The eligible leader replicas (KIP-966). */
  readonly elr: Brokers
  /** lastKnownElr: the last leader of a partition without one. NONE: it has a leader, or the cluster has no ELR. */
  readonly lastKnownLeader: BrokerId
  /** LeaderRecoveryState.RECOVERING: the leader was elected uncleanly, and has changed nothing since (KIP-704). */
  readonly isRecovering: boolean
  /** In which log directory each broker has its replica (KIP-858), or UNASSIGNED. Empty where the bounds have no log directories. */
  readonly directories: readonly DirectoryId[]
}

/** The replicas of a partition, and what a reassignment makes of them (KIP-455). */
export interface KraftAssignment {
  /** In order: the first is the preferred leader. While a reassignment is in progress, those to be removed come last. */
  readonly replicas: readonly BrokerId[]
  readonly adding: Brokers
  readonly removing: Brokers
}

/** BrokerRegistration. Every broker has one. */
export interface BrokerRegistration {
  /** The offset of its RegisterBroker record. Here: how often the broker has registered. */
  readonly epoch: BrokerEpoch
  readonly isFenced: boolean
  readonly inControlledShutdown: boolean
  /** The log directories that are online are this one and those after it. 0 where the bounds have none. */
  readonly firstOnline: DirectoryId
}

/** The log directory of a broker that its replicas are in. Directories are numbered in the order in which they are used. */
export interface LogDirectory {
  readonly id: DirectoryId
  /** Those before this one have failed. Those after `id` are online. */
  readonly oldest: DirectoryId
  /** It cannot be read or written: the replicas are offline. */
  readonly hasFailed: boolean
}

/** What a process has of KRaft in memory. */
export interface KraftMember {
  /** The place of its image in `images`; for a process that has published none: the oldest that may be its first. NONE: it does not run. */
  readonly view: number
  /** BrokerMetadataPublisher.firstPublish is over: it has applied the image. */
  readonly hasPublished: boolean
  /** BrokerLifecycleManager.brokerEpoch; UNREGISTERED until it has registered. */
  readonly brokerEpoch: BrokerEpoch
  /** SocketServer.enableRequestProcessing: it has been unfenced since it started, so clients and peers can reach it. */
  readonly serves: boolean
  /** It found the marker of a clean shutdown with the epoch of its last registration. */
  readonly stoppedCleanly: boolean
  /** It gets an answer of the controller once what is uncommitted now is committed. */
  readonly awaitsCommit: boolean
  /** The controller has been replaced since it agreed to the shutdown of this process: the next one decides again (BrokerHeartbeatManager). */
  readonly isForgotten: boolean
  /**
   * An answer to its AlterPartition was lost after a failover. So its channel has found the active controller, and does not go back to the one
   * that was replaced (NodeToControllerRequestThread.handleResponse, doWork; 4.3.1).
   */
  readonly hasLeftReplaced: boolean
  /** It has replayed metadata that the quorum has lost since. It can replay no more. */
  readonly isAhead: boolean
  /** AlterPartitionManager, for each partition. */
  readonly alterPartitions: readonly AlterPartition[]
}

/**
 * An AlterPartition request on its way to the controller, or the answer to it. Blank where there is none.
 *
 * Kafka sends one request at a time for all partitions of a broker. Here each partition has a request of its own; the
 * requests of others only delay it.
 */
export interface AlterPartition {
  readonly stage: AlterPartitionStage
  /** The leader still waits for it: nothing has replaced the state that it proposed (Partition.submitAlterPartition). */
  readonly isAwaited: boolean
  readonly error: AlterPartitionError
  readonly leaderEpoch: LeaderEpoch
  readonly partitionEpoch: PartitionEpoch
  readonly isr: Brokers
  /**
   * For each member the broker epoch of the fetches that the leader counts; UNREGISTERED: it knows of none. Since KIP-903 the request has
   * them.
   */
  readonly counted: readonly BrokerEpoch[]
}

export type AlterPartitionStage = (typeof alterPartitionStages)[number]
export const alterPartitionStages = ['idle', 'request', 'answer'] as const

/** INELIGIBLE_REPLICA; and FENCED_LEADER_EPOCH, INVALID_UPDATE_VERSION or NEW_LEADER_ELECTED, after which a leader waits for metadata. */
export type AlterPartitionError = (typeof alterPartitionErrors)[number]
export const alterPartitionErrors = ['none', 'ineligible', 'stale'] as const

/** The broker epoch of a process that has not registered yet: no one compares it. */
export const UNREGISTERED = -1

/** The broker epoch of a replica that has not fetched from this leader. */
export const NOT_FETCHED = -2

/** DirectoryId.UNASSIGNED: the broker has not said where it has put a replica. */
export const UNASSIGNED = -1
