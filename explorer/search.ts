import type { Breach } from './judge'
import type { Snapshot } from './standing'
import type { FactMet } from './witnesses'

/**
 * A running search. It does not run by itself: its caller calls `advance`, and checks time, memory and Ctrl-C between
 * two calls. A search uses no clock.
 */
export interface Search<A> {
  /** Expands up to `expansions` states. True while there is more to do. */
  advance(expansions: number): boolean
  readonly progress: Progress
  /**
   * Judges how healing ends in the states that a stopped search has expanded, a piece at a time. True while there is
   * more to judge. Absent if no property asks for it.
   */
  conclude?(pieces: number): boolean
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
  /** The share of the states for which it was judged how healing ends, 0 to 1, once this has begun. */
  readonly judged?: number
}

/** A schedule, and all properties that it breaks, the one to blame first. */
export interface BreachAfter<A> {
  readonly actions: readonly A[]
  readonly breaches: readonly Breach[]
}

export interface Outcome<A> extends Progress {
  /**
   * `inconclusive` means that the search stopped at a limit. Every state within `depth` steps was judged; nothing is
   * known beyond.
   */
  readonly verdict: 'holds' | 'broken' | 'inconclusive'
  /** The number of states at each distance from the initial state. */
  readonly levels: readonly number[]
  /** The number of expanded states without a step, and a shortest schedule to one; absent if there is none. */
  readonly stuck?: { readonly states: number; readonly actions: readonly A[] }
  /**
   * Of an inconclusive search with a property of convergence: true if how healing ends was judged in all states that it
   * expanded.
   */
  readonly isHealingJudged?: boolean
  /**
   * The shortest schedule to the breach, and all broken properties, the one to blame first. If a property of convergence
   * is broken, this is a shortest schedule to a state from which healing never settles, and a fair loop from there.
   */
  readonly breach?: BreachAfter<A>
  /**
   * If `breach` is of a property of convergence: what breaks the others, one for each that the breach does not break as well, each
   * a shortest one of its property. All of them were judged. The property that is not here holds where no state is left to expand.
   */
  readonly alsoUnsettled?: readonly BreachAfter<A>[]
  /**
   * A breach that was found among states of which only one of all names is kept, by a machine that leaves more choices
   * open, and that the machine itself does not have under any names: so nothing is known about the property. The
   * schedule is one of that other machine, and `events` is what it prints for it.
   */
  readonly unconfirmed?: {
    readonly actions: readonly A[]
    readonly events: readonly string[]
    readonly breaches: readonly Breach[]
  }
  /**
   * For each reachable fact, the number of steps after which it was first reached, or undefined if it was not reached
   * so far.
   */
  readonly facts: readonly FactMet[]
}

export interface Limits {
  /** Stops before expanding another state when this many are known. */
  readonly maxStates?: number
  /** A memory of steps (explorer/memo) is replaced by an empty one at this size. It changes no result. */
  readonly bytesOfSteps?: number
}
