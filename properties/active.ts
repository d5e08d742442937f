import { NONE } from '../kit/schema'
import { brokerOf, leads, reaches, replicaOf } from '../model/cluster'
import { stateOf } from '../model/coordinator/coordinator'
import { hasFailedDirectory } from '../model/coordinator/kraft/directories'
import { brokerRegistrationOf } from '../model/coordinator/kraft/image'
import type { Cluster } from '../model/state'
import type { BrokerId, PartitionId } from '../model/values'

/**
 * Whom a premise of liveness is about: nothing has to come back for such a broker to take part. It runs, and it is neither paused,
 * nor cut off, nor on its way to stop. What it has not been told yet does not matter: that goes on by itself.
 */
const isActive = (cluster: Cluster, id: BrokerId): boolean => {
  const broker = brokerOf(cluster, id)
  const { isUp, isPaused, isCutOff, isOutOfReach, isStopping } = broker
  if (!isUp || isPaused || isCutOff || isOutOfReach || isStopping) return false
  return !hasFailedDirectory(broker) && !isShuttingDown(cluster, id)
}

/** With KRaft: the controller has agreed that this process stops, or it cannot go on because it has replayed what is lost. */
const isShuttingDown = (cluster: Cluster, id: BrokerId): boolean => {
  const [member] = brokerOf(cluster, id).kraft
  if (member === undefined) return false
  const { epoch, inControlledShutdown } = brokerRegistrationOf(cluster, id)
  return member.isAhead || (inControlledShutdown && member.brokerEpoch === epoch)
}

/** The leader that was agreed, if it is active and leads in the epoch that was agreed. */
export const activeLeader = (cluster: Cluster, partition: PartitionId): BrokerId | undefined => {
  const { leader, leaderEpoch } = stateOf(cluster, partition)
  if (leader === NONE || !isActive(cluster, leader)) return undefined
  const replica = replicaOf(cluster, leader, partition)
  return leads(replica, leader) && replica.leaderEpoch === leaderEpoch ? leader : undefined
}

/** An active broker, and packets get from it to the leader and back. */
export const takesPartWith = (cluster: Cluster, leader: BrokerId, id: BrokerId): boolean =>
  id === leader || (isActive(cluster, id) && reaches(cluster, id, leader) && reaches(cluster, leader, id))
