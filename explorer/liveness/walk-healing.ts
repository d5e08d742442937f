import type { Machine, Property } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import type { Breach } from '../judge'
import { rng, type Rng } from '../rng'
import { convergesIn, endingsOf } from './endings'
import { healing, type Heal } from './healing'

/** How often a walk was healed, and what came of it. */
export interface HealingCounts {
  readonly times: number
  readonly steps: number
  /** How often it had not settled after the most healing steps. */
  readonly open: number
  /** How often it ended in a state that the property leaves out. */
  readonly leftOut: number
}

/** A schedule whose last steps healed, and what it breaks. */
interface Failed<A> {
  readonly actions: readonly A[]
  readonly breaches: readonly Breach[]
}

/** The healing at the ends of one walk. */
export interface WalkHealing<S, A> {
  /** Heals once for each property of convergence, after these steps. The first failure, if there is one. */
  heal(state: S, actions: readonly A[]): Failed<A> | undefined
  readonly counts: HealingCounts
}

/** The most healing steps at one end of a walk. */
export const MOST_HEALING_STEPS = 5000

/** Judges steps as the walk does. */
interface Steps<S, A> {
  breaks(before: S, action: A, after: S, isNew: boolean): boolean
  breaches(before: S, action: A, after: S): readonly Breach[]
}

/**
 * Undefined if no property asks for it. Its draws come from a copy of the generator of the walk, so the walk takes the
 * same steps as without it.
 */
export const walkHealing = <S extends object, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { breaks, breaches }: Steps<S, A>,
  chance: Rng,
  most = MOST_HEALING_STEPS,
): WalkHealing<S, A> | undefined => {
  const asked = convergesIn(properties)
  if (asked.length === 0) return undefined
  const healers = asked.map((property): Heal<S, A> =>
    healing(machine, property, (before, action, after) => breaks(before, action, after, true)),
  )
  const counts = { times: 0, steps: 0, open: 0, leftOut: 0 }
  return {
    counts,
    heal(state, actions) {
      const copy = rng(chance.state())
      for (const heal of healers) {
        const healed = heal(state, copy, most)
        counts.times++
        counts.steps += healed.actions.length
        if (healed.end === 'open') counts.open++
        if (healed.end === 'left out') counts.leftOut++
        if (healed.end === 'broken' || healed.end === 'never')
          return failedBy(
            machine,
            properties,
            [...actions, ...healed.actions],
            healed.end === 'broken' ? breaches : undefined,
          )
      }
      return undefined
    },
  }
}

/** Whether healing settles from a state on, for all properties of convergence. The order of the steps is always the same. */
export const settlesFrom = <S extends object, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
): ((state: S) => boolean) => {
  const healers = convergesIn(properties).map((property) => healing(machine, property, () => false))
  return (state) => healers.every((heal) => heal(state, rng('healing'), MOST_HEALING_STEPS).end === 'settled')
}

/** What a schedule breaks: with its last step, or with its end. */
const failedBy = <S extends object, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  actions: readonly A[],
  breachesOf: Steps<S, A>['breaches'] | undefined,
): Failed<A> => {
  const states = statesAfter(machine, actions)
  const [before, last] = states.slice(-2)
  const breaches =
    breachesOf === undefined
      ? endingsOf(machine, properties, { actions, states })
      : breachesOf(before as S, actions.at(-1) as A, last as S)
  if (breaches.length === 0) throw new Error('a walk that never settles ends in no dead end and no fair loop')
  return { actions, breaches }
}

const statesAfter = <S extends object, A>({ initial, fire }: Machine<S, A>, actions: readonly A[]): readonly S[] => {
  const states = [initial]
  for (const action of actions) {
    const next = fire(states.at(-1) as S, action)
    if (isRefused(next)) throw new Error('a schedule of this walk cannot be taken again: fire and successors disagree')
    states.push(next)
  }
  return states
}
