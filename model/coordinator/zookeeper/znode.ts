import { add, has, members, only } from '../../../kit/bits'
import { NONE } from '../../../kit/schema'
import { brokerOf, isRegistered } from '../../cluster'
import type { Broker, BrokerId, Brokers, Cluster, LeaderAndIsr, LeaderEpoch, PartitionState } from '../../state'

/**
 * ZooKeeper and the channels of the controller: how the state of the partition is written, and how brokers hear of it.
 *
 * The znode has a version, and every write names the version it expects. Only one thing about versions matters: whether
 * a copy is still that of the znode. So they are not numbers here, but a flag beside each copy, in a leader's memory and
 * in each request under way. A write clears them all, except the writer's own.
 */

/** A leader has written its new ISR: KafkaZkClient.conditionalUpdatePath. It keeps leader and epoch as they are. */
export const writeIsr = (cluster: Cluster, leader: BrokerId): Cluster =>
  withStaleVersions(
    { ...cluster, zk: { ...cluster.zk, isr: brokerOf(cluster, leader).replica.leadership.isr } },
    leader,
  )

/** The controller has written a new state: leader and ISR under the next leader epoch. */
export const writeState = (cluster: Cluster, leader: BrokerId, isr: Brokers): Cluster =>
  withStaleVersions({ ...cluster, zk: { leader, leaderEpoch: cluster.zk.leaderEpoch + 1, isr } }, NONE)

const withStaleVersions = (cluster: Cluster, writer: BrokerId): Cluster => ({
  ...cluster,
  brokers: cluster.brokers.map((broker, id) => withStaleVersion(broker, id === writer)),
})

const withStaleVersion = (broker: Broker, wrote: boolean): Broker => {
  const { leadership } = broker.replica
  const requests = broker.requests.some((request) => request.zkVersionIsCurrent)
    ? broker.requests.map((request) => ({ ...request, zkVersionIsCurrent: false }))
    : broker.requests
  if (wrote || !leadership.zkVersionIsCurrent) return requests === broker.requests ? broker : { ...broker, requests }
  return {
    ...broker,
    requests,
    replica: { ...broker.replica, leadership: { ...leadership, zkVersionIsCurrent: false } },
  }
}

/**
 * Sends the state of the partition to some brokers: ControllerBrokerRequestBatch.addLeaderAndIsrRequestForBrokers.
 *
 * Deliberately simplified: a request whose leader is not alive is not sent, because brokers do nothing with it: they look
 * for the leader among the live brokers, those of the request or those of their metadata cache (ReplicaManager.makeFollowers).
 */
export const sendLeaderAndIsr = (cluster: Cluster, receivers: Brokers): Cluster => {
  const { zk, controller } = cluster
  if (!isLeaderLive(cluster)) return cluster
  return {
    ...cluster,
    brokers: cluster.brokers.map((broker, id) =>
      has(receivers, id) ? { ...broker, requests: [...broker.requests, requestFor(zk, controller.epoch, id)] } : broker,
    ),
  }
}

const requestFor = (
  { leader, leaderEpoch, isr }: PartitionState,
  controllerEpoch: number,
  id: BrokerId,
): LeaderAndIsr => {
  const leads = leader === id
  return {
    controllerEpoch,
    leader,
    leaderEpoch,
    isr: leads ? isr : 0,
    zkVersionIsCurrent: leads,
    isForEarlierLife: false,
  }
}

/** The brokers that hold an ephemeral znode: what a controller sees when it looks. */
export const registered = (cluster: Cluster): Brokers =>
  cluster.brokers.reduce((found, broker, id) => (isRegistered(broker) ? add(found, id) : found), 0)

/** The controller takes the present leader for alive: PartitionStateMachine.initializePartitionState. */
export const isLeaderLive = ({ zk, controller }: Cluster): boolean =>
  zk.leader !== NONE && has(controller.live, zk.leader)

/** ControllerContext.liveBrokerIds: those in a controlled shutdown do not count. */
export const electable = ({ controller: { live, stopping } }: Cluster): Brokers => live & ~stopping

/** The first of `candidates` in the order of the replica assignment, which is that of the broker numbers; or NONE. */
export const preferred = (candidates: Brokers): BrokerId => members(candidates)[0] ?? NONE

export const isLast = (isr: Brokers, broker: BrokerId): boolean => isr === only(broker)

export const hasEpochsLeft = ({ zk }: Cluster, epochs: LeaderEpoch): boolean => zk.leaderEpoch + 1 < epochs
