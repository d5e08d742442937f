/**
 * Where a search keeps the states that it has met: each once, numbered from 0 in the order of discovery.
 *
 * There are two. The arena holds all states in memory and compares them word by word. The file of states
 * (node/saving/file-store.ts) holds 64 bits of each in memory, and the states themselves on disk.
 */
export interface Store {
  /** 32-bit words of a packed state. */
  readonly words: number
  readonly count: number
  /** Memory held, in bytes. */
  readonly bytes: number
  /** Adds the state in `packed`; answers its index where it is new (then `link` it), and -1 where it was known. */
  add(packed: Int32Array): number
  /** Notes how state `index` was first reached: from which state (-1: from none), by the action of which ordinal. */
  link(index: number, parent: number, action: number): void
  /** The memory in which state `index` stands; what it is good for ends with the next call, except for states that are added. */
  chunk(index: number): Int32Array
  /** Where state `index` begins within its chunk. */
  offset(index: number): number
  parent(index: number): number
  action(index: number): number
}
