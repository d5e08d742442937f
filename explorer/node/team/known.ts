import type { Store } from '../../store'
import type { Claims, Packing } from './claims'

/** The states that a team knows, as each of its threads sees them: all of each in an arena (exact.ts), or 64 bits (by-bits.ts). */
export interface Known extends Packing {
  /** The memory in which a state of the batch stands, and where it begins there. */
  chunk(index: number): Int32Array
  offset(index: number): number
  /** Looks up at most AT_ONCE consecutive states: `known` of each becomes 1 or 0. Also records their hashes. */
  knows(packed: Int32Array, states: number, known: Uint8Array, hashes: Int32Array): void
  /** Puts states that were claimed where they belong. Putting one twice does no harm. */
  put(found: Found, claims: Claims): void
  /** Enters the states between two indices again, after the table was replaced. */
  enter(begin: number, end: number): void
  /** Adopts the data that the first thread sends. */
  adopt(news: unknown): void
}

/** The additional operations of the first thread. Only it changes the memory, while no other thread works. */
export interface Pool extends Known {
  readonly store: Store
  /** The memory in use in addition to that of the store, in bytes. */
  readonly bytes: number
  /** Prepares states to be expanded by all threads. */
  begin(first: number, states: number): void
  /** Makes room for the claimed states, up to number `count`. True if all states must be entered again. */
  reserve(count: number, claimed: Iterable<number>): boolean
  /** Sets the number of states. All of them must have been inserted. */
  extend(count: number): void
  /** The data that the other threads must adopt before they are called again, if there is any. */
  news(): unknown
}

/**
 * Up to AT_ONCE claimed states: the future position of each, its hash, its row of the claims, and its parent and
 * action.
 */
export interface Found {
  count: number
  readonly indexes: Int32Array
  readonly hashes: Int32Array
  /** The position of the state in the rows of claims. */
  readonly ats: Int32Array
  readonly parents: Int32Array
  readonly actions: Int32Array
}

export const nothingFound = (most: number): Found => ({
  ...{ count: 0, indexes: new Int32Array(most), hashes: new Int32Array(most) },
  ...{ ats: new Int32Array(most), parents: new Int32Array(most), actions: new Int32Array(most) },
})
