import { Arena } from './arena'
import { judge, type Breach } from './judge'
import type { Machine, Property } from './machine'
import { seasoned } from './memo/seasoned'
import type { Stepping } from './steps'
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

/** States expanded between two looks at how steps are taken best. */
const SEASON = 1000

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
): Search<A> => {
  const { states, actions } = machine
  const arena = new Arena(states.words)
  const season = seasoned(machine, properties)
  let taking = stepping?.(machine, properties) ?? season(undefined, 0, [])
  const at = { expanding: 0, depth: 0, levelEnd: 1, generated: 0 }
  let breach: Outcome<A>['breach']

  const start = (): void => {
    const packed = new Int32Array(states.words)
    states.write(machine.initial, packed, 0)
    arena.link(arena.add(packed), -1, 0)
    const broken = judge(properties).initially(machine.initial)
    if (broken.length > 0) breach = { actions: [], breaches: broken }
  }

  const visit = (): void => {
    if (breach !== undefined) return
    at.generated++
    const added = arena.add(taking.packed)
    if (added >= 0) arena.link(added, at.expanding, taking.ordinal())
    if (!taking.judge(added >= 0, at.depth + 1)) return
    const last = actions.all[taking.ordinal()] as A
    breach = { actions: [...pathTo(arena, actions.all, at.expanding), last], breaches: taking.breaches() }
  }

  const expand = (): void => {
    if (stepping === undefined && at.expanding % SEASON === 0) taking = season(taking, at.expanding, taking.met)
    taking.expand(arena.chunk(at.expanding), arena.offset(at.expanding), visit)
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
      const known = { ...progressOf(arena, at), facts: taking.met }
      if (breach !== undefined) return { verdict: 'broken', ...known, breach }
      return { verdict: known.frontier === 0 ? 'holds' : 'inconclusive', ...known }
    },
  }
}

type Position = Readonly<Record<'expanding' | 'depth' | 'generated', number>>

export const progressOf = (arena: Arena, { expanding, depth, generated }: Position): Progress => ({
  ...{ distinct: arena.count, generated, depth },
  frontier: arena.count - expanding,
  bytes: arena.bytes,
})

/** The actions that first led to state `index`. */
export const pathTo = <A>(arena: Arena, all: readonly A[], index: number): readonly A[] => {
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
