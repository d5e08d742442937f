/**
 * How the state of the partitions is agreed: what ZooKeeper and the controller hold, and what they send to brokers.
 *
 * The fields are read in this folder only. Everybody else asks `coordinator.ts`; what is registered and replayed with KRaft only,
 * `kraft/image.ts` tells.
 */
import type { BrokerId, Brokers, LeaderEpoch, PartitionId } from '../values'
import type { Kraft } from './kraft/state'
import type { PartitionState } from './partition-state'

export type { PartitionState }

export interface Coordinator {
  /** The znodes /brokers/topics/T/partitions/P/state, by partition. None with KRaft. */
  readonly znodes: readonly PartitionState[]
  /** The replicas of each partition. Empty where the bounds have no reassignment: then every broker has one. */
  readonly assignments: readonly Assignment[]
  readonly controller: Controller
  /** What takes the place of znodes and controller with KRaft. Empty with ZooKeeper. */
  readonly kraft: readonly Kraft[]
}

/**
 * The replicas of one partition: the znode /brokers/topics/T, and what is asked for: /admin/reassign_partitions up to 2.3, and
 * since then the fields adding_replicas and removing_replicas of the topic's znode (KIP-455).
 */
export interface Assignment {
  /** In order: the first is the preferred leader. */
  readonly replicas: readonly BrokerId[]
  /** The replicas that it is to have; empty while no reassignment is in progress. */
  readonly target: readonly BrokerId[]
  /** addingReplicas: those of `replicas` that it had not before. */
  readonly adding: Brokers
  readonly stage: ReassignmentStage
  /** How many of the administrator's moves were asked for. */
  readonly asked: number
}

/**
 * How far the present controller is with the reassignment, in its memory. new: it has not looked at it. waiting: the new
 * replicas are to catch up. moved: a target replica leads, and brokers are told of the target replicas only. stopped: the others
 * are out of the ISR, and told to stop.
 */
export type ReassignmentStage = (typeof reassignmentStages)[number]

export const reassignmentStages = ['new', 'waiting', 'moved', 'stopped'] as const

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

/** What a broker is told when it becomes leader or follower. */
export type Told = Pick<LeaderAndIsr, 'leader' | 'leaderEpoch' | 'isr' | 'unassigned' | 'zkVersionIsCurrent'>

/**
 * A LeaderAndIsr request about one partition. A follower uses leader and leader epoch only, so `isr` is empty in its
 * request and `zkVersionIsCurrent` is false. (Kafka sends them to followers too; Partition.makeFollower stores the
 * zkVersion.)
 *
 * A StopReplica request with delete=true waits in the same queue, so it is of the same type (`stops`).
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
  /** The brokers that are no replicas any more, for the leader. 0 where the bounds have no reassignment. */
  readonly unassigned: Brokers
  /** It is a StopReplica request: the broker is to delete its replica. Never where the bounds have no reassignment. */
  readonly stops: boolean
  /** The zkVersion that it carries is still that of the znode. */
  readonly zkVersionIsCurrent: boolean
  /** The broker epoch that it carries is that of an earlier registration: of a process, or a session, that has ended. */
  readonly hasStaleBrokerEpoch: boolean
}
