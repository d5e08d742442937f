/**
 * What the active controller decides about brokers: ClusterControlManager, BrokerHeartbeatManager, ReplicationControlManager (4.3.1).
 *
 * A broker registers, is unfenced by a heartbeat once it has caught up with its registration, and is fenced where its heartbeats
 * stay away. There is no clock: a session ends in a step.
 */
import { add, has, members, only, remove } from '../../../kit/bits'
import { isRefused, refuse, type Refused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { ActionOf } from '../../actions'
import { brokerOf, replaced, spend, standstill, withBroker } from '../../cluster'
import type { Config } from '../../config'
import type { Broker, Cluster } from '../../state'
import type { BrokerId, Brokers, DirectoryId, PartitionId } from '../../values'
import { firstOnlineOf, withDirectoryOnline } from './directories'
import {
  brokerRegistrationOf,
  commit,
  isRegisteredAs,
  memberOf,
  newest,
  registrationOf,
  viewOf,
  withMember,
  withRegistration,
} from './image'
import { changed, type Change } from './partition-change'
import type { BrokerRegistration, PartitionRegistration } from './state'

/** Why the controller does not do what takes a leader epoch. */
export const noEpochs = refuse('no leader epochs are left within the bounds')

const refused = {
  fenced: refuse('is fenced already'),
  unfenced: refuse('is unfenced already'),
  alive: refuse('sends heartbeats, so its session goes on'),
  noHeartbeat: refuse('sends no heartbeat that the controller would take'),
  behind: refuse('has not caught up with its own registration'),
  stopping: refuse('is shutting down'),
  registered: refuse('is registered already'),
  session: refuse('DUPLICATE_BROKER_REGISTRATION: the session of the process before has not ended'),
  cutOff: refuse('cannot reach the controllers'),
  noBudget: refuse('no more of this within the bounds'),
  notCandidate: refuse('may not lead, or leads already'),
}

/** ClusterControlManager.isActive: unfenced, and not in controlled shutdown. */
export const active = (cluster: Cluster): Brokers =>
  newest(cluster).brokers.reduce((found, one, id) => (isActive(one) ? add(found, id) : found), 0)

const isActive = ({ isFenced, inControlledShutdown }: BrokerRegistration): boolean => !isFenced && !inControlledShutdown

/** The replicas of a partition where they do not move, the preferred leader first. */
export const orderOf = ({ bounds }: Pick<Config, 'bounds'>, partition: PartitionId): readonly BrokerId[] => {
  const { brokers, firstReplica = 0 } = bounds
  return Array.from({ length: brokers }, (_, place) => (firstReplica + partition + place) % brokers)
}

/** What is to become of each partition, as far as it is touched; refused where one has no leader epoch left for it. */
export const eachPartition = (
  config: Config,
  cluster: Cluster,
  changeOf: (registration: PartitionRegistration, partition: PartitionId) => Omit<Change, 'order'> | undefined,
): readonly PartitionRegistration[] | Refused => {
  let partitions = newest(cluster).partitions
  for (let partition = 0; partition < config.bounds.partitions; partition++) {
    const before = registrationOf(cluster, partition)
    const change = changeOf(before, partition)
    if (change === undefined) continue
    const acceptable = withDirectoryOnline(cluster, partition, change.acceptable)
    const after = changed(config, before, { ...change, acceptable, order: orderOf(config, partition) })
    if (after.leaderEpoch >= config.bounds.epochs) return noEpochs
    if (after !== before) partitions = replaced(partitions, partition, after)
  }
  return partitions
}

/** ReplicationControlManager.handleBrokerFenced (4.3.1): partitions that have the broker in the ISR lose it. */
const withoutBroker = (config: Config, cluster: Cluster, id: BrokerId): readonly PartitionRegistration[] | Refused =>
  eachPartition(config, cluster, ({ isr }) =>
    has(isr, id) ? { targetIsr: remove(isr, id), acceptable: remove(active(cluster), id) } : undefined,
  )

/** A broker is fenced, and whatever else its registration says: ReplicationControlManager.handleBrokerFenced (4.3.1). */
export const fenced = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
  registration: Partial<BrokerRegistration>,
): Cluster | Refused => {
  const partitions = withoutBroker(config, cluster, id)
  return isRefused(partitions)
    ? partitions
    : commit(cluster, { partitions, brokers: withRegistration(cluster, id, registration) })
}

/**
 * The session of a broker ends: ReplicationControlManager.maybeFenceOneStaleBroker (4.3.1). Without a fault that holds its
 * heartbeats back a process that the controller knows keeps its session.
 *
 * Up to 3.9 the broker that was heard of longest ago is fenced first. Here, as since 4.0, any of them may be.
 */
