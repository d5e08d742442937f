import { Arena } from './arena'
import { expanding, type Expanding } from './expanding'
import { levelsOf } from './levels'
import type { Breach } from './judge'
import type { Machine, Property } from '../contract/machine'
import type { Beginning, Snapshot } from './standing'
import type { Stepping } from './steps'
import type { Store } from './store'
import type { FactMet } from './witnesses'

/**
 * Exhaustive breadth-first search of any machine.
 *
 * States are expanded in the order in which they were found, and actions in the order of the machine, so the first
 * breach met is one of the shortest, and every run gives the same result. The search does not run by itself: whoever
 * holds it calls `advance` and decides, between two calls, about time, memory and Ctrl-C. It knows no clock.
 */
export interface Search<A> {
  /** Expands up to `expansions` states; true while there is more to do. */
  advance(expansions: number): boolean
  readonly progress: Progress
  /** Ends what it has running beside itself; what is known so far stays. */
  close?(): void
  /** Threads of it that ended although nobody ended them, where it has several. */
  readonly lost?: number
  /** What is to be kept of it now; absent where a search cannot go on another time. */
  snapshot?(): Snapshot
  /** What is known so far. Before the end, a search without a breach is inconclusive. */
  readonly outcome: Outcome<A>
}

export interface Progress {
  readonly distinct: number
  /** Steps taken: successors of every expanded state, one for each enabled action. */
  readonly generated: number
  /** The most steps that are enabled in one expanded state. */
  readonly widest: number
  /** Steps from the initial state to the states now being expanded. */
  readonly depth: number
  /** States found and not yet expanded. */
  readonly frontier: number
  readonly bytes: number
}

export interface Outcome<A> extends Progress {
  /** inconclusive: stopped at a limit. Every state within `depth` steps was judged, and nothing is said beyond it. */
  readonly verdict: 'holds' | 'broken' | 'inconclusive'
  /** How many states are so many steps from the initial one, for each number of steps. */
  readonly levels: readonly number[]
  /** The shortest way to the breach, and all that is broken there, the one to blame first. */
  readonly breach?: { readonly actions: readonly A[]; readonly breaches: readonly Breach[] }
  /** For each reachable fact, the steps after which it was first met, or undefined: not met so far. */
  readonly facts: readonly FactMet[]
}

export interface Limits {
  /** Stops before expanding another state once this many are known. */
  readonly maxStates?: number
}

/** `stepping`: how steps are taken; by the rules first, and from memory where it gets long, if nothing is said. */
export const breadthFirst = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { maxStates = Infinity }: Limits = {},
  stepping?: Stepping,
  { store = new Arena(machine.states.words), from }: Beginning = {},
): Search<A> => {
  const expansion = expanding(machine, properties, store, stepping, from)
  const isOver = (): boolean => expansion.isOver() || expansion.arena.count >= maxStates
  return {
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
  }
}

type Position = Readonly<Record<'expanding' | 'depth' | 'generated' | 'widest', number>>

export const progressOf = (
  { count, bytes }: Pick<Store, 'count' | 'bytes'>,
  { expanding, depth, generated, widest }: Position,
): Progress => ({
  ...{ distinct: count, generated, widest, depth },
  frontier: count - expanding,
  bytes,
})

/** What is known of a search so far. */
export const outcomeOf = <A>({ arena, at, breach, met, held }: Expanding, all: readonly A[]): Outcome<A> => {
  const known = { ...progressOf(held(), at), facts: met(), levels: levelsOf(arena) }
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

/** The actions that first led to state `index`. */
export const pathTo = <A>(arena: Store, all: readonly A[], index: number): readonly A[] => {
  const path: A[] = []
  for (let at = index; arena.parent(at) >= 0; at = arena.parent(at)) path.push(all[arena.action(at)] as A)
  return path.reverse()
}

/** Runs a search to its end at once: for tests, and wherever nobody waits. */
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
