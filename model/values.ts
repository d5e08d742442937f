/** The small values that everything else is made of. */

/** Brokers are numbered from 0 here, and from 1 wherever people read them. -1 (NONE of kit/schema) is no broker. */
export type BrokerId = number

/** A set of brokers, as bits. */
export type Brokers = number

/** A position in the log. A log end offset (LEO) is the offset that the next record will get. */
export type Offset = number

/** Partitions are numbered from 0, as in Kafka. Every broker has a replica of each. */
export type PartitionId = number

/** Grows with every decision of the controller about this partition; -1 before a broker has heard of any. */
export type LeaderEpoch = number

/** Grows with every change of a partition's registration (KRaft). */
export type PartitionEpoch = number

/** Grows with every registration of a broker (KRaft). */
export type BrokerEpoch = number

/** The log directories of one broker, in the order in which they are used, from 0 (KRaft). */
export type DirectoryId = number

/** One record. In the model a record is one batch, and `value` says which of the produced records it is. */
export interface LogRecord {
  readonly value: number
  /** partitionLeaderEpoch: the epoch of the leader that appended it. */
  readonly epoch: LeaderEpoch
}
