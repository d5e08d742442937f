import { hash } from './hash'
import type { Store } from './store'

/**
 * Every state found, once, in the order of discovery. This is both the visited set and the breadth-first queue.
 *
 * A state is `words` 32-bit words in a chunk. Next to it are the index of the state from which it was first reached,
 * and the ordinal of the action. An open-addressing table maps the words to the index. Comparison is exact: two
 * different states never count as one.
 *
 * An entry of the table is an index + 1 in its low bits. The unused bits above contain the hash bits that do not
 * determine the slot. So nearly every state that is compared is the one looked for.
 */
export class Arena implements Store {
  readonly words: number
  readonly #chunks: Int32Array[] = []
  readonly #parents: Int32Array[] = []
  readonly #actions: Uint16Array[] = []
  readonly #buffer: Allocate
  #table: Int32Array
  #count = 0
  #entries = new Int32Array(AT_ONCE)

  /** `words` is the size of a state. `buffer` allocates the memory of states and table, which threads may share. */
  constructor(words: number, buffer: Allocate = (bytes) => new ArrayBuffer(bytes)) {
    this.words = words
    this.#buffer = buffer
    this.#table = new Int32Array(buffer(4 << 12))
  }

  /** The number of distinct states so far. They are numbered from 0. */
  get count(): number {
    return this.#count
  }

  /** Memory in use, in bytes. */
  get bytes(): number {
    return this.#chunks.length * STATES_A_CHUNK * (4 * this.words + 6) + 4 * this.#table.length
  }

  /** The shared memory of the chunks from number `from` on. */
  shared(from: number): SharedStates {
    return {
      states: this.#chunks.slice(from),
      parents: this.#parents.slice(from),
      actions: this.#actions.slice(from),
      table: this.#table,
    }
  }

  /**
   * Looks up several consecutive states, at most `AT_ONCE`: `known` of each becomes 1 or 0. All slots are read before
   * any state is compared. Also records their hashes.
   */
  knows(packed: Int32Array, states: number, known: Uint8Array, hashes: Int32Array): void {
    const { words } = this
    this.foresee(packed, states, hashes)
    for (let state = 0; state < states; state++)
      known[state] = this.#isIn(packed, state * words, hashes[state] as number) ? 1 : 0
  }

