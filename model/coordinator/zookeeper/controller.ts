import { add, has, intersect, only, remove } from '../../../kit/bits'
import { refuse } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { ActionOf } from '../../actions'
import { brokerOf, isRegistered, spend, withBroker, type Laws } from '../../cluster'
import {
  electable,
  hasEpochsLeft,
  isLast,
  isLeaderLive,
  preferred,
  registered,
  sendLeaderAndIsr,
  writeState,
} from './znode'
import type { BrokerId, Brokers, Cluster } from '../../state'

/**
 * The ZooKeeper-era controller: KafkaController, PartitionStateMachine and ReplicaStateMachine (2.1.0).
 *
 * It acts on what it has noticed. An election reads the ISR from ZooKeeper, but liveness from memory. Each of its writes
 * takes a new leader epoch, even one that only shrinks the ISR.
 *
 * Deliberately simplified: its cache of the ISR is always fresh; UpdateMetadata and StopReplica are not modelled; reading
 * and conditionally writing the znode is one step, since it is tried again until it succeeds.
 */
const isLive = refuse('the controller sees no change')
const noEpochs = refuse('no leader epochs are left within the bounds')
const noBudget = refuse('no more of this within the bounds')
const notCandidate = refuse('is not a live member of the ISR, or leads already')
const notRunning = refuse('does not run, or is cut off, or is stopping already')

/**
 * Ephemeral znode gone: KafkaController.BrokerChange.process, onBrokerFailure (2.1.0). The controller drops the requests
 * that wait in its channel to the broker (ControllerChannelManager.removeBroker); those of its predecessors stay under way.
 */
export const noticeFailure =
  (laws: Laws): Rule<Cluster, ActionOf<'NoticeFailure'>> =>
  (before, { broker: id }) => {
    const { controller, zk } = before
    if (!has(controller.live, id) || isRegistered(brokerOf(before, id))) return isLive
    const requests = brokerOf(before, id).requests.filter((request) => request.controllerEpoch !== controller.epoch)
    const seen = { ...controller, live: remove(controller.live, id), stopping: remove(controller.stopping, id) }
    const cluster = { ...withBroker(before, id, { requests }), controller: seen }
    if (!has(zk.isr, id) && zk.leader !== id) return cluster
    if (!hasEpochsLeft(cluster, laws.bounds.epochs)) return noEpochs

    return zk.leader === id ? replaceLeader(laws, cluster) : removeFromIsr(laws, cluster, id)
  }

/**
 * The leader is gone: OfflinePartitionLeaderElectionStrategy. The first live member of the ISR in assignment order leads
 * on; without one, and with unclean elections, the first live replica. Otherwise the partition is offline, and whoever
 * was last in the ISR stays there (ReplicaStateMachine.doRemoveReplicasFromIsr).
 */
const replaceLeader = (laws: Laws, cluster: Cluster): Cluster => {
  const elected = elect(laws, cluster)
  if (elected !== undefined) return elected
  const { isr, leader } = cluster.zk
  return writeState(cluster, NONE, withoutMember(laws, isr, leader))
}

/** The last member of the ISR stays where it may still be elected for what it has. */
const withoutMember = ({ decide, settings }: Laws, isr: Brokers, member: BrokerId): Brokers =>
  isLast(isr, member) && decide.keepsLastInIsr(settings) ? isr : remove(isr, member)

const elect = ({ decide, settings }: Laws, cluster: Cluster): Cluster | undefined => {
  const candidates = electable(cluster)
  const inSync = intersect(cluster.zk.isr, candidates)
  if (inSync !== 0) return announce(writeState(cluster, preferred(inSync), inSync))
  if (!decide.mayElectUnclean(settings) || candidates === 0) return undefined
  const leader = preferred(candidates)
  return announce(writeState(cluster, leader, only(leader)))
}

const announce = (cluster: Cluster): Cluster => sendLeaderAndIsr(cluster, cluster.controller.live)

