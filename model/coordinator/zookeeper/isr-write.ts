/**
 * A leader writes an ISR: ReplicationUtils.updateLeaderAndIsr, KafkaZkClient.conditionalUpdatePath (2.1.0).
 *
 * The write names the version that the leader knows. Under an old version it fails, unless the znode holds exactly what was
 * to be written: then it is taken for a write of its own whose answer was lost (checkLeaderAndIsrZkData), whoever made it.
 *
 * Deliberately simplified: what is found is compared by leader, leader epoch and ISR. Kafka compares the ISR as an ordered
 * list, and the epoch of the controller too, so a write that succeeds here may fail there.
 */
import { replicaOf, withReplica } from '../../cluster'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import type { BrokerId, Brokers, PartitionId } from '../../values'
import { stateOf, writeIsr } from './znode'

/** The cluster with the ISR written; undefined: the write failed, and nothing has changed. */
export const proposeIsr = (
  { decide }: Config,
  cluster: Cluster,
  partition: PartitionId,
  leader: BrokerId,
  isr: Brokers,
): Cluster | undefined => {
  const replica = replicaOf(cluster, leader, partition)
  if (replica.leadership.zkVersionIsCurrent) return writeIsr(cluster, partition, leader, isr)
  if (!decide.acceptsFoundIsr() || !isFound(cluster, partition, leader, isr)) return undefined
  const leadership = { ...replica.leadership, zkVersionIsCurrent: true }
  return withReplica(cluster, leader, partition, { ...replica, leadership })
}

/** The znode holds what this leader would write. */
export const isFound = (cluster: Cluster, partition: PartitionId, leader: BrokerId, isr: Brokers): boolean => {
  const found = stateOf(cluster, partition)
  const { leaderEpoch } = replicaOf(cluster, leader, partition)
  return found.leader === leader && found.leaderEpoch === leaderEpoch && found.isr === isr
}
