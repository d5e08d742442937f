import type { LeaderEpoch } from '../values'

/** The points at which Kafka's versions differ in how replicas are moved: part of `Decisions`. */
export interface ReassignmentDecisions {
  /**
   * KafkaController.maybeBuildReassignment: may an administrator ask for other replicas while a reassignment is in progress, or
   * cancel it?
   */
  replacesReassignment(): boolean

  /**
   * KafkaController.moveReassignedPartitionLeaderIfRequired: where the leader stays when a reassignment is completed, are the old
   * replicas told of it, too?
   */
  tellsOldReplicas(): boolean

  /** ReplicaManager.stopReplicas: does a broker obey a StopReplica request of an old leader epoch? */
  obeysStopReplica(known: LeaderEpoch, requested: LeaderEpoch): boolean
}
