/** When a reassignment is complete. */
import { has, setOf } from '../../../kit/bits'
import type { Config } from '../../config'
import type { Brokers } from '../../values'
import type { KraftAssignment } from './state'

export interface Completed {
  readonly targetIsr: Brokers
  readonly targetAssignment: KraftAssignment
}

/**
 * PartitionReassignmentReplicas.maybeCompleteReassignment: what the assignment and the ISR are if this is to be the ISR.
 */
export const completed = ({ decide }: Pick<Config, 'decide'>, before: KraftAssignment, isr: Brokers): Completed => {
  const { replicas, adding, removing } = before
  const targetIsr = isr & ~removing
  const target = replicas.filter((id) => !has(removing, id))
  const staysAsItIs =
    (adding | removing) === 0 ||
    targetIsr === 0 ||
    target.length === 0 ||
    !decide.completesReassignment({ adding, removing, target: setOf(target), isr: targetIsr })
  if (staysAsItIs) return { targetIsr: isr, targetAssignment: before }
  return { targetIsr, targetAssignment: { replicas: target, adding: 0, removing: 0 } }
}