/** A follower is gone: ReplicaStateMachine.doRemoveReplicasFromIsr. */
const removeFromIsr = (laws: Laws, cluster: Cluster, id: BrokerId): Cluster => {
  const { leader, isr } = cluster.zk
  const shrunk = writeState(cluster, leader, withoutMember(laws, isr, id))
  const others = remove(cluster.controller.live, id)
  const isForAll = laws.decide.tellsFollowersOfShrunkIsr()
  return sendLeaderAndIsr(shrunk, isForAll ? others : intersect(others, only(leader)))
}

/**
 * Ephemeral znode new: KafkaController.onBrokerStartup. The broker is told the present state, under the present epoch; a
 * partition without a live leader gets one. A broker that was gone and back before the controller looked is not noticed.
 */
export const noticeReturn =
  (laws: Laws): Rule<Cluster, ActionOf<'NoticeReturn'>> =>
  (before, { broker: id }) => {
    const { controller } = before
    if (has(controller.live, id) || !isRegistered(brokerOf(before, id))) return isLive
    const cluster = { ...before, controller: { ...controller, live: add(controller.live, id) } }
    if (isLeaderLive(cluster)) return sendLeaderAndIsr(cluster, only(id))
    if (!hasEpochsLeft(cluster, laws.bounds.epochs)) return noEpochs

    return elect(laws, cluster) ?? cluster
  }

/**
 * Preferred replica election, after a reassignment that only changed the order of replicas: any live member of the ISR
 * may be made leader. PreferredReplicaPartitionLeaderElectionStrategy leaves the ISR as it is.
 */
export const moveLeader =
  (laws: Laws): Rule<Cluster, ActionOf<'MoveLeader'>> =>
  (cluster, { broker: id }) => {
    const { leader, isr } = cluster.zk
    if (id === leader || leader === NONE || !has(intersect(isr, electable(cluster)), id)) return notCandidate
    if (!hasEpochsLeft(cluster, laws.bounds.epochs)) return noEpochs
    const spent = spend(laws, cluster, 'leader-move')
    if (spent === undefined) return noBudget

    return { ...announce(writeState(cluster, id, isr)), spent }
  }

/**
 * KafkaController.doControlledShutdown: a leader hands over to another live member of the ISR, and either way the broker
 * leaves the ISR, unless it is the last. Where there is nobody to take over, the broker gives up asking and stops with the
 * leadership (controlled.shutdown.max.retries); its log is closed cleanly all the same.
 *
 * The ISR that an heir gets is without those that are shutting down, and with those that are gone and were not missed yet.
 */
export const controlledShutdown =
  (laws: Laws): Rule<Cluster, ActionOf<'ControlledShutdown'>> =>
  (before, { broker: id }) => {
    const broker = brokerOf(before, id)
    if (!isRegistered(broker) || broker.isStopping || !has(before.controller.live, id)) return notRunning
    const spent = spend(laws, before, 'clean-shutdown')
    if (spent === undefined) return noBudget
    const { controller } = before
    const told = { ...controller, stopping: add(controller.stopping, id) }
    const cluster = { ...withBroker(before, id, { isStopping: true }), controller: told, spent }
    const { leader, isr } = cluster.zk
    const heirs = intersect(isr, electable(cluster))
    const keepsState = leader === id ? heirs === 0 : !has(isr, id)
    if (keepsState) return cluster
    if (!hasEpochsLeft(cluster, laws.bounds.epochs)) return noEpochs

    return leader === id
      ? announce(writeState(cluster, preferred(heirs), isr & ~told.stopping))
      : removeFromIsr(laws, cluster, id)
  }

/**
 * Another broker becomes controller: KafkaController.onControllerFailover. It reads who is registered, tells every live
 * broker the present state, and elects a leader where none is alive. What its predecessor sent is still under way; whose
 * shutdown it had agreed to is forgotten.
 */
export const controllerFailover =
  (laws: Laws): Rule<Cluster, ActionOf<'ControllerFailover'>> =>
  (before) => {
    const spent = spend(laws, before, 'controller-failover')
    if (spent === undefined) return noBudget
    const live = registered(before)
    const cluster = { ...before, controller: { epoch: before.controller.epoch + 1, live, stopping: 0 }, spent }
    if (isLeaderLive(cluster)) return announce(cluster)
    if (!hasEpochsLeft(cluster, laws.bounds.epochs)) return noEpochs

    return elect(laws, cluster) ?? cluster
  }
