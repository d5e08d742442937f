/**
 * How the replicas of a partition move: KafkaController.onPartitionReassignment (2.1.1; 2.4.1).
 *
 * Kafka's names: RAR are the reassigned (target) replicas, OAR the original ones, AR those that are assigned. The controller first
 * assigns all of them, AR = OAR + RAR, and waits until all of RAR are in the ISR. Then it completes the reassignment: it tells the
 * brokers in RAR that AR = RAR, under a leader from RAR; takes the others out of the ISR and tells them to stop; and writes
 * AR = RAR. These three are steps of their own, because a controller may fail between them. The next one reads the znodes, and
 * begins with `new` again.
 *
 * Deliberately simplified: since 2.4 an administrator asks the controller (AlterPartitionReassignments), and not ZooKeeper. A
 * controller that fails before it has looked has lost that request, and the administrator sends it again.
 */
import { has, intersect, isSubset, members, setOf } from '../../../kit/bits'
import { isRefused, refuse, type Refused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import type { ActionOf } from '../../actions'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import type { BrokerId, Brokers, PartitionId } from '../../values'
import type { Assignment } from '../state'
import { assignmentOf, isCompleting, replicasOf, withAssignment } from './assignment'
import { announce, electable, firstInAssignment, withoutMember } from './election'
import { sendLeaderAndIsr, sendStopReplica } from './requests'
import { hasEpochsLeft, stateOf, writeState } from './znode'

const refused = {
  noneAsked: refuse('the administrator has no more to ask for'),
  inProgress: refuse('There is an existing assignment running.'),
  noneInProgress: refuse('NO_REASSIGNMENT_IN_PROGRESS: there is nothing to cancel'),
  nothingToDo: refuse('no reassignment is in progress'),
  notCaughtUp: refuse('the controller waits until the target replicas are in the ISR'),
  noEpochs: refuse('no leader epochs are left within the bounds'),
  completing: refuse('the controller is completing a reassignment'),
}

/**
 * An administrator asks for the next of the moves: kafka-reassign-partitions --execute. While a reassignment is in progress, the tool
 * refuses another one up to 2.3; since 2.4 it replaces it, or cancels it (KafkaController.maybeBuildReassignment).
 */
export const reassign =
  ({ decide, bounds }: Config): Rule<Cluster, ActionOf<'Reassign'>> =>
  (cluster, { partition }) => {
    const assignment = assignmentOf(cluster, partition)
    const move = assignment && bounds.reassign?.moves[assignment.asked]
    if (assignment === undefined || move === undefined) return refused.noneAsked
    const asked = assignment.asked + 1
    const isInProgress = assignment.target.length > 0
    if (isInProgress && (isCompleting(assignment) || !decide.replacesReassignment())) return refused.inProgress
    if (move.length === 0 && !isInProgress) return refused.noneInProgress
    const origin = assignment.replicas.filter((id) => !has(assignment.adding, id))
    const target = move.length === 0 ? origin : move
    return withAssignment(cluster, partition, { target, stage: 'new', asked })
  }

/** The next step of the controller towards the replicas that are asked for. */
export const onPartitionReassignment =
  (config: Config): Rule<Cluster, ActionOf<'OnPartitionReassignment'>> =>
  (cluster, { partition }) => {
    const assignment = assignmentOf(cluster, partition)
    if (assignment === undefined || assignment.target.length === 0) return refused.nothingToDo
    if (assignment.stage === 'moved') return stopOldReplicas(config, cluster, partition, assignment)
    if (assignment.stage === 'stopped') return updateAssignedReplicas(cluster, partition, assignment)
    if (assignment.stage === 'new') return begin(config, cluster, partition, assignment)
    return isCaughtUp(cluster, partition, assignment) ? moveLeader(config, cluster, partition) : refused.notCaughtUp
  }

/** What is first seen of a reassignment: by the controller that was asked, or by one that has just read the znodes. */
const begin = (config: Config, cluster: Cluster, partition: PartitionId, asked: Assignment): Cluster | Refused => {
  const isKnown = isCaughtUp(cluster, partition, asked)
  if (!config.decide.replacesReassignment()) {
    if (isSameList(asked.replicas, asked.target)) return updateAssignedReplicas(cluster, partition, asked)
    return isKnown
      ? moveLeader(config, cluster, partition)
      : start(config, assignedAll(cluster, partition, asked), partition)
  }
  const present = updateCurrentReassignment(config, cluster, partition, asked)
  if (isRefused(present)) return present
  const { adding = 0 } = assignmentOf(present, partition) ?? {}
  const isBeingReassigned = adding !== 0 || setOf(asked.target) !== replicasOf(present, partition)
  return isKnown || !isBeingReassigned ? moveLeader(config, present, partition) : start(config, present, partition)
}

/** areReplicasInIsr, isReassignmentComplete: all target replicas are in the ISR. */
const isCaughtUp = (cluster: Cluster, partition: PartitionId, { target }: Assignment): boolean =>
  isSubset(setOf(target), stateOf(cluster, partition).isr)

/** Steps 1 to 3: AR = OAR + RAR, in ZooKeeper and in a LeaderAndIsr request to all of them. The new replicas begin to fetch. */
const start = (config: Config, cluster: Cluster, partition: PartitionId): Cluster | Refused => {
  if (!hasEpochsLeft(cluster, partition, config.bounds.epochs)) return refused.noEpochs
  const { leader, isr } = stateOf(cluster, partition)
  const waiting = withAssignment(cluster, partition, { stage: 'waiting' })
  return announce(writeState(waiting, partition, leader, isr), partition)
}

/**
 * KafkaController.updateCurrentReassignment (2.4.1): the znode has what is asked for. Replicas that an earlier reassignment was adding,
 * and that are not wanted any more, stop at once.
 */
const updateCurrentReassignment = (
  config: Config,
  cluster: Cluster,
  partition: PartitionId,
  { replicas, target, adding }: Assignment,
): Cluster | Refused => {
  const origin = replicas.filter((id) => !has(adding, id))
  const full = [...target, ...origin.filter((id) => !target.includes(id))]
  const written = withAssignment(cluster, partition, { replicas: full, adding: setOf(target) & ~setOf(origin) })
  return stop(config, written, partition, setOf(replicas) & ~setOf(full))
}

/** Step 1 up to 2.3: RAR first, then the others. The whole is a Set in Scala, which keeps that order up to four members. */
const assignedAll = (cluster: Cluster, partition: PartitionId, { replicas, target }: Assignment): Cluster =>
  withAssignment(cluster, partition, { replicas: [...target, ...replicas.filter((id) => !target.includes(id))] })

/**
 * Steps 5 to 7: moveReassignedPartitionLeaderIfRequired. From here on AR = RAR in the memory of the controller, and the brokers in RAR
 * are told so. The ISR stays as it is, so it still has the old replicas. If nobody in RAR can lead, the leader stays too.
 */
const moveLeader = (config: Config, before: Cluster, partition: PartitionId): Cluster | Refused => {
  const { decide, bounds } = config
  if (!hasEpochsLeft(before, partition, bounds.epochs)) return refused.noEpochs
  const cluster = withAssignment(before, partition, { stage: 'moved' })
  const { leader, isr } = stateOf(cluster, partition)
  const candidates = intersect(isr, electable(cluster))
  const stays = has(intersect(candidates, replicasOf(cluster, partition)), leader)
  const elected = stays ? leader : firstInAssignment(config, cluster, partition, candidates)
  if (elected < 0) return cluster
  const told = replicasOf(stays && decide.tellsOldReplicas() ? before : cluster, partition)
  const receivers = intersect(told, cluster.coordinator.controller.live)
  return sendLeaderAndIsr(writeState(cluster, partition, elected, isr), partition, receivers)
}

/** Steps 8 and 9: stopOldReplicasOfReassignedPartition. The others leave the ISR, and are told to delete their replicas. */
const stopOldReplicas = (
  config: Config,
  cluster: Cluster,
  partition: PartitionId,
  { replicas, target }: Assignment,
): Cluster | Refused => {
  const stopped = stop(config, cluster, partition, setOf(replicas) & ~setOf(target))
  return isRefused(stopped) ? stopped : withAssignment(stopped, partition, { stage: 'stopped' })
}

/**
 * ReplicaStateMachine.handleStateChanges: OfflineReplica, then ReplicaDeletionStarted. Each replica that is in the ISR leaves it under
 * a new leader epoch, of which the others are told.
 */
const stop = (config: Config, before: Cluster, partition: PartitionId, old: Brokers): Cluster | Refused => {
  let cluster = before
  for (const id of members(intersect(old, stateOf(before, partition).isr))) {
    if (!hasEpochsLeft(cluster, partition, config.bounds.epochs)) return refused.noEpochs
    const { leader, isr } = stateOf(cluster, partition)
    const shrunk = writeState(cluster, partition, leader === id ? -1 : leader, withoutMember(config, isr, id))
    const others = intersect(shrunk.coordinator.controller.live, replicasOf(shrunk, partition)) & ~old
    cluster = sendLeaderAndIsr(shrunk, partition, others)
  }
  return sendStopReplica(cluster, partition, old)
}

/** Steps 10 and 11: updateAssignedReplicasForPartition, removePartitionsFromReassignedPartitions. */
const updateAssignedReplicas = (cluster: Cluster, partition: PartitionId, { target }: Assignment): Cluster =>
  withAssignment(cluster, partition, { replicas: target, target: [], adding: 0, stage: 'new' })

const isSameList = (one: readonly BrokerId[], other: readonly BrokerId[]): boolean =>
  one.length === other.length && one.every((id, place) => id === other[place])

/** The controller handles one event at a time (ControllerEventManager): nothing else while it completes a reassignment. */
export const unlessCompleting =
  <A>(rule: Rule<Cluster, A>): Rule<Cluster, A> =>
  (cluster, action) =>
    cluster.coordinator.assignments.some(isCompleting) ? refused.completing : rule(cluster, action)

/** The controller cannot go on with a reassignment, because no leader epochs are left within the bounds. */
export const isReassignmentHeldBack = (config: Config): ((cluster: Cluster) => boolean) => {
  const go = onPartitionReassignment(config)
  return (cluster) =>
    cluster.coordinator.assignments.some(
      (_, partition) => go(cluster, { type: 'OnPartitionReassignment', partition }) === refused.noEpochs,
    )
}
