/** Who may join the ISR, and whose fetch counts, as far as a leader can see: Partition.isReplicaIsrEligible, Replica.updateFetchStateOrThrow (4.3.1). */
import { brokerOf } from '../../cluster'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import type { BrokerEpoch, BrokerId } from '../../values'
import { memberOf, viewOf } from './image'
import { UNREGISTERED } from './state'

/** The leader would propose an ISR with this follower, of which it has noted this broker epoch. With ZooKeeper it does not ask. */
export const isEligible = (
  { decide, bounds }: Config,
  cluster: Cluster,
  leader: BrokerId,
  follower: BrokerId,
  noted: BrokerEpoch,
): boolean => {
  if (bounds.kraft === undefined) return true
  const seen = viewOf(cluster, brokerOf(cluster, leader))?.brokers[follower]
  return seen !== undefined && decide.isEligibleForIsr(seen, noted)
}

/** The leader takes this fetch for one of the process that it knows. With ZooKeeper a fetch has no broker epoch. */
export const isOfKnownProcess = (
  { decide, bounds }: Config,
  cluster: Cluster,
  leader: BrokerId,
  follower: BrokerId,
  fetched: BrokerEpoch,
): boolean => {
  if (bounds.kraft === undefined) return true
  const seen = viewOf(cluster, brokerOf(cluster, leader))?.brokers[follower]
  return seen === undefined || decide.acceptsFetchOf(seen, fetched)
}

/** What a broker sends as its epoch with a fetch; 0 with ZooKeeper. */
export const brokerEpochOf = (cluster: Cluster, id: BrokerId): BrokerEpoch => {
  const broker = brokerOf(cluster, id)
  return broker.kraft.length === 0 ? 0 : memberOf(broker).brokerEpoch
}

/** It fetches, whether or not it has registered; or it has. */
export const mayFetch = ({ decide }: Config, cluster: Cluster, id: BrokerId): boolean =>
  decide.fetchesUnregistered() || brokerEpochOf(cluster, id) !== UNREGISTERED
