import type { ReassignmentDecisions } from './reassignment-decisions'

/** How the first releases move replicas. Each answer was read at the tag that it names. */
export const reassignmentBase: ReassignmentDecisions = {
  /** ReassignPartitionsCommand.executeAssignment, 2.1.1: it refuses where /admin/reassign_partitions exists (kip-455.ts). */
  replacesReassignment: () => false,

  /** KafkaController.moveReassignedPartitionLeaderIfRequired, 0.8.2.0 to 2.3.1: oldAndNewReplicas (kip-455.ts). */
  tellsOldReplicas: () => true,

  /** ReplicaManager.stopReplicas, 0.8.2.0 to 2.5.1: the request has no leader epoch (kip-570.ts). */
  obeysStopReplica: () => true,
}

/** The same in words. */
export const reassignmentBaseAnswers: Readonly<Record<keyof ReassignmentDecisions, string>> = {
  replacesReassignment: 'No: a reassignment has to be completed first.',
  tellsOldReplicas: 'Yes: every replica gets the request.',
  obeysStopReplica: 'Yes, always: the request has no leader epoch.',
}
