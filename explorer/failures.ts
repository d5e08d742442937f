import { Arena } from './arena'
import { progressOf, type Limits, type Outcome, type Search } from './breadth'
import { judge, type Breach } from './judge'
import { levelsOf } from './levels'
import { pathTo } from './store'
import type { Machine, Property } from '../contract/machine'

/** A schedule whose last step breaks something, and no step before it does. */
export interface FailingSchedule<A> {
  readonly actions: readonly A[]
  /** What it breaks, the one to blame first. */
  readonly breaches: readonly Breach[]
}

/** A search that goes on after a failure. It holds or is inconclusive: what it found is in `failures`. */
export interface FailureSearch<A> extends Search<A> {
  /** Visits each failure, the shortest schedules first. */
  failures(visit: (failure: FailingSchedule<A>) => void): void
}

/**
 * Breadth-first search that finds every failure that a sound run leads to.
 *
 * What follows a failure is not searched, because a run that has broken a property mostly breaks it again. So each
 * failure is the first one of its run. A state that a failing step leads to counts once, however many steps lead there.
 * Steps are taken by the rules, in one thread.
 */
export const everyFailure = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { maxStates = Infinity }: Limits = {},
): FailureSearch<A> => {
  const expansion = expanding(machine, properties)
  const { found, at, broken } = expansion
  const isOver = (): boolean => at.expanding >= found.count || found.count >= maxStates
  const progress = (): ReturnType<typeof progressOf> =>
    progressOf({ count: found.count, bytes: found.bytes + expansion.afterBreach.bytes }, at)
  return {
    advance(expansions) {
      for (let left = expansions; left > 0 && !isOver(); left--) expansion.expand()
      return !isOver()
    },
    get progress() {
      return progress()
    },
    get outcome() {
      const verdict: Outcome<A>['verdict'] = at.expanding >= found.count ? 'holds' : 'inconclusive'
      return { verdict, ...progress(), levels: levelsOf(found), facts: [] }
    },
    failures(see) {
      const { all } = machine.actions
      for (const { parent, ordinal, breaches } of broken)
        see({ actions: parent < 0 ? [] : [...pathTo(found, all, parent), all[ordinal] as A], breaches })
    },
  }
}

/** The expansion of one state after the other. A state behind a failure stays as it is. */
const expanding = <S, A>(machine: Machine<S, A>, properties: readonly Property<S, A>[]): Expansion => {
  const { states, actions, initial } = machine
  const { breaksStep, breaksState, breaches, initially } = judge(properties)
  const [found, afterBreach] = [new Arena(states.words), new Arena(states.words)]
  const packed = new Int32Array(states.words)
  const at = { expanding: 0, depth: 0, levelEnd: 1, generated: 0, widest: 0 }
  const broken: Failing[] = []
  const dead = new Set<number>()
  const visit = (before: S, action: A, after: S): void => {
    at.generated++
    states.write(after, packed, 0)
    const ordinal = actions.ordinal(action)
    if (breaksStep(before, action, after)) {
      if (afterBreach.add(packed) >= 0)
        broken.push({ parent: at.expanding, ordinal, breaches: breaches(before, action, after) })
      return
    }
    const added = found.add(packed)
    if (added < 0) return
    found.link(added, at.expanding, ordinal)
    if (!breaksState(after)) return
    dead.add(added)
    broken.push({ parent: at.expanding, ordinal, breaches: breaches(before, action, after) })
  }
  states.write(initial, packed, 0)
  found.link(found.add(packed), -1, 0)
  const atOnce = initially(initial)
  if (atOnce.length > 0) {
    dead.add(0)
    broken.push({ parent: -1, ordinal: 0, breaches: atOnce })
  }
  return {
    ...{ found, afterBreach, at, broken },
    expand() {
      const { generated } = at
      const state = states.read(found.chunk(at.expanding), found.offset(at.expanding))
      if (!dead.has(at.expanding)) machine.successors(state, (action, next) => visit(state, action, next))
      at.widest = Math.max(at.widest, at.generated - generated)
      at.expanding++
      if (at.expanding === at.levelEnd && found.count > at.levelEnd)
        Object.assign(at, { depth: at.depth + 1, levelEnd: found.count })
    },
  }
}

interface Expansion {
  readonly found: Arena
  /** The states that failing steps lead to. */
  readonly afterBreach: Arena
  readonly at: Parameters<typeof progressOf>[1]
  readonly broken: readonly Failing[]
  expand(): void
}

interface Failing {
  /** The state before the failing step; -1: the initial state is broken. */
  readonly parent: number
  readonly ordinal: number
  readonly breaches: readonly Breach[]
}
