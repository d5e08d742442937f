/** What a driver is told of a step of the model. A pure function of the step. */
import { hasDirectories, mostDirectories, type Reassignments } from '../model/bounds'
import type { Scope } from '../model/machine'
import type { Action } from '../model/actions'
import { nextRequest } from '../model/broker/process'
import { brokerOf } from '../model/cluster'
import { controllerEpochOf, stateOf, statesOf } from '../model/coordinator/coordinator'
import type { Cluster } from '../model/state'
import { letter } from '../properties/words'
import { idOf, idsOf } from './ids'
import { isOfKraft } from './observe-kraft'
import type { RealAction, RealLeaderAndIsr, RealStep, RealWorld, RealZnode } from './protocol'

/** The world of a question, as it is before the first step. */
export const realWorld = ({ settings, bounds }: Pick<Scope, 'settings' | 'bounds'>): RealWorld => ({
  brokers: bounds.brokers,
  leaders: Array.from({ length: bounds.partitions }, (_, partition) =>
    idOf((bounds.leader + partition) % bounds.brokers),
  ),
  ...settings,
  ...(bounds.kraft?.elr === true && { elr: true }),
  ...(bounds.kraft !== undefined && bounds.lagClock && { lagClock: true }),
  ...(hasDirectories(bounds) && { directories: mostDirectories(bounds) + 1 }),
  ...(bounds.reassign !== undefined && { reassign: realMoves(bounds.reassign) }),
})

const realMoves = ({ replicas, moves }: Reassignments): NonNullable<RealWorld['reassign']> => ({
  replicas: replicas.map(idOf),
  moves: moves.map((move) => move.map(idOf)),
})

/** The step from `before` to `after`. */
export const realStep = (before: Cluster, action: Action, after: Cluster): RealStep => {
  const record = action.type === 'Produce' ? letter(before.produced[action.partition] ?? 0) : undefined
  const request = handledRequest(before, action)
  const written = isOfKraft(after) ? [] : writtenZnodes(before, after)
  return {
    action: realAction(action),
    ...(record !== undefined && { record }),
    ...(request !== undefined && { request }),
    ...(written.length > 0 && { written }),
  }
}

const BROKERS: readonly string[] = ['broker', 'leader', 'follower', 'from', 'to']

const realAction = (action: Action): RealAction =>
  Object.fromEntries(
    Object.entries(action).map(([name, value]: [string, number | string]) => [
      name,
      BROKERS.includes(name) && typeof value === 'number' ? idOf(value) : value,
    ]),
  ) as RealAction

const handledRequest = (before: Cluster, action: Action): RealLeaderAndIsr | undefined => {
  if (action.type !== 'HandleLeaderAndIsr' && action.type !== 'LoseAnswer') return undefined
  const request = nextRequest(brokerOf(before, action.broker), action.controllerEpoch)
  if (request === undefined) return undefined
  const { partition, controllerEpoch, leader, leaderEpoch, isr, zkVersionIsCurrent } = request
  return {
    partition,
    controllerEpoch: controllerEpoch + 1,
    leader: idOf(leader),
    leaderEpoch,
    isr: idsOf(isr),
    zkVersionIsCurrent,
  }
}

/** Only the controller takes new leader epochs; a leader that writes its ISR keeps its own. */
const writtenZnodes = (before: Cluster, after: Cluster): readonly RealZnode[] =>
  statesOf(after).flatMap(({ leader, leaderEpoch, isr }, partition) =>
    leaderEpoch === stateOf(before, partition).leaderEpoch
      ? []
      : [
          {
            partition,
            leader: idOf(leader),
            leaderEpoch,
            isr: idsOf(isr),
            controllerEpoch: controllerEpochOf(after) + 1,
          },
        ],
  )
