import { Arena } from './arena'
import { judge, type Breach } from './judge'
import type { Machine, Property } from './machine'
import { witnesses, type FactMet } from './witnesses'

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
  /** What is known so far. Before the end, a search without a breach is inconclusive. */
  readonly outcome: Outcome<A>
}

export interface Progress {
  readonly distinct: number
  /** Steps taken: successors of every expanded state, one for each enabled action. */
  readonly generated: number
  /** Steps from the initial state to the states now being expanded. */
  readonly depth: number
  /** States found and not yet expanded. */
  readonly frontier: number
  readonly bytes: number
}

export interface Outcome<A> extends Progress {
  /** inconclusive: stopped at a limit. Every state within `depth` steps was judged, and nothing is said beyond it. */
  readonly verdict: 'holds' | 'broken' | 'inconclusive'
  /** The shortest way to the breach, and all that is broken there, the one to blame first. */
  readonly breach?: { readonly actions: readonly A[]; readonly breaches: readonly Breach[] }
  /** For each reachable fact, the steps after which it was first met, or undefined: not met so far. */
  readonly facts: readonly FactMet[]
}

export interface Limits {
  /** Stops before expanding another state once this many are known. */
  readonly maxStates?: number
}

export const breadthFirst = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { maxStates = Infinity }: Limits = {},
): Search<A> => {
  const { states, actions } = machine
  const { facts, breaks, breaches, initially } = judge(properties, machine.looksSame)
  const { meet, met } = witnesses(facts)
  const arena = new Arena(states.words)
  const packed = new Int32Array(states.words)
  const at = { expanding: 0, depth: 0, levelEnd: 1, generated: 0 }
  let breach: Outcome<A>['breach']

  const start = (): void => {
    states.write(machine.initial, packed, 0)
    arena.link(arena.add(packed), -1, 0)
    const broken = initially(machine.initial)
    if (broken.length > 0) breach = { actions: [], breaches: broken }
    meet(machine.initial, 0)
  }

  const expand = (): void => {
    const index = at.expanding
    const before = states.read(arena.chunk(index), arena.offset(index))
    machine.successors(before, (action, after) => {
      if (breach !== undefined) return
      at.generated++
      states.write(after, packed, 0)
      const added = arena.add(packed)
      if (added >= 0) {
        arena.link(added, index, actions.ordinal(action))
        meet(after, at.depth + 1)
      }
      if (!breaks(before, action, after, added >= 0)) return
      breach = { actions: [...pathTo(arena, actions.all, index), action], breaches: breaches(before, action, after) }
    })
    at.expanding++
    const isNextLevel = at.expanding === at.levelEnd && arena.count > at.levelEnd && breach === undefined
    if (isNextLevel) Object.assign(at, { depth: at.depth + 1, levelEnd: arena.count })
  }

  const isOver = (): boolean => breach !== undefined || at.expanding >= arena.count || arena.count >= maxStates

  start()
  return {
    advance(expansions) {
      for (let left = expansions; left > 0 && !isOver(); left--) expand()
      return !isOver()
    },
    get progress() {
      return progressOf(arena, at)
    },
    get outcome(): Outcome<A> {
      const known = { ...progressOf(arena, at), facts: met() }
      if (breach !== undefined) return { verdict: 'broken', ...known, breach }
      return { verdict: known.frontier === 0 ? 'holds' : 'inconclusive', ...known }
    },
  }
}

type Position = Readonly<Record<'expanding' | 'depth' | 'generated', number>>

const progressOf = (arena: Arena, { expanding, depth, generated }: Position): Progress => ({
  ...{ distinct: arena.count, generated, depth },
  frontier: arena.count - expanding,
  bytes: arena.bytes,
})

/** The actions that first led to state `index`. */
const pathTo = <A>(arena: Arena, all: readonly A[], index: number): readonly A[] => {
  const path: A[] = []
  for (let at = index; arena.parent(at) >= 0; at = arena.parent(at)) path.push(all[arena.action(at)] as A)
  return path.reverse()
}

/** Runs a search to its end at once: for tests, and wherever nobody waits. */
export const explore = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[] = [],
  limits: Limits = {},
): Outcome<A> => {
  const search = breadthFirst(machine, properties, limits)
  search.advance(Infinity)
  return search.outcome
}
