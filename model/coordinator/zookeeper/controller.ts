/**
 * The ZooKeeper-era controller: KafkaController, PartitionStateMachine and ReplicaStateMachine (2.1.0).
 *
 * It acts on what it has noticed. An election reads the ISR from ZooKeeper, but liveness from memory. Each of its writes
 * takes a new leader epoch, even one that only shrinks the ISR.
 *
 * Deliberately simplified: its cache of the ISR is always fresh; UpdateMetadata and StopReplica are not modelled; reading
 * and conditionally writing the znode is one step, since Kafka retries it until it succeeds.
 */
import { add, has, intersect, only, remove } from '../../../kit/bits'
import { isRefused, refuse, type Refused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { ActionOf } from '../../actions'
import { brokerOf, isRegistered, spend, withBroker } from '../../cluster'
import type { Config } from '../../config'
import type { Broker, Cluster } from '../../state'
import type { BrokerId, Brokers, PartitionId } from '../../values'
import type { Controller, LeaderAndIsr } from '../state'
import { forgotten, replicasOf } from './assignment'
import { announce, elect, electable, firstInAssignment, removeFromIsr, replaceLeader } from './election'
import { isLeaderLive, sendLeaderAndIsr } from './requests'
import { hasEpochsLeft, stateOf, writeState } from './znode'

const refused = {
  noChange: refuse('the controller sees no change'),
  comparesIds: refuse('the controller compares broker ids only'),
  noEpochs: refuse('no leader epochs are left within the bounds'),
  noBudget: refuse('no more of this within the bounds'),
  notCandidate: refuse('is not a live member of the ISR, or leads already'),
  notRunning: refuse('does not run, or is cut off, or is stopping already'),
}

/**
 * Ephemeral znode gone: KafkaController.BrokerChange.process, onBrokerFailure (2.1.0). The controller drops the requests
 * that wait in its channel to the broker; those of its predecessors stay under way. Partitions that lost their leader are
 * handled first, then those that lost a follower.
 */
export const onBrokerFailure =
  (config: Config): Rule<Cluster, ActionOf<'BrokerFailure'>> =>
  (before, { broker: id }) => {
    if (!has(before.coordinator.controller.live, id) || isRegistered(brokerOf(before, id))) return refused.noChange
    return failed(config, before, id)
  }

const failed = (config: Config, before: Cluster, id: BrokerId): Cluster | Refused => {
  const { controller } = before.coordinator
  const requests = withoutQueue(brokerOf(before, id), controller.epoch)
  const cluster = withController(withBroker(before, id, { requests }), {
    ...controller,
    live: remove(controller.live, id),
    stopping: remove(controller.stopping, id),
    bounced: remove(controller.bounced, id),
  })
  const replaced = eachPartition(config, cluster, (present, partition) =>
    stateOf(present, partition).leader === id ? () => replaceLeader(config, present, partition) : undefined,
  )
  if (isRefused(replaced)) return replaced
  const handedOver = eachPartition(config, replaced, (present, partition) =>
    replaceStopping(config, present, partition),
  )
  if (isRefused(handedOver)) return handedOver
  return eachPartition(config, handedOver, (present, partition) =>
    has(stateOf(present, partition).isr, id) && stateOf(before, partition).leader !== id
      ? () => removeFromIsr(config, present, partition, id)
      : undefined,
  )
}

/** Another leader for a partition that a broker in controlled shutdown still leads, if the version does that. */
const replaceStopping = (config: Config, cluster: Cluster, partition: PartitionId): (() => Cluster) | undefined => {
  const { leader } = stateOf(cluster, partition)
  const { stopping } = cluster.coordinator.controller
  if (leader === NONE || !has(stopping, leader) || !config.decide.replacesStoppingLeader()) return undefined
  const elected = elect(config, cluster, partition)
  return elected && (() => elected)
}

/**
 * The channel to a broker is closed: ControllerChannelManager.removeExistingBroker (2.1.0). The requests in its queue are
 * gone. One request at a time is under way; if the process still runs, it may handle that one later.
 */
const withoutQueue = (broker: Broker, controllerEpoch: number): readonly LeaderAndIsr[] => {
  const isOurs = (request: LeaderAndIsr): boolean => request.controllerEpoch === controllerEpoch
  const underWay = broker.isUp && !isRegistered(broker) ? broker.requests.find(isOurs) : undefined
  return broker.requests.filter((request) => request === underWay || !isOurs(request))
}

/**
 * Ephemeral znode new: KafkaController.onBrokerStartup. The broker is told the present state, under the present epoch; a
 * partition that was offline gets a leader. It was offline if its leader was not live, even if this broker is that
 * leader: PartitionStateMachine keeps OfflinePartition until it has elected.
 */
export const onBrokerStartup =
  (config: Config): Rule<Cluster, ActionOf<'BrokerStartup'>> =>
  (before, { broker: id }) => {
    if (has(before.coordinator.controller.live, id) || !isRegistered(brokerOf(before, id))) return refused.noChange
    return returned(config, before, id)
  }

const returned = (config: Config, before: Cluster, id: BrokerId): Cluster | Refused => {
  const { controller } = before.coordinator
  const seen = withController(before, { ...controller, live: add(controller.live, id) })
  const told = partitionsOf(seen).reduce(
    (cluster, partition) =>
      has(replicasOf(cluster, partition), id) ? sendLeaderAndIsr(cluster, partition, only(id)) : cluster,
    seen,
  )
  return electWhereOffline(config, told, before)
}

/**
 * Ephemeral znode of a newer registration than the one that the controller knows: KafkaController.BrokerChange.process
 * (2.2.0). The controller treats the broker as one that failed and then started, in one step: its partitions get other
 * leaders, and it is told whom to follow. Up to 2.1 the controller does not notice such a restart.
 */
export const onBrokerBounce =
  (config: Config): Rule<Cluster, ActionOf<'BrokerBounce'>> =>
  (before, { broker: id }) => {
    if (!config.decide.noticesBounce()) return refused.comparesIds
    if (!has(before.coordinator.controller.bounced, id) || !isRegistered(brokerOf(before, id))) return refused.noChange
    const gone = failed(config, before, id)
    return isRefused(gone) ? gone : returned(config, gone, id)
  }

/**
 * The controller has noticed something, and cannot act on it because no leader epochs are left within the bounds. Kafka
 * would act, so nothing is to be concluded about what becomes of such a cluster.
 */
export const isHeldBack = (config: Config): ((cluster: Cluster) => boolean) => {
  const [onFailure, onStartup, onBounce] = [onBrokerFailure(config), onBrokerStartup(config), onBrokerBounce(config)]
  const isRefusedFor = (cluster: Cluster, broker: BrokerId): boolean =>
    onFailure(cluster, { type: 'BrokerFailure', broker }) === refused.noEpochs ||
    onStartup(cluster, { type: 'BrokerStartup', broker }) === refused.noEpochs ||
    onBounce(cluster, { type: 'BrokerBounce', broker }) === refused.noEpochs
  return (cluster) => cluster.brokers.some((_, broker) => isRefusedFor(cluster, broker))
}

/**
 * Preferred replica election, after a reassignment that only changed the order of replicas: any live member of the ISR
 * may be made leader. PreferredReplicaPartitionLeaderElectionStrategy leaves the ISR as it is.
 */
export const moveLeader =
  (config: Config): Rule<Cluster, ActionOf<'MoveLeader'>> =>
  (cluster, { broker: id, partition }) => {
    const { leader, isr } = stateOf(cluster, partition)
    if (id === leader || leader === NONE || !has(intersect(isr, electable(cluster)), id)) return refused.notCandidate
    if (!hasEpochsLeft(cluster, partition, config.bounds.epochs)) return refused.noEpochs
    const spent = spend(config, cluster, 'leader-move')
    if (spent === undefined) return refused.noBudget

    return { ...announce(writeState(cluster, partition, id, isr), partition), spent }
  }

/**
 * KafkaController.doControlledShutdown: the leader of a partition hands over to another live member of the ISR, and either
 * way the broker leaves the ISR, unless it is the last. Where nobody can take over, the broker stops asking and stops as
 * leader (controlled.shutdown.max.retries); its log is closed cleanly all the same.
 *
 * The new ISR is without brokers that are shutting down, and keeps dead brokers that the controller has not noticed yet.
 */
export const controlledShutdown =
  (config: Config): Rule<Cluster, ActionOf<'ControlledShutdown'>> =>
  (before, { broker: id }) => {
    const broker = brokerOf(before, id)
    const { controller } = before.coordinator
    if (!isRegistered(broker) || broker.isOutOfReach || broker.isStopping || !has(controller.live, id))
      return refused.notRunning
    const spent = spend(config, before, 'clean-shutdown')
    if (spent === undefined) return refused.noBudget
    const stopping = add(controller.stopping, id)
    const accepted = {
      ...withController(withBroker(before, id, { isStopping: true }), { ...controller, stopping }),
      spent,
    }
    return eachPartition(config, accepted, (cluster, partition) => handOver(config, cluster, partition, id))
  }

const handOver = (
  config: Config,
  cluster: Cluster,
  partition: PartitionId,
  id: BrokerId,
): (() => Cluster) | undefined => {
  const { leader, isr } = stateOf(cluster, partition)
  if (leader !== id) return has(isr, id) ? () => removeFromIsr(config, cluster, partition, id) : undefined
  const candidates = intersect(isr, electable(cluster))
  if (candidates === 0) return undefined
  const left = isr & ~cluster.coordinator.controller.stopping
  const elected = firstInAssignment(config, cluster, partition, candidates)
  const { live } = cluster.coordinator.controller
  const told = intersect(
    config.decide.tellsStoppingLeader() ? live : electable(cluster),
    replicasOf(cluster, partition),
  )
  return () => sendLeaderAndIsr(writeState(cluster, partition, elected, left), partition, told)
}

/**
 * Another broker becomes controller: KafkaController.onControllerFailover. It reads which brokers are registered, tells
 * every live broker the present state, and elects a leader where none is alive. Requests of its predecessor are still under
 * way; the shutdowns that its predecessor accepted are forgotten.
 */
export const controllerFailover =
  (config: Config): Rule<Cluster, ActionOf<'ControllerFailover'>> =>
  (before) => {
    const spent = spend(config, before, 'controller-failover')
    if (spent === undefined) return refused.noBudget
    const { epoch } = before.coordinator.controller
    const began = {
      ...withController(forgotten(before), { epoch: epoch + 1, live: registered(before), stopping: 0, bounced: 0 }),
      spent,
    }
    const told = partitionsOf(began).reduce((cluster, partition) => announce(cluster, partition), began)
    return electWhereOffline(config, told, began)
  }

/** PartitionStateMachine.triggerOnlinePartitionStateChange: an election wherever no live leader was in `earlier`. */
export const electWhereOffline = (config: Config, cluster: Cluster, earlier: Cluster): Cluster | Refused =>
  eachPartition(config, cluster, (present, partition) =>
    isLeaderLive(earlier, partition) ? undefined : () => elect(config, present, partition) ?? present,
  )

/** What is to be decided about each partition, one after the other; refused where a partition has no leader epoch left for it. */
const eachPartition = (
  { bounds }: Config,
  begin: Cluster,
  decisionOn: (cluster: Cluster, partition: PartitionId) => (() => Cluster) | undefined,
): Cluster | Refused => {
  let cluster = begin
  for (let partition = 0; partition < bounds.partitions; partition++) {
    const decision = decisionOn(cluster, partition)
    if (decision === undefined) continue
    if (!hasEpochsLeft(cluster, partition, bounds.epochs)) return refused.noEpochs
    cluster = decision()
  }
  return cluster
}

const partitionsOf = ({ coordinator }: Cluster): readonly PartitionId[] => [...coordinator.znodes.keys()]

const withController = (cluster: Cluster, controller: Controller): Cluster => ({
  ...cluster,
  coordinator: { ...cluster.coordinator, controller },
})

/** The brokers that hold an ephemeral znode: what a controller sees when it looks. */
const registered = (cluster: Cluster): Brokers =>
  cluster.brokers.reduce((found, broker, id) => (isRegistered(broker) ? add(found, id) : found), 0)
