import { peerName } from '../../../kit/difference'
import type { Action } from '../../../model/actions'
import type { BrokerId, LeaderAndIsr } from '../../../model/state'
import { setOf } from '../../../properties/words'
import { CONTROLLER, laneOf } from './lanes'
import type { Traffic } from './picture'

/** LeaderAndIsr requests to one broker: one connection, in order. */
export const requestsOf = (
  id: BrokerId,
  before: readonly LeaderAndIsr[],
  after: readonly LeaderAndIsr[],
  action: Action,
): readonly Traffic[] => {
  const next = nextOf(id, before, action)
  const repeated = action.type === 'LoseAnswer' ? before[next] : undefined
  const again: readonly Traffic[] =
    repeated === undefined
      ? []
      : [{ type: 'repeated', connection: connectionOf(id), after: next, arrow: arrowOf(id, repeated, 'again: ') }]
  return before === after ? again : [...again, ...changesOf(id, before, after, endIn(action, next))]
}

/** The position of the request of this action: the first request of its controller. */
const nextOf = (id: BrokerId, before: readonly LeaderAndIsr[], action: Action): number =>
  'controllerEpoch' in action && action.broker === id
    ? before.findIndex(({ controllerEpoch }) => controllerEpoch === action.controllerEpoch)
    : -1

interface End {
  readonly type: 'received' | 'lost'
  readonly at: number
}

const endIn = ({ type }: Action, at: number): End => ({
  type: type === 'HandleLeaderAndIsr' ? 'received' : 'lost',
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
  { leader, leaderEpoch, isr }: LeaderAndIsr,
  prefix = '',
): Extract<Traffic, { type: 'sent' }>['arrow'] => {
  const label = `${prefix}${peerName(leader)} leads epoch ${leaderEpoch}${isr === 0 ? '' : `, ISR ${setOf(isr)}`}`
  return { from: CONTROLLER, to: laneOf(id), kind: 'LeaderAndIsr', label }
}

const isSame = (one: LeaderAndIsr, other: LeaderAndIsr | undefined): boolean =>
  other !== undefined &&
  one.controllerEpoch === other.controllerEpoch &&
  one.leader === other.leader &&
  one.leaderEpoch === other.leaderEpoch &&
  one.isr === other.isr
