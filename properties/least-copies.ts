import { firstOf, size } from '../kit/bits'
import { leads, replicaOf } from '../model/cluster'
import { leaderMinIsr } from '../model/config'
import { assignedIn } from '../model/coordinator/coordinator'
import type { Settings } from '../model/bounds'
import type { Cluster } from '../model/state'
import type { PartitionId } from '../model/values'

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
 * the leader has not heard.
 */
export const copiesGone = (losses: number, cluster: Cluster, partition: PartitionId): number =>
  losses + size(firstOf(cluster.brokers.length) & ~assignedIn(cluster, partition))
