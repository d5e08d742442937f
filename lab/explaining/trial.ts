/** A question about Kafka, ready to be tried: its machine, what breaks in it, and what healing means. */
import { judge } from '../../explorer/judge'
import type { ConvergesProperty } from '../../contract/machine'
import { settlesFrom } from '../../explorer/liveness/walk-healing'
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import type { World } from '../../properties/history'
import { clusterSettles } from '../../properties/liveness'
import { optionsOf } from '../questions/ask'
import { scopeOf, subjectOf, type Question } from '../questions/question'
import { writeToken } from '../questions/token'
import { searchHealing, type Healed, type Healing } from './healing-search'

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
  const { actions: catalogue } = machine
  return {
    asked,
    healing: { machine, property, breaks: (before, action, after) => breaks(before, action, after, true) },
    settles: settlesFrom(machine, properties),
    tokenOf: (actions) => writeToken({ options: optionsOf(asked), codes: actions.map((one) => catalogue.encode(one)) }),
    texts: (actions) => actions.map((one) => catalogue.print(one)),
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
export const outlookOf = ({ healing }: Trial, state: World, most: number, isWhole = false): Healed<Action> =>
  searchHealing(healing, state, { most, isWhole })
