import type { Rng } from './rng'
import { drawing } from './draw'
import { judge, type Breach } from './judge'
import type { Machine, Property } from '../contract/machine'
import { moments, type Reach } from './moments'
import type { Swarm } from './swarm'
import { witnesses, type FactMet } from './witnesses'

/**
 * One random walk: a schedule drawn step by step, judged after each. Like a search it does not run by itself, and knows
 * no clock.
 *
 * A walk that is over comes back to its tensest moment, and goes on from there by other steps, some times; then to the one
 * before it. Most walks never see two logs that differ, and what can go wrong then takes several more accidents: the few
 * that do are worth more than another beginning. (Splitting, as in RESTART of Villén-Altamirano, 1991.)
 */
export interface Walk<A> {
  /** Takes up to so many steps; true while there is more to take. */
  advance(steps: number): boolean
  readonly outcome: WalkOutcome<A>
}

export interface WalkOutcome<A> {
  /** over: it has gone as far as it may, or nothing that goes on is enabled any more. going: nothing broken so far. */
  readonly verdict: 'broken' | 'over' | 'going'
  /** The schedule that led to where it is, the breaking step last. */
  readonly actions: readonly A[]
  /** Steps taken, those included that it came back from. */
  readonly steps: number
  readonly breaches: readonly Breach[]
  /** For each reachable fact, the steps after which it was first met. */
  readonly facts: readonly FactMet[]
}

/** `judged` is told every state that state properties are asked about: those that a step made look otherwise. */
export const walk = <S extends object, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  swarm: Swarm,
  chance: Rng,
  reach: Reach,
  judged?: (state: S) => void,
): Walk<A> => {
  const { facts, breaks, breaches } = judge(properties, machine.looksSame)
  const { meet, met } = witnesses(facts)
  const { note, comeBack } = moments(machine, reach)
  const draw = drawing(machine, swarm, chance)
  const actions: A[] = []
  const at = { state: machine.initial, verdict: 'going' as WalkOutcome<A>['verdict'], steps: 0, end: reach.steps }
  let broken: readonly Breach[] = []

  const take = (action: A, next: S): void => {
    const before = at.state
    actions.push(action)
    at.state = next
    at.steps++
    meet(next, actions.length)
    note(before, next, actions.length)
    if (judged !== undefined && next !== before && !machine.looksSame?.(before, next)) judged(next)
    if (!breaks(before, action, next, next !== before)) return
    at.verdict = 'broken'
    broken = breaches(before, action, next)
  }

  const goBack = (): void => {
    const moment = comeBack()
    if (moment === undefined) {
      at.verdict = 'over'
      return
    }
    at.state = moment.state
    at.end = moment.end
    actions.length = moment.length
  }

  meet(machine.initial, 0)
  return {
    advance(steps) {
      for (const until = at.steps + steps; at.steps < until && at.verdict === 'going';)
        if (actions.length >= at.end || !draw(at.state, take)) goBack()
      return at.verdict === 'going'
    },
    get outcome() {
      return { verdict: at.verdict, actions, steps: at.steps, breaches: broken, facts: met() }
    },
  }
}
