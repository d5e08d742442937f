/**
 * What somebody sees of a cluster who can see only what a real broker shows. In Kafka's words, and as JSON: the model and every
 * driver of a real Kafka answer with one of these after each step.
 *
 * Brokers have the ids 1, 2, 3 as in Kafka's configuration, and as people read them; -1 is no broker, no epoch, no offset.
 * Offsets and leader epochs begin at 0. What a driver cannot see it leaves out, and what is left out is not compared.
 */
export interface Observation {
  readonly brokers: readonly ObservedBroker[]
  /** The znode of each partition. */
  readonly zookeeper?: readonly ObservedZnode[]
  /** What the active controller has registered, in place of ZooKeeper. */
  readonly controller?: ObservedController
  /** What producers were told, by partition. */
  readonly producers?: readonly ObservedProducers[]
  /** What a consumer was given in this step: records by name, from the beginning of the log on. */
  readonly read?: readonly string[]
}

export interface ObservedBroker {
  readonly id: number
  readonly running?: boolean
  /** With KRaft: how often the broker had registered before its process did; -1: the process has not. */
  readonly brokerEpoch?: number
  /** One for each partition. */
  readonly replicas: readonly ObservedReplica[]
}

/**
 * The replica of one partition on one broker. Log, epoch cache and checkpoints are there also where the broker does not run:
 * then they are what its disk has.
 */
export interface ObservedReplica {
  /** Where the broker runs. none: it has heard of no leader since it started. */
  readonly role?: Role
  /** Of a broker that runs and has several log directories: the number of the one that the log is in. */
  readonly directory?: number
  /** The leader that the broker believes in. */
  readonly leader?: number
  readonly leaderEpoch?: number
  /** Every record, from offset 0 on. */
  readonly log?: readonly ObservedRecord[]
  readonly logEndOffset?: number
  /** Of a leader or a follower. */
  readonly highWatermark?: number
  /** Its line in replication-offset-checkpoint; 0 where there is none. */
  readonly checkpointedHighWatermark?: number
  readonly epochCache?: readonly ObservedEpoch[]
  /** Of a leader, ascending. */
  readonly isr?: readonly number[]
  /** Of a leader with KRaft: with what it has proposed. */
  readonly maximalIsr?: readonly number[]
  /** Of a leader with KRaft: it has proposed another ISR, and has heard nothing since. */
  readonly isrIsPending?: boolean
  /** Of a leader with KRaft and a clock: the followers that were caught up within replica.lag.time.max.ms, ascending. */
  readonly caughtUp?: readonly number[]
  /** Of a leader with KRaft. Partition epochs are places in the order of all that are in sight. */
  readonly partitionEpoch?: number
  /** Of a leader with KRaft: of which registration the last fetch of each follower was. -1: of none; -2: there was no fetch. */
  readonly remoteBrokerEpochs?: readonly { readonly broker: number; readonly brokerEpoch: number }[]
  /** With KRaft, of a broker that runs: its AlterPartition request, then the answer to it; null: none is under way. */
  readonly alterPartition?: ObservedAlterPartition | null
  /** With KRaft, of a broker that runs: what it has replayed of the partition; null: nothing. */
  readonly replayed?: ObservedRegistration | null
  /** Of a leader: the log end offsets that it knows of the other replicas; -1: not known. */
  readonly remoteLogEnds?: readonly ObservedLogEnd[]
  /** The state of the partition in the replica fetcher thread; null: no thread fetches it. */
  readonly fetcher?: ObservedFetcher | null
  /** What fetcher threads have asked about it, and have no answer to yet: by the broker that was asked, ascending. */
  readonly exchanges?: readonly Exchange[]
}

export type Role = 'leader' | 'follower' | 'none'

export interface ObservedRecord {
  readonly record: string
  /** Left out where the log does not say it: before 0.11. */
  readonly epoch?: number
}

export interface ObservedEpoch {
  readonly epoch: number
  readonly startOffset: number
}

export interface ObservedLogEnd {
  readonly broker: number
  readonly logEndOffset: number
}

export interface ObservedFetcher {
  readonly state: 'truncating' | 'fetching'
  readonly leader: number
  readonly leaderEpoch: number
  /** The offset from which it fetches next; left out while it truncates. */
  readonly fetchOffset?: number
}

/**
 * A request of a fetcher thread, then its answer. asked: the request is in flight, or waits at the leader, which has not read
 * for it. read: the leader has read its log for it, and has not updated the follower's state. answered: it has, and the answer
 * is in flight or waits at the leader (DelayedFetch). A broker that has been asked for an epoch answers it in one go.
 */
export interface Exchange {
  readonly leader: number
  readonly api: 'Fetch' | 'OffsetsForLeaderEpoch'
  readonly stage: 'asked' | 'read' | 'answered'
  /** currentLeaderEpoch of the request. Left out where it does not matter any more. */
  readonly leaderEpoch?: number
  /** Of a Fetch request. */
  readonly fetchOffset?: number
  /** Of OffsetsForLeaderEpoch: the epoch that is asked for, or that is answered about. Of a fetch: of an answer that the logs diverge. */
  readonly epoch?: number
  /** From here on: of an answer. A name of Kafka's Errors. */
  readonly error?: string
  readonly endOffset?: number
  readonly highWatermark?: number
  readonly records?: readonly ObservedRecord[]
}

export interface ObservedZnode {
  readonly leader: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
}

/** What the controller knows. */
export interface ObservedController {
  readonly partitions: readonly ObservedRegistration[]
  readonly brokers: readonly {
    readonly id: number
    readonly brokerEpoch: number
    readonly isFenced: boolean
    readonly inControlledShutdown: boolean
    /** Where brokers have several log directories: this one is online, and those after it. */
    readonly firstOnlineDirectory?: number
  }[]
}

/** PartitionRegistration. */
export interface ObservedRegistration extends ObservedZnode {
  /** Left out where a driver numbers them otherwise. */
  readonly partitionEpoch?: number
  readonly elr: readonly number[]
  readonly lastKnownLeader: number
  readonly isRecovering: boolean
  /** Where replicas move: in order, and those that a reassignment adds and removes, ascending. */
  readonly replicas?: readonly number[]
  readonly adding?: readonly number[]
  readonly removing?: readonly number[]
  /** Where brokers have several log directories: by the number of each, in the order of brokers. -1: not assigned. */
  readonly directories?: readonly number[]
}

export interface ObservedAlterPartition {
  readonly stage: 'request' | 'answer'
  /** Of an answer. OUT_OF_DATE: any error after which the leader waits for metadata. */
  readonly error?: 'NONE' | 'INELIGIBLE_REPLICA' | 'OUT_OF_DATE'
  readonly leaderEpoch?: number
  /** Left out where a driver numbers them otherwise. */
  readonly partitionEpoch?: number
  /** The broker epoch of a request only. */
  readonly isr?: readonly { readonly broker: number; readonly brokerEpoch?: number }[]
}

/** Records by name, ascending. */
export interface ObservedProducers {
  readonly acknowledged: readonly string[]
  /** acks=all, and no answer yet. */
  readonly waiting?: readonly string[]
}
