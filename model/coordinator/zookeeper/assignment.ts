/**
 * Which brokers have a replica of a partition: ControllerContext.partitionReplicaAssignment, and the znode /brokers/topics/T.
 *
 * Where the bounds have no reassignment there is nothing to look up: every broker has one, for ever.
 */
import { firstOf, setOf } from '../../../kit/bits'
import type { Cluster } from '../../state'
import type { BrokerId, Brokers, PartitionId } from '../../values'
import type { Assignment } from '../state'

/** The assignment of a partition; undefined where the bounds have no reassignment. */
export const assignmentOf = ({ coordinator }: Cluster, partition: PartitionId): Assignment | undefined =>
  coordinator.assignments[partition]

/**
 * The replicas in order, as the controller has them in memory; undefined where the bounds have no reassignment. While it completes
 * a reassignment, these are the target replicas already, although the znode has the old ones too.
 */
export const assignedTo = (cluster: Cluster, partition: PartitionId): readonly BrokerId[] | undefined => {
  const assignment = assignmentOf(cluster, partition)
  if (assignment === undefined) return undefined
  return isCompleting(assignment) ? assignment.target : assignment.replicas
}

/** The same as a set: every broker where the bounds have no reassignment. */
export const replicasOf = (cluster: Cluster, partition: PartitionId): Brokers => {
  const assigned = assignedTo(cluster, partition)
  return assigned === undefined ? firstOf(cluster.brokers.length) : setOf(assigned)
}

/** The replicas as a set, as the znode has them. */
export const assignedIn = (cluster: Cluster, partition: PartitionId): Brokers => {
  const assignment = assignmentOf(cluster, partition)
  return assignment === undefined ? firstOf(cluster.brokers.length) : setOf(assignment.replicas)
}

/** The brokers without a replica, as the controller has it in memory. */
export const unassignedIn = (cluster: Cluster, partition: PartitionId): Brokers =>
  firstOf(cluster.brokers.length) & ~replicasOf(cluster, partition)

/** The controller is in the middle of the last steps of a reassignment. It does nothing else until they are done. */
export const isCompleting = ({ stage }: Assignment): boolean => stage === 'moved' || stage === 'stopped'

export const withAssignment = (cluster: Cluster, partition: PartitionId, changes: Partial<Assignment>): Cluster => ({
  ...cluster,
  coordinator: {
    ...cluster.coordinator,
    assignments: cluster.coordinator.assignments.map((assignment, other) =>
      other === partition ? { ...assignment, ...changes } : assignment,
    ),
  },
})

/** A new controller has read the znodes, and has done nothing about a reassignment yet: KafkaController.initializeControllerContext. */
export const forgotten = (cluster: Cluster): Cluster => {
  const { assignments } = cluster.coordinator
  if (assignments.every(({ stage }) => stage === 'new')) return cluster
  const read = assignments.map((assignment): Assignment => ({ ...assignment, stage: 'new' }))
  return { ...cluster, coordinator: { ...cluster.coordinator, assignments: read } }
}