  #isIn(packed: Int32Array, at: number, hashed: number): boolean {
    const table = this.#table
    const mask = table.length - 1
    const tag = hashed & ~mask
    let slot = hashed & mask
    for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
      if ((entry & ~mask) === tag && this.#equals(packed, at, (entry & mask) - 1)) return true
      slot = (slot + 1) & mask
    }
    return false
  }

  /**
   * Reads the slots of several consecutive states, and then the states to which they seem to lead, so that the
   * processor waits for all of them at once. Records their hashes.
   */
  foresee(packed: Int32Array, states: number, hashes: Int32Array): void {
    const { words } = this
    const table = this.#table
    const mask = table.length - 1
    if (this.#entries.length < states) this.#entries = new Int32Array(states)
    const entries = this.#entries
    for (let state = 0; state < states; state++) hashes[state] = hash(packed, state * words, words)
    for (let state = 0; state < states; state++) entries[state] = table[(hashes[state] as number) & mask] as number
    for (let state = 0; state < states; state++) {
      const entry = entries[state] as number
      if (entry === 0 || ((entry ^ (hashes[state] as number)) & ~mask) !== 0) continue
      const index = (entry & mask) - 1
      entries[state] = this.chunk(index)[this.offset(index)] as number
    }
  }

  /** Adds the state at `at` of `packed`. Returns its index if it is new (then call `link`), and -1 if it was known. */
  add(packed: Int32Array, at = 0): number {
    return this.addForeseen(packed, at, hash(packed, at, this.words))
  }

  /** The same for a state whose hash is known. */
  addForeseen(packed: Int32Array, at: number, hashed: number): number {
    const table = this.#table
    const mask = table.length - 1
    const tag = hashed & ~mask
    let slot = hashed & mask
    for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
      if ((entry & ~mask) === tag && this.#equals(packed, at, (entry & mask) - 1)) return -1
      slot = (slot + 1) & mask
    }
    table[slot] = tag | (this.#count + 1)
    return this.#append(packed, at)
  }

  /** The index of the state in `packed`, or -1 if it is not known. */
  find(packed: Int32Array): number {
    const table = this.#table
    const mask = table.length - 1
    const hashed = hash(packed, 0, this.words)
    const tag = hashed & ~mask
    let slot = hashed & mask
    for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
      if ((entry & ~mask) === tag && this.#equals(packed, 0, (entry & mask) - 1)) return (entry & mask) - 1
      slot = (slot + 1) & mask
    }
    return -1
  }

  /** Records how state `index` was first reached: the state before (-1: none), and the ordinal of the action. */
  link(index: number, parent: number, action: number): void {
    const row = index & CHUNK_MASK
    ;(this.#parents[index >>> CHUNK_BITS] as Int32Array)[row] = parent
    ;(this.#actions[index >>> CHUNK_BITS] as Uint16Array)[row] = action
  }

  chunk(index: number): Int32Array {
    return this.#chunks[index >>> CHUNK_BITS] as Int32Array
  }

  /** The position of state `index` within its chunk. */
  offset(index: number): number {
    return (index & CHUNK_MASK) * this.words
  }

  /** The state from which `index` was first reached. -1 for the initial state. */
  parent(index: number): number {
    return (this.#parents[index >>> CHUNK_BITS] as Int32Array)[index & CHUNK_MASK] as number
  }

  /** The ordinal of the action that first led to `index`. */
  action(index: number): number {
    return (this.#actions[index >>> CHUNK_BITS] as Uint16Array)[index & CHUNK_MASK] as number
  }

  #equals(packed: Int32Array, at: number, index: number): boolean {
    const chunk = this.chunk(index)
    const offset = this.offset(index)
    for (let word = 0; word < this.words; word++) if (chunk[offset + word] !== packed[at + word]) return false
    return true
  }

  #append(packed: Int32Array, at: number): number {
    const index = this.#count++
    if ((index & CHUNK_MASK) === 0) this.#addChunk()
    const chunk = this.chunk(index)
    const offset = this.offset(index)
    for (let word = 0; word < this.words; word++) chunk[offset + word] = packed[at + word] as number
    if (isCrowded(this.#count, this.#table.length)) this.#grow()
    return index
  }

  #addChunk(): void {
    this.#chunks.push(new Int32Array(this.#buffer(4 * STATES_A_CHUNK * this.words)))
    this.#parents.push(new Int32Array(this.#buffer(4 * STATES_A_CHUNK)))
    this.#actions.push(new Uint16Array(this.#buffer(2 * STATES_A_CHUNK)))
  }

  #grow(): void {
    this.#table = this.emptyTable(this.#count)
    this.enter(0, this.#count)
  }

  // The following methods let several threads insert states at the same time, after one of them has made room.

  /** Adopts the chunks that another thread has added, and its current table. */
  adopt({ states, parents, actions, table }: SharedStates): void {
    this.#chunks.push(...states)
    this.#parents.push(...parents)
    this.#actions.push(...actions)
    this.#table = table
  }

  /** Makes room for states up to number `count`. True if this needed a larger table, which is empty. */
  reserve(count: number): boolean {
    while (this.#chunks.length * STATES_A_CHUNK < count) this.#addChunk()
    if (!isCrowded(count, this.#table.length)) return false
    this.#table = this.emptyTable(count)
    return true
  }

  /** Sets the number of states. All of them must have been inserted. */
  extend(count: number): void {
    this.#count = count
  }

  /** Writes a state to its position, for which there is room. The state must also be entered into the table. */
  write(index: number, from: Int32Array, at: number): void {
    const chunk = this.chunk(index)
    const offset = this.offset(index)
    for (let word = 0; word < this.words; word++) chunk[offset + word] = from[at + word] as number
  }

  /** Enters new states, which are in their positions, into the table. Entering a state twice is allowed. */
  enter(begin: number, end: number): void {
    const [indexes, hashes] = [new Int32Array(AT_ONCE), new Int32Array(AT_ONCE)]
    for (let first = begin; first < end; first += AT_ONCE) {
      const count = Math.min(AT_ONCE, end - first)
      for (let one = 0; one < count; one++) {
        indexes[one] = first + one
        hashes[one] = hash(this.chunk(first + one), this.offset(first + one), this.words)
      }
      this.enterSome(count, indexes, hashes)
    }
  }

  /** The same for up to `AT_ONCE` states with known hashes. All slots are read before any is written. */
  enterSome(count: number, indexes: Int32Array, hashes: Int32Array): void {
    const [table, entries] = [this.#table, this.#entries]
    const mask = table.length - 1
    for (let one = 0; one < count; one++) entries[one] = table[(hashes[one] as number) & mask] as number
    for (let one = 0; one < count; one++) {
      const hashed = hashes[one] as number
      const wanted = (hashed & ~mask) | ((indexes[one] as number) + 1)
      let slot = hashed & mask
      let entry = entries[one] as number
      while (entry !== wanted) {
        if (entry === 0) entry = Atomics.compareExchange(table, slot, 0, wanted)
        if (entry === 0) break
        if (entry !== wanted) {
          slot = (slot + 1) & mask
          entry = table[slot] as number
        }
      }
    }
  }

  /** An empty table for this many states. */
  emptyTable(count: number): Int32Array {
    let length = this.#table.length
    while (isCrowded(count, length)) length *= 2
    return new Int32Array(this.#buffer(4 * length))
  }
}

/** The memory that threads share: chunks of states, parents and actions, and the table. */
export interface SharedStates {
  readonly states: readonly Int32Array[]
  readonly parents: readonly Int32Array[]
  readonly actions: readonly Uint16Array[]
  readonly table: Int32Array
}

type Allocate = (bytes: number) => ArrayBufferLike

/** A table grows when it is two thirds full. */
const isCrowded = (count: number, length: number): boolean => count * 3 > length * 2 + 3

/** The number of states whose slots are read together. */
export const AT_ONCE = 64

const CHUNK_BITS = 14
const STATES_A_CHUNK = 1 << CHUNK_BITS
const CHUNK_MASK = STATES_A_CHUNK - 1
