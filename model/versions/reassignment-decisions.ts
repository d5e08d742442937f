import type { LeaderEpoch } from '../values'

/** The points at which Kafka's versions differ in how replicas are moved: part of `Decisions`. */
export interface ReassignmentDecisions {
  /**
   * KafkaController.maybeBuildReassignment: may an administrator ask for other replicas while a reassignment is in progress, or
   * cancel it?
   */
  replacesReassignment(): boolean

  /**
   * KafkaController.moveReassignedPartitionLeaderIfRequired: where the leader stays, are the old replicas told, too, that the target
   * replicas are all that is left?
   */
  tellsOldReplicas(): boolean

  /** ReplicaManager.stopReplicas: does a broker in this leader epoch obey a StopReplica request of that one? */
  obeysStopReplica(known: LeaderEpoch, requested: LeaderEpoch): boolean
}
