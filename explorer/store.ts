/**
 * The store of the states that a search has found: each once, numbered from 0 in the order of discovery.
 *
 * There are two. The arena holds all states in memory and compares them word by word. The file of states
 * (node/saving/file-store.ts) holds 64 bits of each in memory, and the states themselves on disk.
 */
export interface Store {
  /** 32-bit words of a packed state. */
  readonly words: number
  readonly count: number
  /** Memory in use, in bytes. */
  readonly bytes: number
  /** Adds the state in `packed`. Returns its index if it is new (then call `link`), and -1 if it was known. */
  add(packed: Int32Array): number
  /** The index of the state in `packed`, or -1 if it is not known. Absent if the store cannot tell. */
  find?(packed: Int32Array): number
  /** Prepares to add several consecutive states: `addForeseen` is then faster. Records their hashes. Absent if it would not help. */
  foresee?(packed: Int32Array, states: number, hashes: Int32Array): void
  /** The same as `add` for a state at `at` of `packed` whose hash is known. */
  addForeseen?(packed: Int32Array, at: number, hashed: number): number
  /** Records how state `index` was first reached: the state before (-1: none), and the ordinal of the action. */
  link(index: number, parent: number, action: number): void
  /** The memory that contains state `index`. It is valid until the next call, except for calls that add states. */
  chunk(index: number): Int32Array
  /** The position of state `index` within its chunk. */
  offset(index: number): number
  parent(index: number): number
  action(index: number): number
}

/** The actions that first led to state `index`. */
export const pathTo = <A>(store: Store, all: readonly A[], index: number): readonly A[] => {
  const path: A[] = []
  for (let at = index; store.parent(at) >= 0; at = store.parent(at)) path.push(all[store.action(at)] as A)
  return path.reverse()
}
