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
 * States are expanded in the order in which they were found, and actions are taken in the order of the machine. So the
 * first breach found is one of the shortest, and every run gives the same result. The search does not run by itself:
 * its caller calls `advance`, and checks time, memory and Ctrl-C between two calls. The search uses no clock.
 */
export interface Search<A> {
  /** Expands up to `expansions` states. True while there is more to do. */
  advance(expansions: number): boolean
  readonly progress: Progress
  /** Ends its other threads. The result so far stays. */
  close?(): void
  /** The number of its threads that ended unexpectedly, if it has several. */
  readonly lost?: number
  /** The data to save now. Absent if the search cannot be resumed. */
  snapshot?(): Snapshot
  /** The result so far. Before the end, a search without a breach is inconclusive. */
  readonly outcome: Outcome<A>
}

export interface Progress {
  readonly distinct: number
  /** Steps taken: one per enabled action of every expanded state. */
  readonly generated: number
  /** The largest number of actions that are enabled in one expanded state. */
  readonly widest: number
  /** The number of steps from the initial state to the states that are being expanded. */
  readonly depth: number
  /** The number of states that were found and not yet expanded. */
  readonly frontier: number
  readonly bytes: number
}

export interface Outcome<A> extends Progress {
  /**
   * `inconclusive` means that the search stopped at a limit. Every state within `depth` steps was judged; nothing is
   * known beyond.
   */
  readonly verdict: 'holds' | 'broken' | 'inconclusive'
  /** The number of states at each distance from the initial state. */
  readonly levels: readonly number[]
  /** The shortest schedule to the breach, and all broken properties, the one to blame first. */
  readonly breach?: { readonly actions: readonly A[]; readonly breaches: readonly Breach[] }
  /**
   * For each reachable fact, the number of steps after which it was first reached, or undefined if it was not reached
   * so far.
   */
  readonly facts: readonly FactMet[]
}

export interface Limits {
  /** Stops before expanding another state when this many are known. */
  readonly maxStates?: number
}

/** `stepping` is how steps are taken. By default the rules take them first, and memory takes them in a long search. */
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

/** The result of a search so far. */
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
