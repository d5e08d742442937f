import { Arena } from './arena'
import { progressOf, type Limits, type Search } from './breadth'
import { levelsOf } from './levels'
import type { AlwaysProperty, Machine, Property, StepProperty } from '../contract/machine'

/** A search that goes on after a breach, and only notes how soon each property breaks. */
export interface FirstBreaches<A> extends Search<A> {
  /** The length of the shortest schedule that breaks it, by the name of the property. What holds so far is left out. */
  readonly soonest: ReadonlyMap<string, number>
}

/**
 * Breadth-first search that finds, for each property, the fewest steps after which it breaks, whatever broke before.
 *
 * It does not stop at a breach, and searches what follows. So its runs are not all sound, and one that has broken a property may
 * break others because of it. Rules may not expect what is left then: a state in which they throw ends its run. Steps are taken by the
 * rules, in one thread.
 */
export const firstBreaches = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { maxStates = Infinity }: Limits = {},
): FirstBreaches<A> => {
  const { states, actions, initial } = machine
  const found = new Arena(states.words)
  const packed = new Int32Array(states.words)
  const at = { expanding: 0, depth: 0, levelEnd: 1, generated: 0, widest: 0 }
  const { soonest, judgeState, judgeStep } = noting(properties)

  const visit = (before: S, action: A, after: S): void => {
    at.generated++
    judgeStep(before, action, after, at.depth + 1)
    states.write(after, packed, 0)
    const added = found.add(packed)
    if (added < 0) return
    found.link(added, at.expanding, actions.ordinal(action))
    if (machine.looksSame?.(before, after) !== true) judgeState(after, at.depth + 1)
  }
  const expand = (): void => {
    const { generated } = at
    const state = states.read(found.chunk(at.expanding), found.offset(at.expanding))
    try {
      machine.successors(state, (action, next) => visit(state, action, next))
    } catch (error) {
      // Where nothing has broken, this is a mistake in the machine.
      if (soonest.size === 0) throw error
    }
    at.widest = Math.max(at.widest, at.generated - generated)
    at.expanding++
    if (at.expanding === at.levelEnd && found.count > at.levelEnd)
      Object.assign(at, { depth: at.depth + 1, levelEnd: found.count })
  }
  const isOver = (): boolean => at.expanding >= found.count || found.count >= maxStates

  states.write(initial, packed, 0)
  found.link(found.add(packed), -1, 0)
  judgeState(initial, 0)
  return {
    soonest,
    advance(expansions) {
      for (let left = expansions; left > 0 && !isOver(); left--) expand()
      return !isOver()
    },
    get progress() {
      return progressOf(found, at)
    },
    get outcome() {
      const verdict = at.expanding >= found.count ? ('holds' as const) : ('inconclusive' as const)
      return { verdict, ...progressOf(found, at), levels: levelsOf(found), facts: [] }
    },
  }
}

/** Judges what holds so far. What has broken is not judged any more. */
const noting = <S, A>(
  properties: readonly Property<S, A>[],
): {
  readonly soonest: ReadonlyMap<string, number>
  judgeState(state: S, steps: number): void
  judgeStep(before: S, action: A, after: S, steps: number): void
} => {
  const soonest = new Map<string, number>()
  let always = properties.filter((one): one is AlwaysProperty<S> => one.kind === 'always')
  let ofSteps = properties.filter((one): one is StepProperty<S, A> => one.kind === 'step')
  const note = (name: string, steps: number): void => {
    soonest.set(name, steps)
    always = always.filter((one) => one.name !== name)
    ofSteps = ofSteps.filter((one) => one.name !== name)
  }
  return {
    soonest,
    judgeState(state, steps) {
      for (const { name, check } of always) if (check(state) !== undefined) note(name, steps)
    },
    judgeStep(before, action, after, steps) {
      for (const { name, check } of ofSteps) if (check(before, action, after) !== undefined) note(name, steps)
    },
  }
}
