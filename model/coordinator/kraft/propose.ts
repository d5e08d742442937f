/** A leader proposes an ISR: the first half of AlterPartition (alter-partition.ts). */
import { has } from '../../../kit/bits'
import { brokerOf, replicaOf, withBroker } from '../../cluster'
import type { Cluster } from '../../state'
import type { BrokerEpoch, BrokerId, Brokers, PartitionId } from '../../values'
import { alterPartitionOf, memberOf, withAlterPartition } from './image'
import { NOT_FETCHED, UNREGISTERED, type AlterPartition } from './state'

/**
 * Partition.submitAlterPartition (4.3.1): the cluster with the request under way. Undefined where another one still is
 * (OPERATION_NOT_ATTEMPTED), or the process takes no part yet: the leader goes on as if it had proposed nothing.
 */
export const propose = (
  cluster: Cluster,
  partition: PartitionId,
  leader: BrokerId,
  isr: Brokers,
): Cluster | undefined => {
  const broker = brokerOf(cluster, leader)
  const { serves, brokerEpoch } = memberOf(broker)
  if (!serves || alterPartitionOf(broker, partition).stage !== 'idle') return undefined
  const { leaderEpoch, leadership } = replicaOf(cluster, leader, partition)
  const epochOf = (id: BrokerId): BrokerEpoch => {
    if (!has(isr, id)) return UNREGISTERED
    return id === leader ? brokerEpoch : Math.max(UNREGISTERED, leadership.remoteBrokerEpochs[id] ?? NOT_FETCHED)
  }
  const counted = cluster.brokers.map((_, id) => epochOf(id))
  const { partitionEpoch } = leadership
  const request: AlterPartition = {
    ...{ stage: 'request', isAwaited: true, error: 'none' },
    ...{ leaderEpoch, partitionEpoch, isr, counted },
  }
  return withBroker(cluster, leader, withAlterPartition(broker, partition, request))
}
