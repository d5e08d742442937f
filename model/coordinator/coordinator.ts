/**
 * What everybody outside this folder may ask the coordinator: the state of a partition, what it knows of brokers, and what
 * becomes of an ISR that a leader proposes. Behind it stands ZooKeeper with its controller (zookeeper/), or KRaft (kraft/).
 */
import { add, firstOf, has, setOf } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import { brokerOf } from '../cluster'
import type { Config } from '../config'
import type { Cluster } from '../state'
import type { BrokerId, Brokers, PartitionId } from '../values'
import { propose } from './kraft/propose'
import * as kraft from './kraft/controller'
import { isReportHeldBack } from './kraft/directory-reports'
import { isHeartbeatHeldBack } from './kraft/heartbeat'
import { brokerRegistrationOf, isRegisteredAs, newest, registrationOf } from './kraft/image'
import type { MetadataImage } from './kraft/state'
import type { Assignment, PartitionState } from './state'
import { assignedIn as replicasWritten, replicasOf as replicasInMemory } from './zookeeper/assignment'
import * as zookeeper from './zookeeper/controller'
import { proposeIsr as writeIsr } from './zookeeper/isr-write'
import { isReassignmentHeldBack as isMoveHeldBack } from './zookeeper/reassignment'

export { regrouped } from './zookeeper/regrouped'
export { register } from './zookeeper/registration'

const isKraft = ({ coordinator }: Cluster): boolean => coordinator.kraft.length > 0

/** The state of every partition. The same object as long as no state changes. */
export const statesOf = (cluster: Cluster): readonly PartitionState[] =>
  isKraft(cluster) ? newest(cluster).partitions : cluster.coordinator.znodes

/** The state of one partition. */
export const stateOf = (cluster: Cluster, partition: PartitionId): PartitionState =>
  statesOf(cluster)[partition] as PartitionState

/**
 * A leader proposes an ISR. The cluster after that; undefined: the proposal failed at once, and nothing has changed.
 */
export const proposeIsr = (
  config: Config,
  cluster: Cluster,
  partition: PartitionId,
  leader: BrokerId,
  isr: Brokers,
): Cluster | undefined =>
  config.bounds.kraft === undefined
    ? writeIsr(config, cluster, partition, leader, isr)
    : propose(cluster, partition, leader, isr)

/** The controller has noticed something, and cannot act on it because no leader epochs are left within the bounds. */
export const isHeldBack = (config: Config): ((cluster: Cluster) => boolean) => {
  if (config.bounds.kraft === undefined) return zookeeper.isHeldBack(config)
  const held = [kraft.isHeldBack, isReportHeldBack, isHeartbeatHeldBack].map((isHeld) => isHeld(config))
  return (cluster) => held.some((isHeld) => isHeld(cluster))
}

/** The brokers that the controller considers alive: with KRaft, those that are not fenced. */
export const liveBrokers = (cluster: Cluster): Brokers =>
  isKraft(cluster)
    ? newest(cluster).brokers.reduce((live, { isFenced }, id) => (isFenced ? live : add(live, id)), 0)
    : cluster.coordinator.controller.live

/** The brokers that registered again before the controller noticed that they had failed. None with KRaft. */
export const bouncedBrokers = ({ coordinator }: Cluster): Brokers => coordinator.controller.bounced

/** The epoch of the present controller; 0 with KRaft. */
export const controllerEpochOf = ({ coordinator }: Cluster): number => coordinator.controller.epoch

/**
 * What runs as this broker is what the controller takes for it. With KRaft a process that has started and not registered yet is not:
 * if it is elected, it serves nobody, and it is taken out of the ISR before it does. With ZooKeeper there is no such difference.
 */
export const isKnownProcess = (cluster: Cluster, id: BrokerId): boolean =>
  !isKraft(cluster) || isRegisteredAs(brokerOf(cluster, id), brokerRegistrationOf(cluster, id))

/** All that the controller keeps in memory about brokers: the same object as long as none of it changes. */
export const memoryOf = (cluster: Cluster): object =>
  isKraft(cluster) ? newest(cluster).brokers : cluster.coordinator.controller

/** What is registered of brokers with KRaft: the same list as long as none of it changes. Undefined with ZooKeeper. */
export const registrationsOf = (cluster: Cluster): MetadataImage['brokers'] | undefined =>
  isKraft(cluster) ? newest(cluster).brokers : undefined

/** What is assigned, and asked for: the same list as long as none of it changes. Empty where replicas do not move. */
export const assignmentsOf = ({ coordinator }: Cluster): readonly Assignment[] => coordinator.assignments

/**
 * A leader was elected in this step that may lack committed records, and the controller knows it: with ZooKeeper one that was not in
 * the ISR; with KRaft one that has to recover, and not one of the eligible leader replicas.
 */
export const wasElectedUncleanly = (before: Cluster, after: Cluster, partition: PartitionId): boolean => {
  if (statesOf(before) === statesOf(after)) return false
  const { leader, isr } = stateOf(before, partition)
  const now = stateOf(after, partition).leader
  if (now === leader || now === NONE) return false
  return isKraft(after) ? registrationOf(after, partition).isRecovering : !has(isr, now)
}

/** The replicas of a partition as a set, as the controller has them in memory: every broker where replicas do not move. */
export const replicasOf = (cluster: Cluster, partition: PartitionId): Brokers =>
  isKraft(cluster) ? assignedTo(cluster, partition) : replicasInMemory(cluster, partition)

/** The same, as it is written. */
export const assignedIn = (cluster: Cluster, partition: PartitionId): Brokers =>
  isKraft(cluster) ? assignedTo(cluster, partition) : replicasWritten(cluster, partition)

const assignedTo = (cluster: Cluster, partition: PartitionId): Brokers => {
  const [assignment] = registrationOf(cluster, partition).assignment
  return assignment === undefined ? firstOf(cluster.brokers.length) : setOf(assignment.replicas)
}

/** The controller would go on with a reassignment, and no leader epochs are left for that within the bounds. */
export const isReassignmentHeldBack = (config: Config): ((cluster: Cluster) => boolean) =>
  config.bounds.kraft === undefined ? isMoveHeldBack(config) : () => false

/** The partition epoch, which grows with every change; 0 with ZooKeeper. */
export const partitionEpochOf = (cluster: Cluster, partition: PartitionId): number =>
  isKraft(cluster) ? registrationOf(cluster, partition).partitionEpoch : 0

/** The eligible leader replicas (KIP-966), which are not in the ISR. None with ZooKeeper. */
export const eligibleIn = (cluster: Cluster, partition: PartitionId): Brokers =>
  isKraft(cluster) ? registrationOf(cluster, partition).elr : 0

/** Whom a clean election could choose, once it runs: the ISR; where that is empty, the eligible leader replicas that are replicas. */
export const candidatesOf = (cluster: Cluster, partition: PartitionId): Brokers => {
  const { isr } = stateOf(cluster, partition)
  return isr === 0 ? eligibleIn(cluster, partition) & assignedIn(cluster, partition) : isr
}

/** How many partitions there are. */
export const partitionCount = (cluster: Cluster): number => statesOf(cluster).length

export type { Assignment, PartitionState } from './state'
