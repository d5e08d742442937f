/**
 * How replicas move with KRaft: ReplicationControlManager.alterPartitionReassignments, PartitionReassignmentReplicas (4.3.1).
 *
 * The controller assigns the new replicas beside the old ones, and every later change of the ISR may complete the reassignment:
 * then the old ones are gone from the assignment and the ISR in the same record. A broker that is no replica any more
 * deletes its log when it replays that.
 */
import { has, setOf } from '../../../kit/bits'
import { isRefused, refuse, type Refused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { ActionOf } from '../../actions'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import type { BrokerId, Brokers } from '../../values'
import { active, eachPartition } from './controller'
import { commit, kraftOf, newest, registrationOf, withKraft } from './image'
import type { Change } from './partition-change'
import type { KraftAssignment, PartitionRegistration } from './state'

const refused = {
  noneAsked: refuse('the administrator has no more to ask for'),
  noneInProgress: refuse('NO_REASSIGNMENT_IN_PROGRESS: there is nothing to cancel'),
  notYetAssigned: refuse('UNKNOWN_SERVER_ERROR: would elect a replica that is not assigned yet'),
  uncleanCancel: refuse('INVALID_REPLICA_ASSIGNMENT: to cancel would require an unclean leader election'),
}

/** An administrator asks for the next of the moves, in place of what is in progress, or cancels that. */
export const reassign =
  (config: Config): Rule<Cluster, ActionOf<'Reassign'>> =>
  (cluster, { partition }) => {
    const { asked } = kraftOf(cluster)
    const move = config.bounds.reassign?.moves[asked]
    const [assignment] = registrationOf(cluster, partition).assignment
    if (move === undefined || assignment === undefined) return refused.noneAsked
    const change = changeOf(config, registrationOf(cluster, partition), assignment, move)
    if (isRefused(change)) return change
    const partitions = eachPartition(config, cluster, (_, other) =>
      other === partition ? { ...change, acceptable: active(cluster) } : undefined,
    )
    if (isRefused(partitions)) return partitions
    // LeaderAcceptor.test looks for the directory of the replica in the registration before the change (4.3.1): IllegalArgumentException.
    const { leader } = partitions[partition] as PartitionRegistration
    if (leader !== NONE && !has(setOf(assignment.replicas), leader)) return refused.notYetAssigned
    const written = partitions === newest(cluster).partitions ? cluster : commit(cluster, { partitions })
    return withKraft(written, { asked: asked + 1 })
  }

type Asked = Pick<Change, 'targetIsr' | 'targetAssignment'>

const changeOf = (
  config: Config,
  { isr }: PartitionRegistration,
  before: KraftAssignment,
  move: readonly BrokerId[],
): Asked | Refused => {
  if (move.length > 0) return { targetIsr: isr, targetAssignment: assigned(config, before, move) }
  if ((before.adding | before.removing) === 0) return refused.noneInProgress
  return cancelled(config, isr, before)
}

/**
 * changePartitionReassignment: the target replicas in their order, and behind them those to be removed, in the order of their ids. A
 * reassignment in progress counts for as much as it has assigned already.
 */
const assigned = ({ decide }: Config, before: KraftAssignment, target: readonly BrokerId[]): KraftAssignment => {
  const { replicas } = before
  const [adding, removing] = [setOf(target) & ~setOf(replicas), setOf(replicas) & ~setOf(target)]
  const behind = [...replicas].sort((one, other) => one - other).filter((id) => has(removing, id))
  const orAsBefore = (changed: Brokers, was: Brokers): Brokers =>
    changed === 0 && decide.keepsReplacedReassignment() ? was : changed
  return {
    replicas: [...target, ...behind],
    adding: orAsBefore(adding, before.adding),
    removing: orAsBefore(removing, before.removing),
  }
}

/**
 * cancelPartitionReassignment, PartitionReassignmentRevert: the replicas as they were. Where only new ones are in the ISR, the first of
 * the old ones would have to lead, whatever it has: refused without unclean election.
 */
const cancelled = (
  { decide, settings }: Config,
  isr: Brokers,
  { replicas, adding }: KraftAssignment,
): Asked | Refused => {
  const original = replicas.filter((id) => !has(adding, id))
  const targetAssignment = { replicas: original, adding: 0, removing: 0 }
  const left = isr & ~adding
  if (left !== 0) return { targetIsr: left, targetAssignment }
  if (!decide.mayElectUnclean(settings)) return refused.uncleanCancel
  return { targetIsr: setOf(original.slice(0, 1)), targetAssignment }
}