export const fenceBroker =
  (config: Config): Rule<Cluster, ActionOf<'FenceBroker'>> =>
  (cluster, { broker: id }) => {
    const registration = brokerRegistrationOf(cluster, id)
    if (registration.isFenced) return refused.fenced
    if (!isHeard(brokerOf(cluster, id), registration)) return fenced(config, cluster, id, { isFenced: true })
    const spent = spend(config, cluster, 'session-expiry')
    if (spent === undefined) return config.bounds.faults['session-expiry'] === 0 ? refused.alive : refused.noBudget
    const after = fenced(config, cluster, id, { isFenced: true })
    return isRefused(after) ? after : { ...after, spent }
  }

/** Its heartbeats reach the controller, under the epoch that the controller knows. */
export const isHeard = (broker: Broker, registration: BrokerRegistration): boolean =>
  isRegisteredAs(broker, registration) && !broker.isCutOff && !broker.isPaused

/**
 * A heartbeat of a fenced broker, which has replayed the record of its registration: BrokerHeartbeatManager.calculateNextBrokerState,
 * ReplicationControlManager.handleBrokerUnfenced (4.3.1). Every partition without a leader may get one now.
 */
export const unfenceBroker =
  (config: Config): Rule<Cluster, ActionOf<'UnfenceBroker'>> =>
  (cluster, { broker: id }) => {
    const partitions = whyStillFenced(cluster, id) ?? withLeaderAtUnfencing(config, cluster, id)
    return isRefused(partitions) ? partitions : unfenced(cluster, id, partitions, {})
  }

/** Why a heartbeat does not unfence a broker. Undefined: it does. */
export const whyStillFenced = (cluster: Cluster, id: BrokerId): Refused | undefined => {
  const broker = brokerOf(cluster, id)
  const registration = brokerRegistrationOf(cluster, id)
  if (!registration.isFenced) return refused.unfenced
  if (!isHeard(broker, registration)) return refused.noHeartbeat
  if (broker.isStopping) return refused.stopping
  return viewOf(cluster, broker)?.brokers[id]?.epoch === registration.epoch ? undefined : refused.behind
}

/** ReplicationControlManager.handleBrokerUnfenced (4.3.1): what becomes of the partitions. */
export const withLeaderAtUnfencing = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
): readonly PartitionRegistration[] | Refused =>
  eachPartition(config, cluster, ({ leader, isr }) =>
    leader === NONE ? { targetIsr: isr, acceptable: add(active(cluster), id) } : undefined,
  )

/** A broker is unfenced, and whatever else its registration says. From the first time on it serves. */
export const unfenced = (
  cluster: Cluster,
  id: BrokerId,
  partitions: readonly PartitionRegistration[],
  registration: Partial<BrokerRegistration>,
): Cluster => {
  const broker = brokerOf(cluster, id)
  const after = commit(cluster, {
    partitions,
    brokers: withRegistration(cluster, id, { ...registration, isFenced: false }),
  })
  return memberOf(broker).serves
    ? after
    : { ...after, brokers: replaced(after.brokers, id, withMember(broker, { serves: true })) }
}

/**
 * A process registers: ClusterControlManager.registerBroker (4.3.1). The session of the process before it must have ended. Up to
 * 3.9 a fenced broker has no session; since 4.0 it has one, which only delays this.
 *
 * What registration does to the ISR differs between versions (kafka-18106.ts).
 */
export const registerBroker =
  (config: Config): Rule<Cluster, ActionOf<'RegisterBroker'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    const registration = brokerRegistrationOf(cluster, id)
    const { brokerEpoch, stoppedCleanly } = memberOf(broker)
    if (brokerEpoch >= 0) return refused.registered
    if (broker.isCutOff) return refused.cutOff
    const partitions = atRegistration(config, cluster, id, stoppedCleanly)
    if (isRefused(partitions)) return partitions
    const epoch = registration.epoch + 1
    const firstOnline = registeredDirectories(config, cluster, id)
    const brokers = withRegistration(cluster, id, { epoch, isFenced: true, inControlledShutdown: false, firstOnline })
    const registered = commit(cluster, { partitions, brokers })
    return withBroker(registered, id, withMember(broker, { brokerEpoch: epoch }))
  }

/** BrokerLifecycleManager.sendBrokerRegistration (4.3.1): the log directories that are online. */
const registeredDirectories = ({ decide }: Config, cluster: Cluster, id: BrokerId): DirectoryId => {
  const [directory] = brokerOf(cluster, id).directory
  return directory === undefined || !decide.hearsOfDirectories() ? 0 : firstOnlineOf(directory)
}

