/** The channels of the controller: how brokers hear of the state of a partition. */
import { has } from '../../../kit/bits'
import { NONE } from '../../../kit/schema'
import type { Cluster } from '../../state'
import type { BrokerId, Brokers, PartitionId } from '../../values'
import type { LeaderAndIsr, PartitionState } from '../state'
import { unassignedIn } from './assignment'
import { stateOf } from './znode'

/**
 * Sends the state of a partition to some brokers: ControllerBrokerRequestBatch.addLeaderAndIsrRequestForBrokers. A request
 * carries the broker epoch that the controller knows (2.2.0), which is out of date if the broker was restarted unnoticed.
 *
 * Deliberately simplified: a request whose leader is not alive is not sent, because brokers do nothing with it: they look
 * for the leader among the live brokers, those of the request or those of their metadata cache (ReplicaManager.makeFollowers).
 */
export const sendLeaderAndIsr = (cluster: Cluster, partition: PartitionId, receivers: Brokers): Cluster => {
  if (!isLeaderLive(cluster, partition)) return cluster
  const state = stateOf(cluster, partition)
  const unassigned = unassignedIn(cluster, partition)
  const { epoch, bounced } = cluster.coordinator.controller
  return {
    ...cluster,
    brokers: cluster.brokers.map((broker, id) =>
      has(receivers, id)
        ? {
            ...broker,
            requests: [...broker.requests, requestFor(state, partition, epoch, id, has(bounced, id), unassigned)],
          }
        : broker,
    ),
  }
}

/**
 * Tells brokers to delete their replicas: ReplicaStateMachine, ReplicaDeletionStarted. A broker that is not alive is not told, and
 * keeps its log.
 *
 * Deliberately simplified: the StopReplica without delete that is sent just before (OfflineReplica) is left out.
 */
export const sendStopReplica = (cluster: Cluster, partition: PartitionId, receivers: Brokers): Cluster => {
  const { leaderEpoch } = stateOf(cluster, partition)
  const { epoch: controllerEpoch, bounced, live } = cluster.coordinator.controller
  const told = receivers & live
  const request = { partition, controllerEpoch, leader: NONE, leaderEpoch, isr: 0, unassigned: 0, stops: true }
  return {
    ...cluster,
    brokers: cluster.brokers.map((broker, id) =>
      has(told, id)
        ? {
            ...broker,
            requests: [
              ...broker.requests,
              { ...request, zkVersionIsCurrent: false, hasStaleBrokerEpoch: has(bounced, id) },
            ],
          }
        : broker,
    ),
  }
}

const requestFor = (
  { leader, leaderEpoch, isr }: PartitionState,
  partition: PartitionId,
  controllerEpoch: number,
  receiver: BrokerId,
  hasStaleBrokerEpoch: boolean,
  unassigned: Brokers,
): LeaderAndIsr => {
  const leads = leader === receiver
  return {
    partition,
    controllerEpoch,
    leader,
    leaderEpoch,
    isr: leads ? isr : 0,
    unassigned: leads ? unassigned : 0,
    stops: false,
    zkVersionIsCurrent: leads,
    hasStaleBrokerEpoch,
  }
}

/** The controller considers the present leader alive: PartitionStateMachine.initializePartitionState. */
export const isLeaderLive = (cluster: Cluster, partition: PartitionId): boolean => {
  const { leader } = stateOf(cluster, partition)
  return leader !== NONE && has(cluster.coordinator.controller.live, leader)
}
