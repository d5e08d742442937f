/** A schedule of the model, stepped on a real Kafka: after each step the model's view beside Kafka's. */
import { isRefused } from '../kit/refused'
import type { Machine } from '../contract/machine'
import type { Action } from '../model/actions'
import { isrAnswersCanBeLost } from '../model/bounds'
import type { Scope } from '../model/machine'
import type { World } from '../properties/history'
import { compare, type Comparison } from './compare'
import type { Driver } from './driver'
import type { Observation } from './observation'
import { idOf } from './ids'
import { observe, observeStep } from './observe'
import type { RealWorld, Reply, Request } from './protocol'
import { realStep, realWorld } from './real-step'

/** What came of one step. */
export interface Beside extends Comparison {
  /** Undefined: the world before the first step. */
  readonly action: Action | undefined
  readonly state: World
  /** What Kafka showed. */
  readonly kafka?: Observation
  /** The driver cannot take this step. Nothing after it is stepped. */
  readonly refused?: string
  /** Kafka, or the driver, failed in it. Nothing after it is stepped. */
  readonly error?: string
}

/** The steps up to the first one that was refused or failed, beginning with the world before the first. Every step is enabled. */
export const stepBeside = async (
  driver: Driver,
  scope: Pick<Scope, 'settings' | 'bounds'>,
  machine: Machine<World, Action>,
  actions: readonly Action[],
): Promise<readonly Beside[]> => {
  const taken = takenIn(machine, actions)
  const known = taken.findIndex(({ action }) => action !== undefined && !driver.greeting.steps.includes(action.type))
  const stepped = known < 0 ? taken : taken.slice(0, known)
  const replies = await Promise.all(
    stepped.map(({ request }) => driver.ask(request ?? resetTo(driver, scope, actions))),
  )
  const besides = stepped.map((one, step) => besideOf(one, replies[step] as Reply))
  const stop = besides.findIndex(({ refused, error }) => refused !== undefined || error !== undefined)
  if (stop >= 0) return besides.slice(0, stop + 1)
  const unknown = taken[known]
  return unknown === undefined ? besides : [...besides, refusedBefore(driver, unknown)]
}

interface Taken {
  readonly action: Action | undefined
  readonly state: World
  readonly request: Request | undefined
}

const takenIn = (machine: Machine<World, Action>, actions: readonly Action[]): readonly Taken[] => {
  const taken: Taken[] = [{ action: undefined, state: machine.initial, request: undefined }]
  let before = machine.initial
  for (const action of actions) {
    const state = machine.fire(before, action)
    if (isRefused(state)) throw new Error(`a step that is not enabled cannot be stepped beside Kafka: ${state.refused}`)
    taken.push({ action, state, request: { do: 'step', ...realStep(before.cluster, action, state.cluster) } })
    before = state
  }
  return taken
}

const resetTo = (driver: Driver, scope: Pick<Scope, 'settings' | 'bounds'>, actions: readonly Action[]): Request => {
  const move = actions.find(({ type }) => type === 'MoveLeader')
  const movedTo = move !== undefined && 'broker' in move ? { movedTo: idOf(move.broker) } : {}
  return { do: 'reset', world: { ...realWorld(scope), ...movedTo, ...ahead(driver, scope, actions) } }
}

/** Whole brokers have to know before they start whom a schedule drops. */
const ahead = (
  { greeting }: Driver,
  { bounds }: Pick<Scope, 'bounds'>,
  actions: readonly Action[],
): Partial<RealWorld> => {
  const dropped = actions.flatMap((action) => (action.type === 'ShrinkIsr' ? [idOf(action.follower)] : []))
  const some = dropped.length > 0 ? { dropped } : {}
  if (isrAnswersCanBeLost(bounds)) return { zkAnswers: true, ...some }
  return bounds.kraft !== undefined && greeting.driver === 'wire' ? some : {}
}

const nothing: Comparison = { compared: 0, differences: [] }

const besideOf = ({ action, state }: Taken, reply: Reply): Beside => {
  const expected = { ...observe(state), ...observeStep(state, action) } // A consumer changes nothing.
  if ('observation' in reply)
    return { action, state, kafka: reply.observation, ...compare(expected, reply.observation) }
  return 'refused' in reply
    ? { action, state, ...nothing, refused: reply.why }
    : { action, state, ...nothing, error: reply.error }
}

const refusedBefore = ({ greeting: { refusals = {} } }: Driver, { action, state }: Taken): Beside => ({
  ...{ action, state, ...nothing },
  refused: (action && refusals[action.type]) ?? 'this driver has no such step',
})

/** The first step on which the two part: a value that differs, or a step in which Kafka failed. */
export const firstParting = (steps: readonly Beside[]): number =>
  steps.findIndex(({ differences, error }) => differences.length > 0 || error !== undefined)
