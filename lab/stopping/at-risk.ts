/** Acknowledged records, and who has them. */
import { NONE } from '../../kit/schema'
import { brokerOf, replicaOf } from '../../model/cluster'
import { stateOf } from '../../model/coordinator/coordinator'
import { recordAt } from '../../model/replica/log'
import type { Cluster } from '../../model/state'
import type { BrokerId, PartitionId } from '../../model/values'
import type { Producer, Sent } from './producing'

/** How many acknowledged records are like that. */
export const acknowledgedLike = (
  producers: readonly Producer[],
  is: (sent: Sent, partition: PartitionId) => boolean,
): number =>
  producers.reduce(
    (sum, { partition, acknowledged }) => sum + acknowledged.filter((sent) => is(sent, partition)).length,
    0,
  )

/** The running replicas that have a record: at most one. */
export const isOnOneReplica = (cluster: Cluster, { offset, value }: Sent, partition: PartitionId): boolean =>
  cluster.brokers.filter(
    ({ isUp }, id) => isUp && recordAt(replicaOf(cluster, id, partition).disk.log, offset)?.value === value,
  ).length < 2

/** The leader of the partition does not have the record, so no consumer will read it. */
export const isLost = (cluster: Cluster, sent: Sent, partition: PartitionId): boolean => {
  const { leader } = stateOf(cluster, partition)
  return leader !== NONE && brokerOf(cluster, leader).isUp && !isOnDisk(cluster, leader, sent, partition)
}

export const isOnDisk = (
  cluster: Cluster,
  broker: BrokerId,
  { offset, value }: Sent,
  partition: PartitionId,
): boolean => recordAt(replicaOf(cluster, broker, partition).disk.log, offset)?.value === value

/** The record survives a crash of the machine. */
export const isFlushed = (cluster: Cluster, broker: BrokerId, sent: Sent, partition: PartitionId): boolean =>
  isOnDisk(cluster, broker, sent, partition) && sent.offset < replicaOf(cluster, broker, partition).disk.recoveryPoint

/** At most one running replica has the record, and only in its page cache. */
export const isOnlyInMemory = (cluster: Cluster, sent: Sent, partition: PartitionId): boolean =>
  isOnOneReplica(cluster, sent, partition) &&
  cluster.brokers.every((_, broker) => !isFlushed(cluster, broker, sent, partition))
