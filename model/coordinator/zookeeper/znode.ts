/**
 * ZooKeeper: how the state of a partition is written.
 *
 * The znode of a partition has a version (zkVersion), and every write names the version that it expects. Only one thing
 * about versions matters: whether a copy is still that of the znode. So they are not numbers here, but a flag beside each
 * copy: in the memory of a leader, and in each request under way. A write clears the flags of all copies but the writer's.
 */
import { NONE } from '../../../kit/schema'
import type { Broker, Cluster } from '../../state'
import type { BrokerId, Brokers, LeaderEpoch, PartitionId } from '../../values'
import type { PartitionState } from '../state'

/** The state of one partition, as the znode has it. */
export const stateOf = ({ coordinator }: Cluster, partition: PartitionId): PartitionState =>
  coordinator.znodes[partition] as PartitionState

/** A leader has written a new ISR: KafkaZkClient.conditionalUpdatePath. Leader and epoch stay as they are. */
export const writeIsr = (cluster: Cluster, partition: PartitionId, writer: BrokerId, isr: Brokers): Cluster =>
  withStaleVersions(withState(cluster, partition, { ...stateOf(cluster, partition), isr }), partition, writer)

/** The controller has written a new state: leader and ISR under the next leader epoch. */
export const writeState = (cluster: Cluster, partition: PartitionId, leader: BrokerId, isr: Brokers): Cluster => {
  const leaderEpoch = stateOf(cluster, partition).leaderEpoch + 1
  return withStaleVersions(withState(cluster, partition, { leader, leaderEpoch, isr }), partition, NONE)
}

/** The controller may write once more within the bounds. */
export const hasEpochsLeft = (cluster: Cluster, partition: PartitionId, epochs: LeaderEpoch): boolean =>
  stateOf(cluster, partition).leaderEpoch + 1 < epochs

const withState = (cluster: Cluster, partition: PartitionId, state: PartitionState): Cluster => {
  const znodes = [...cluster.coordinator.znodes]
  znodes[partition] = state
  return { ...cluster, coordinator: { ...cluster.coordinator, znodes } }
}

const withStaleVersions = (cluster: Cluster, partition: PartitionId, writer: BrokerId): Cluster => ({
  ...cluster,
  brokers: cluster.brokers.map((broker, id) => withStaleVersion(broker, partition, id === writer)),
})

const withStaleVersion = (broker: Broker, partition: PartitionId, wrote: boolean): Broker => {
  const isStale = broker.requests.some((request) => request.partition === partition && request.zkVersionIsCurrent)
  const requests = isStale
    ? broker.requests.map((one) => (one.partition === partition ? { ...one, zkVersionIsCurrent: false } : one))
    : broker.requests
  if (wrote || broker.replicas[partition]?.leadership.zkVersionIsCurrent !== true)
    return isStale ? { ...broker, requests } : broker
  const replicas = broker.replicas.map((replica, other) =>
    other === partition ? { ...replica, leadership: { ...replica.leadership, zkVersionIsCurrent: false } } : replica,
  )
  return { ...broker, requests, replicas }
}
