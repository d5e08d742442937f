import { has, members } from '../../kit/bits'
import { peerName } from '../../kit/difference'
import type { Action } from '../../model/actions'
import { brokerOf } from '../../model/cluster'
import { alterPartitionOf, brokerRegistrationOf, registrationOf } from '../../model/coordinator/kraft/image'
import type { AlterPartition, KraftAssignment, PartitionRegistration } from '../../model/coordinator/kraft/state'
import type { Cluster } from '../../model/state'
import type { PartitionId } from '../../model/values'
import { setOf } from '../../properties/words'

/** What a step of KRaft means beyond what the cells show. None with ZooKeeper. */
export const kraftNotes = (
  before: Cluster,
  action: Action,
  after: Cluster,
  partition: PartitionId,
): readonly string[] => {
  if (after.coordinator.kraft.length === 0) return []
  const [was, is] = [registrationOf(before, partition), registrationOf(after, partition)]
  return [
    ...registeredBy(action, after, partition),
    ...answeredBy(before, action, after, partition),
    ...(was === is ? [] : changedIn(was, is)),
  ]
}

const registeredBy = (action: Action, after: Cluster, partition: PartitionId): readonly string[] =>
  action.type === 'RegisterBroker' && partition === 0
    ? [`broker epoch ${brokerRegistrationOf(after, action.broker).epoch}`]
    : []

/** What the controller answers, and what the leader makes of it. */
const answeredBy = (before: Cluster, action: Action, after: Cluster, partition: PartitionId): readonly string[] => {
  if (action.type === 'HandleAlterPartition' && action.partition === partition) {
    const request = alterPartitionOf(brokerOf(before, action.leader), partition)
    const { error } = alterPartitionOf(brokerOf(after, action.leader), partition)
    const isDone = registrationOf(before, partition) !== registrationOf(after, partition)
    if (isDone && error !== 'none') return [`proposed: ${setOf(request.isr)}`, 'answered: another leader was elected']
    return [
      `proposed: ${setOf(request.isr)}`,
      ...(error === 'none' ? [] : [`refused: ${whyRefused(before, action.leader, request, partition)}`]),
    ]
  }
  if (action.type !== 'ReceiveAlterPartition' || action.partition !== partition) return []
  const { isAwaited, error, isr } = alterPartitionOf(brokerOf(before, action.leader), partition)
  if (!isAwaited) return ['nobody waits for it any more']
  if (error === 'none') return [`ISR ${setOf(isr)}`]
  return [
    error === 'ineligible' ? 'INELIGIBLE_REPLICA: it drops its proposal' : 'refused: it waits for the metadata log',
  ]
}

/** In the order of ReplicationControlManager.validateAlterPartitionData (4.3.1). */
const whyRefused = (before: Cluster, sender: number, request: AlterPartition, partition: PartitionId): string => {
  const { leader, leaderEpoch, partitionEpoch } = registrationOf(before, partition)
  if (request.leaderEpoch < leaderEpoch) return 'FENCED_LEADER_EPOCH'
  if (leader !== sender) return 'INVALID_REQUEST'
  if (request.partitionEpoch < partitionEpoch) return 'INVALID_UPDATE_VERSION'
  return 'INELIGIBLE_REPLICA'
}

const changedIn = (was: PartitionRegistration, is: PartitionRegistration): readonly string[] => {
  const fromElr = is.leader !== was.leader && has(was.elr, is.leader) && !has(was.isr, is.leader)
  const [before, after] = [was.assignment[0], is.assignment[0]]
  return [
    ...(fromElr ? [`${peerName(is.leader)} was an eligible leader replica`] : []),
    ...members(was.elr & ~is.elr & ~is.isr).map((id) => `${peerName(id)} is not eligible any more`),
    ...members(is.elr & ~was.elr).map((id) => `${peerName(id)} is eligible to lead`),
    ...(was.isRecovering && !is.isRecovering && is.leader === was.leader ? ['the leader has recovered'] : []),
    ...(before !== undefined && after !== undefined && isMoving(before) && !isMoving(after)
      ? ['reassignment complete']
      : []),
  ]
}

const isMoving = ({ adding, removing }: KraftAssignment): boolean => (adding | removing) !== 0
