import { peerName } from '../../../kit/difference'
import type { Action } from '../../../model/actions'
import type { BrokerId, PartitionId } from '../../../model/values'
import type { LeaderAndIsr } from '../../../model/coordinator/state'
import { setOf } from '../../../properties/words'
import { CONTROLLER, laneOf } from './lanes'
import type { Traffic } from './picture'

/** LeaderAndIsr and StopReplica requests to one broker about one partition: one connection, in order. */
export const requestsOf = (
  id: BrokerId,
  allBefore: readonly LeaderAndIsr[],
  allAfter: readonly LeaderAndIsr[],
  action: Action,
  partition: PartitionId,
): readonly Traffic[] => {
  const isOurs = (request: LeaderAndIsr): boolean => request.partition === partition
  const head = headOf(id, allBefore, action)
  if (allBefore === allAfter && (head === undefined || !isOurs(head))) return []
  return changesOfPartition(id, allBefore.filter(isOurs), allAfter.filter(isOurs), action, head)
}

const changesOfPartition = (
  id: BrokerId,
  before: readonly LeaderAndIsr[],
  after: readonly LeaderAndIsr[],
  action: Action,
  head: LeaderAndIsr | undefined,
): readonly Traffic[] => {
  const next = head === undefined ? -1 : before.indexOf(head)
  const repeated = action.type === 'LoseAnswer' ? before[next] : undefined
  const again: readonly Traffic[] =
    repeated === undefined
      ? []
      : [{ type: 'repeated', connection: connectionOf(id), after: next, arrow: arrowOf(id, repeated, 'again: ') }]
  return [...again, ...changesOf(id, before, after, endIn(action, next))]
}

/** The request that this action is about: the first of its controller. */
const headOf = (id: BrokerId, before: readonly LeaderAndIsr[], action: Action): LeaderAndIsr | undefined =>
  'controllerEpoch' in action && action.broker === id
    ? before.find(({ controllerEpoch }) => controllerEpoch === action.controllerEpoch)
    : undefined

interface End {
  readonly type: 'received' | 'lost'
  readonly at: number
}

const HANDLES: readonly Action['type'][] = ['HandleLeaderAndIsr', 'HandleStopReplica', 'RepeatStopReplica']

const endIn = ({ type }: Action, at: number): End => ({
  type: HANDLES.includes(type) ? 'received' : 'lost',
  at: type === 'LoseAnswer' ? -1 : at,
})

/** A request that is gone was handled if it was its turn, and dropped otherwise. New requests at the end were sent. */
const changesOf = (
  id: BrokerId,
  before: readonly LeaderAndIsr[],
  after: readonly LeaderAndIsr[],
  end: End,
): readonly Traffic[] => {
  const connection = connectionOf(id)
  const gone: Traffic[] = []
  let matched = 0
  before.forEach((one, index) => {
    // Requests before it that are gone as well no longer count for its position.
    const behind = index - gone.length
    if (index === end.at) gone.push({ type: end.type, connection, after: behind })
    else if (isSame(one, after[matched])) matched++
    else gone.push({ type: 'lost', connection, after: behind })
  })
  const sent = after.slice(matched).map((one): Traffic => ({ type: 'sent', connection, arrow: arrowOf(id, one) }))
  return [...gone, ...sent]
}

const connectionOf = (id: BrokerId): string => `LeaderAndIsr ${id}`

const arrowOf = (
  id: BrokerId,
  { leader, leaderEpoch, isr, stops }: LeaderAndIsr,
  prefix = '',
): Extract<Traffic, { type: 'sent' }>['arrow'] => {
  if (stops) return { from: CONTROLLER, to: laneOf(id), kind: 'StopReplica', label: `delete, epoch ${leaderEpoch}` }
  const label = `${prefix}${peerName(leader)} leads epoch ${leaderEpoch}${isr === 0 ? '' : `, ISR ${setOf(isr)}`}`
  return { from: CONTROLLER, to: laneOf(id), kind: 'LeaderAndIsr', label }
}

const isSame = (one: LeaderAndIsr, other: LeaderAndIsr | undefined): boolean =>
  other !== undefined &&
  one.stops === other.stops &&
  one.controllerEpoch === other.controllerEpoch &&
  one.leader === other.leader &&
  one.leaderEpoch === other.leaderEpoch &&
  one.isr === other.isr
