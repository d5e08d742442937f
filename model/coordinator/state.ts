/**
 * How the state of the partitions is agreed: what ZooKeeper and the controller hold, and what they send to brokers.
 *
 * The fields are read in this folder only; `coordinator.ts` is what everybody else asks.
 */
import type { BrokerId, Brokers, LeaderEpoch, PartitionId } from '../values'

export interface Coordinator {
  /** The znodes /brokers/topics/T/partitions/P/state, by partition. */
  readonly znodes: readonly PartitionState[]
  readonly controller: Controller
}

/** What was agreed about one partition. Its version is not kept: see `zkVersionIsCurrent`. */
export interface PartitionState {
  /** NONE while the partition is offline. */
  readonly leader: BrokerId
  readonly leaderEpoch: LeaderEpoch
  readonly isr: Brokers
}

export interface Controller {
  readonly epoch: number
  /** The brokers that the controller considers alive. They may have failed since. */
  readonly live: Brokers
  /** shuttingDownBrokerIds: brokers whose controlled shutdown it has accepted, and whose failure it has not noticed yet. */
  readonly stopping: Brokers
  /**
   * liveBrokerIdAndEpochs: the live brokers of which it knows the epoch of an earlier registration, because they failed
   * and started again before it looked.
   */
  readonly bounced: Brokers
}

/**
 * A LeaderAndIsr request about one partition. A follower uses leader and leader epoch only, so `isr` is empty in its
 * request and `zkVersionIsCurrent` is false. (Kafka sends them to followers too; Partition.makeFollower stores the
 * zkVersion.)
 *
 * Kafka sends the states of several partitions in one request, and handles them one after the other. Here each is a
 * request of its own, in the same order.
 */
export interface LeaderAndIsr {
  readonly partition: PartitionId
  readonly controllerEpoch: number
  readonly leader: BrokerId
  readonly leaderEpoch: LeaderEpoch
  readonly isr: Brokers
  /** The zkVersion that it carries is still that of the znode. */
  readonly zkVersionIsCurrent: boolean
  /** The broker epoch that it carries is that of an earlier registration: of a process, or a session, that has ended. */
  readonly hasStaleBrokerEpoch: boolean
}
