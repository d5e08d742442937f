import { firstOf, setOf, size } from '../kit/bits'
import { leads, replicaOf } from '../model/cluster'
import { leaderMinIsr } from '../model/config'
import { assignedIn } from '../model/coordinator/coordinator'
import { registrationOf, viewOf } from '../model/coordinator/kraft/image'
import type { Settings } from '../model/bounds'
import type { Cluster } from '../model/state'
import type { Brokers, PartitionId } from '../model/values'

/**
 * The min.insync.replicas by which a leader with KRaft goes: not more than there are replicas, as far as it has heard. Where several
 * brokers lead, the smallest.
 */
export const leastCopies = (inForce: Settings, cluster: Cluster, partition: PartitionId): number =>
  cluster.brokers.reduce((least, _, id) => {
    const replica = replicaOf(cluster, id, partition)
    if (!leads(replica, id)) return least
    return Math.min(least, leaderMinIsr(inForce, replica.leadership))
  }, inForce.minIsr)

/**
 * Copies that may be gone although a leader counts them: of machines that have lost records, and of replicas that were removed, of which
 * the leader has not heard; also of one that was added again since.
 */
export const copiesGone = (losses: number, cluster: Cluster, partition: PartitionId): number => {
  const removed = firstOf(cluster.brokers.length) & ~assignedIn(cluster, partition)
  return losses + size(removed | addedAgain(cluster, partition))
}

/** Replicas that are being added, and that a leader knows as old ones: they were removed in between. */
const addedAgain = (cluster: Cluster, partition: PartitionId): Brokers => {
  const [now] = registrationOf(cluster, partition).assignment
  if (now === undefined || now.adding === 0) return 0
  return cluster.brokers.reduce((found, broker, id) => {
    if (!leads(replicaOf(cluster, id, partition), id)) return found
    const [known] = viewOf(cluster, broker)?.partitions[partition]?.assignment ?? []
    return known === undefined ? found : found | (now.adding & setOf(known.replicas) & ~known.adding)
  }, 0)
}
