import type { Store } from './store'
import type { FactMet } from './witnesses'

/** How far a search is. */
export interface Position {
  /** The state that is expanded next; all before it have been. */
  readonly expanding: number
  readonly depth: number
  /** Where the next level begins: the states from there on are one step further away. */
  readonly levelEnd: number
  readonly generated: number
  /** The most steps out of one state. */
  readonly widest: number
  /** The number of expanded states without a step, and the first of them; -1 if there is none. */
  readonly stuck: number
  readonly firstStuck: number
}

/** All that has to be kept of a search, so that it can go on from here another time. It grows while the search goes on. */
export interface Snapshot {
  readonly store: Store
  readonly at: Position
  readonly met: readonly FactMet[]
}

/** The position of a search to resume. */
export interface Standing {
  readonly at: Position
  readonly met: readonly FactMet[]
  /** Loads its states into an empty store. */
  fill(store: Store): void
}

/** How a search begins. The default is an arena and the initial state. */
export interface Beginning {
  readonly store?: Store
  readonly from?: Standing
}
