import { Arena } from './arena'
import { expanding, type Expanding } from './expanding'
import { levelsOf } from './levels'
import { judgingConvergence } from './liveness/judging'
import type { Machine, Property } from '../contract/machine'
import type { Beginning, Position } from './standing'
import type { Stepping } from './steps'
import { pathTo, type Store } from './store'
import type { Limits, Outcome, Progress, Search } from './search'

export type { Limits, Outcome, Progress, Search } from './search'

/**
 * Exhaustive breadth-first search of any machine.
 *
 * States are expanded in the order in which they were found, and actions are taken in the order of the machine. So the
 * first breach found is one of the shortest, and every run gives the same result.
 *
 * `stepping` is how steps are taken. By default the rules take them first, and memory takes them in a long search.
 */
export const breadthFirst = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { maxStates = Infinity, bytesOfSteps }: Limits = {},
  stepping?: Stepping,
  { store = new Arena(machine.states.words), from }: Beginning = {},
): Search<A> => {
  const expansion = expanding(machine, properties, store, stepping, from, bytesOfSteps)
  const isOver = (): boolean => expansion.isOver() || expansion.arena.count >= maxStates
  return judgingConvergence(machine, properties, {
    advance(expansions) {
      for (let left = expansions; left > 0 && !isOver(); left--) expansion.expand()
      return !isOver()
    },
    snapshot: () => ({ store, at: expansion.at, met: expansion.met() }),
    get progress() {
      return progressOf(expansion.held(), expansion.at)
    },
    get outcome() {
      return outcomeOf(expansion, machine.actions.all)
    },
  })
}

export const progressOf = (
  { count, bytes }: Pick<Store, 'count' | 'bytes'>,
  { expanding, depth, generated, widest }: Pick<Position, 'expanding' | 'depth' | 'generated' | 'widest'>,
): Progress => ({
  ...{ distinct: count, generated, widest, depth },
  frontier: count - expanding,
  bytes,
})

/** The result of a search so far. */
export const outcomeOf = <A>({ arena, at, breach, met, held }: Expanding, all: readonly A[]): Outcome<A> => {
  const known = { ...progressOf(held(), at), facts: met(), levels: levelsOf(arena), ...stuckIn(arena, at, all) }
  const broken = breach()
  if (broken === undefined) return { verdict: known.frontier === 0 ? 'holds' : 'inconclusive', ...known }
  const { parent, ordinal, breaches } = broken
  if (parent < 0) return { verdict: 'broken', ...known, breach: { actions: [], breaches } }
  return {
    verdict: 'broken',
    ...known,
    breach: { actions: [...pathTo(arena, all, parent), all[ordinal] as A], breaches },
  }
}

/** The states without a step, if there are some. */
export const stuckIn = <A>(
  arena: Store,
  { stuck, firstStuck }: Pick<Position, 'stuck' | 'firstStuck'>,
  all: readonly A[],
): Pick<Outcome<A>, 'stuck'> =>
  stuck === 0 ? {} : { stuck: { states: stuck, actions: pathTo(arena, all, firstStuck) } }

/** Runs a search to its end in one call: for tests, and when nobody waits for progress. */
export const explore = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[] = [],
  limits: Limits = {},
  stepping?: Stepping,
): Outcome<A> => {
  const search = breadthFirst(machine, properties, limits, stepping)
  search.advance(Infinity)
  return search.outcome
}
