/**
 * What everybody outside this folder may ask the coordinator: the state of a partition, what it knows of brokers, and what
 * becomes of an ISR that a leader proposes. Behind it stands ZooKeeper with its controller (zookeeper/).
 */
import type { Cluster } from '../state'
import type { Brokers } from '../values'
import type { Assignment, PartitionState } from './state'

export { assignedIn, replicasOf, setOf } from './zookeeper/assignment'
export { isHeldBack } from './zookeeper/controller'
export { regrouped } from './zookeeper/regrouped'
export { isReassignmentHeldBack } from './zookeeper/reassignment'
export { proposeIsr } from './zookeeper/isr-write'
export { register } from './zookeeper/registration'
export { stateOf, withOtherVersionsStale } from './zookeeper/znode'

/** The state of every partition. The same object as long as no state changes. */
export const statesOf = ({ coordinator }: Cluster): readonly PartitionState[] => coordinator.znodes

/** The brokers that the controller considers alive. */
export const liveBrokers = ({ coordinator }: Cluster): Brokers => coordinator.controller.live

/** The brokers that registered again before the controller noticed that they had failed. */
export const bouncedBrokers = ({ coordinator }: Cluster): Brokers => coordinator.controller.bounced

/** The epoch of the present controller. */
export const controllerEpochOf = ({ coordinator }: Cluster): number => coordinator.controller.epoch

/** All that the controller keeps in memory: the same object as long as none of it changes. */
export const memoryOf = ({ coordinator }: Cluster): object => coordinator.controller

/** What is assigned, and asked for: the same list as long as none of it changes. Empty where replicas do not move. */
export const assignmentsOf = ({ coordinator }: Cluster): readonly Assignment[] => coordinator.assignments

/** How many partitions there are. */
export const partitionCount = ({ coordinator }: Cluster): number => coordinator.znodes.length

export type { Assignment, PartitionState } from './state'