/** ReplicationControlManager.handleBrokerShutdown (4.3.1). */
const atRegistration = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
  stoppedCleanly: boolean,
): readonly PartitionRegistration[] | Refused => {
  const { decide, bounds } = config
  if (!decide.registrationTouchesIsr()) {
    // The session must have ended, and the broker was fenced then.
    return brokerRegistrationOf(cluster, id).isFenced ? newest(cluster).partitions : refused.session
  }
  if (bounds.kraft?.elr !== true || stoppedCleanly) return withoutBroker(config, cluster, id)
  const acceptable = remove(active(cluster), id)
  return eachPartition(config, cluster, ({ isr, elr }) =>
    has(isr | elr, id) ? { targetIsr: remove(isr, id), acceptable, uncleanShutdown: only(id) } : undefined,
  )
}

/** Preferred leader election, after a reassignment that only changed the order of replicas: any valid replica may be made leader. */
export const moveLeader =
  (config: Config): Rule<Cluster, ActionOf<'MoveLeader'>> =>
  (cluster, { broker: id, partition }) => {
    const { leader, isr } = registrationOf(cluster, partition)
    const candidates = withDirectoryOnline(cluster, partition, isr & active(cluster))
    if (id === leader || leader === NONE || !has(candidates, id)) return refused.notCandidate
    const spent = spend(config, cluster, 'leader-move')
    if (spent === undefined) return refused.noBudget
    const partitions = eachPartition(config, cluster, (_, other) =>
      other === partition ? { targetIsr: isr, acceptable: active(cluster), preferred: id } : undefined,
    )
    return isRefused(partitions) ? partitions : { ...commit(cluster, { partitions }), spent }
  }

/**
 * A broker wants to shut down, and says so in its heartbeat: BrokerHeartbeatManager.calculateNextBrokerState, UNFENCED
 * (4.3.1). A broker that leads nothing is fenced at once and may stop; others hand over first. It says so again where the change was
 * lost, or another controller is active that does not know what its predecessor waited for.
 */
export const controlledShutdown =
  (config: Config): Rule<Cluster, ActionOf<'ControlledShutdown'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const registration = brokerRegistrationOf(cluster, id)
    if (!isHeard(broker, registration) || !memberOf(broker).serves) return refused.noHeartbeat
    const { isForgotten } = memberOf(broker)
    const asksAgain = broker.isStopping && !registration.isFenced && (isForgotten || !registration.inControlledShutdown)
    if (broker.isStopping && !asksAgain) return refused.stopping
    const spent = asksAgain ? cluster.spent : spend(config, cluster, 'clean-shutdown')
    if (spent === undefined) return refused.noBudget
    const heard = isForgotten ? withMember(broker, { isForgotten: false }) : broker
    const asked = withBroker(cluster, id, { ...heard, isStopping: true })
    if (registration.isFenced) return { ...asked, spent }
    const leadsAny = newest(cluster).partitions.some(({ leader }) => leader === id)
    const after = fenced(config, asked, id, leadsAny ? { inControlledShutdown: true } : { isFenced: true })
    return isRefused(after) ? after : { ...after, spent }
  }

/**
 * Why a broker that is to stop is not told so yet: BrokerHeartbeatManager.calculateNextBrokerState, CONTROLLED_SHUTDOWN (4.3.1). Every
 * active broker must have heard that it shuts down. Undefined: it is told.
 */
export const whyNotYet = (cluster: Cluster, id: BrokerId): Refused | undefined => {
  const registration = brokerRegistrationOf(cluster, id)
  if (!isHeard(brokerOf(cluster, id), registration)) return refused.noHeartbeat
  if (registration.isFenced) return undefined
  const hasHeard = (other: BrokerId): boolean => {
    const seen = viewOf(cluster, brokerOf(cluster, other))?.brokers[id]
    return seen?.epoch === registration.epoch && seen.inControlledShutdown
  }
  return members(active(cluster)).every(hasHeard) ? undefined : refused.stopping
}

/** The controller fences a broker that it has told to stop. */
export const fenceStopped = (config: Config, cluster: Cluster, id: BrokerId): Cluster | Refused =>
  brokerRegistrationOf(cluster, id).isFenced ? cluster : fenced(config, cluster, id, { isFenced: true })

/** The controller would act, and has no leader epoch left for it within the bounds. */
export const isHeldBack = (config: Config): ((cluster: Cluster) => boolean) => {
  const [fence, unfence, register] = [fenceBroker(config), unfenceBroker(config), registerBroker(config)]
  return (cluster) =>
    cluster.brokers.some(
      (_, broker) =>
        fence(cluster, { type: 'FenceBroker', broker }) === noEpochs ||
        unfence(cluster, { type: 'UnfenceBroker', broker }) === noEpochs ||
        register(cluster, { type: 'RegisterBroker', broker }) === noEpochs,
    )
}
