import type { Rng } from './rng'
import { drawing, type Draw } from './draw'
import { judge, type Breach } from './judge'
import { walkHealing, type HealingCounts } from './liveness/walk-healing'
import type { Machine, Property } from '../contract/machine'
import { moments, type Reach } from './moments'
import type { Swarm } from './swarm'
import { witnesses, type FactMet } from './witnesses'

/**
 * One random walk: a schedule that is drawn and judged step by step. Like a search it does not run by itself, and uses
 * no clock.
 *
 * At its end a walk returns to its tensest moment and continues from there with other steps, several times. Then it
 * returns to the moment before. Most walks never reach a tense state, and a failure then needs several more events. So
 * returning to a tense state is more useful than another walk from the initial state. (Splitting, as in RESTART of
 * Villén-Altamirano, 1991.)
 *
 * A property of convergence is judged wherever a walk comes to an end, also before it returns: from there on only what
 * heals goes on (liveness/healing.ts).
 */
export interface Walk<A> {
  /** Takes up to this many steps. True while there are more steps. */
  advance(steps: number): boolean
  readonly outcome: WalkOutcome<A>
}

export interface WalkOutcome<A> {
  /**
   * `over`: the walk reached its length, or no routine action is enabled any more. `going`: no property is broken so
   * far.
   */
  readonly verdict: 'broken' | 'over' | 'going'
  /** The schedule to the current state. The breaking step is last. */
  readonly actions: readonly A[]
  /** The number of steps taken, including those from which it returned. */
  readonly steps: number
  readonly breaches: readonly Breach[]
  /** For each reachable fact, the number of steps after which it was first reached. */
  readonly facts: readonly FactMet[]
  /** Present if a property of convergence is judged. Its steps are not among `steps`. */
  readonly healing?: HealingCounts
}

/** A walk that draws as a swarm does. `judged` is called with every state that is judged: each state that looks different from the state before. */
export const walk = <S extends object, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  swarm: Swarm,
  chance: Rng,
  reach: Reach,
  judged?: (state: S) => void,
): Walk<A> => walkBy(machine, properties, drawing(machine, swarm, chance), chance, reach, judged)

/** A walk that draws in another way. */
export const walkBy = <S extends object, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  draw: Draw<S, A>,
  chance: Rng,
  reach: Reach,
  judged?: (state: S) => void,
): Walk<A> => {
  const { facts, breaks, breaches } = judge(properties, machine.looksSame)
  const { meet, met } = witnesses(facts)
  const { note, comeBack } = moments(machine, reach)
  const healing = walkHealing(machine, properties, { breaks, breaches }, chance)
  const counts = healing && { healing: healing.counts }
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

  /** Heals, and returns to an earlier moment. The walk ends if healing fails, or if no moment is left. */
  const goBack = (): void => {
    const failed = healing?.heal(at.state, actions)
    const moment = failed === undefined ? comeBack() : undefined
    if (failed !== undefined) {
      broken = failed.breaches
      actions.splice(0, Infinity, ...failed.actions)
    }
    if (moment === undefined) {
      at.verdict = failed === undefined ? 'over' : 'broken'
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
      return { verdict: at.verdict, actions, steps: at.steps, breaches: broken, facts: met(), ...counts }
    },
  }
}
