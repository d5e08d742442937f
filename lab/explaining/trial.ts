/** A question about Kafka, ready to be tried: its machine, what breaks in it, and what healing means. */
import { schedule } from '../../contract/schedule'
import { judge } from '../../explorer/judge'
import type { ConvergesProperty } from '../../contract/machine'
import { settlesFrom } from '../../explorer/liveness/walk-healing'
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { configsOf } from '../../model/config'
import { isHeldBack, isReassignmentHeldBack } from '../../model/coordinator/coordinator'
import type { World } from '../../properties/history'
import { clusterSettles } from '../../properties/liveness'
import { optionsOf } from '../questions/ask'
import { scopeOf, subjectOf, type Question } from '../questions/question'
import { writeToken } from '../questions/token'
import { searchHealing, type Healed, type Healing } from './healing-search'
import type { Searching } from './looking'

export interface Trial {
  readonly asked: Question
  readonly healing: Healing<World, Action>
  /** True if a run that heals from a state, in drawn orders, comes to an end as the properties of the question ask. */
  settles(state: World): boolean
  tokenOf(actions: readonly Action[]): string
  texts(actions: readonly Action[]): readonly string[]
}

/** Healing means what the property means that is asked about, or what L1 means. Undefined where there is no healing. */
export const trialOf = (asked: Question): Trial | undefined => {
  const { machine, properties } = subjectOf(asked)
  const converges = properties.filter((one): one is ConvergesProperty<World, Action> => one.kind === 'converges')
  const usual = clusterSettles({ ...scopeOf(asked), runs: asked.runs })
  const property = converges[0] ?? usual
  if (property?.kind !== 'converges') return undefined
  const { breaks } = judge(properties)
  const healing = converges.length > 0 ? property : forRecords(asked, property)
  return {
    asked,
    healing: { machine, property: healing, breaks: (before, action, after) => breaks(before, action, after, true) },
    settles: settlesFrom(machine, properties),
    tokenOf: (actions) => writeToken({ options: optionsOf(asked), codes: schedule(asked, machine, actions).codes() }),
    texts: (actions) => schedule(asked, machine, actions).texts(),
  }
}

/**
 * Where the question is about records, only the bounds leave something open: that a request was lost says nothing about
 * what the cluster does, though L1 concludes nothing from it.
 */
const forRecords = (
  asked: Question,
  { heals, settled, leftOut }: ConvergesProperty<World, Action>,
): Healing<World, Action>['property'] => {
  const { protocol, settings, bounds } = scopeOf(asked)
  const held = configsOf(protocol.decide, settings, bounds).map((config) => {
    const [isBack, isReassignmentBack] = [isHeldBack(config), isReassignmentHeldBack(config)]
    return ({ cluster }: World) => isBack(cluster) || isReassignmentBack(cluster)
  })
  return {
    heals,
    settled: (world) => settled(world) && leftOut?.(world) !== true,
    leftOut: (world) => held[world.cluster.configVersion]?.(world) ?? false,
  }
}

/** The actions that were taken, and the state that they led to. */
export interface Taking {
  readonly actions: readonly Action[]
  readonly state: World
}

/** Takes what can be taken, and leaves out what is refused. Undefined if a step breaks a property. */
export const takeWhatCan = (
  { healing: { machine, breaks } }: Trial,
  actions: readonly Action[],
): Taking | undefined => {
  const taken: Action[] = []
  let state = machine.initial
  for (const action of actions) {
    const next = machine.fire(state, action)
    if (isRefused(next)) continue
    if (breaks(state, action, next)) return undefined
    taken.push(action)
    state = next
  }
  return { actions: taken, state }
}

/** What becomes of a state if only healing goes on. */
export const outlookOf = ({ healing }: Trial, state: World, most: number, isWhole = false): Searching<Healed<Action>> =>
  searchHealing(healing, state, { most, isWhole })
