import type { Store } from '../../store'
import type { Claims, Packing } from './claims'

/** The states that a team knows, as each of its threads sees them: all of each in an arena (exact.ts), or 64 bits (by-bits.ts). */
export interface Known extends Packing {
  /** The memory in which a state of the batch stands, and where it begins there. */
  chunk(index: number): Int32Array
  offset(index: number): number
  /** Which of some states are known, AT_ONCE at most, side by side: `known` of each is 1, or 0. Their hashes are noted as well. */
  knows(packed: Int32Array, states: number, known: Uint8Array, hashes: Int32Array): void
  /** Puts states that were claimed where they belong. Putting one twice does no harm. */
  put(found: Found, claims: Claims): void
  /** Enters states again, from the one index to the other, where there is a new table for them. */
  enter(begin: number, end: number): void
  /** Takes in what the first thread sends. */
  adopt(news: unknown): void
}

/** What the first thread of a team can do beside that: only it changes what there is, while nobody else works. */
export interface Pool extends Known {
  readonly store: Store
  /** Memory that it takes beside that of the store, in bytes. */
  readonly bytes: number
  /** Makes states ready to be expanded by everybody. */
  begin(first: number, states: number): void
  /** Makes room for the states claimed, up to number `count`; true where all have to be entered again. */
  reserve(count: number, claimed: Iterable<number>): boolean
  /** From now on there are so many states, all of which have been put. */
  extend(count: number): void
  /** What the other threads have to adopt before they are called again, if anything. */
  news(): unknown
}

/** Up to AT_ONCE claimed states: where each is going to stand, its hash, where it was claimed, and what led to it. */
export interface Found {
  count: number
  readonly indexes: Int32Array
  readonly hashes: Int32Array
  /** Where the state stands among the rows of claims. */
  readonly ats: Int32Array
  readonly parents: Int32Array
  readonly actions: Int32Array
}

export const nothingFound = (most: number): Found => ({
  ...{ count: 0, indexes: new Int32Array(most), hashes: new Int32Array(most) },
  ...{ ats: new Int32Array(most), parents: new Int32Array(most), actions: new Int32Array(most) },
})
