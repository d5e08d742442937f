import type { Position } from './expanding'
import type { Store } from './store'
import type { FactMet } from './witnesses'

/** The data that must be saved of a search, so that it can be resumed here. It grows during the search. */
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
