import { hash } from './hash'

/**
 * Every state met, once, in the order of discovery: visited set and breadth-first queue in one.
 *
 * A state is `words` 32-bit words in a chunk; beside it stand the index of the state it was first reached from and the
 * ordinal of the action that led here. An open-addressing table maps the words to the index. Comparison is exact: two
 * different states are never taken for one.
 *
 * An entry of the table is an index + 1 in its low bits; the bits above, which no index needs, repeat those of the hash
 * that the slot does not tell. So nearly every state that is looked at in order to compare it is the one looked for.
 */
export class Arena {
  readonly words: number
  readonly #chunks: Int32Array[] = []
  readonly #parents: Int32Array[] = []
  readonly #actions: Uint16Array[] = []
  readonly #buffer: Allocate
  #table: Int32Array
  #count = 0

  /** `words` of a state; `buffer` makes the memory that states and table live in, which threads may share. */
  constructor(words: number, buffer: Allocate = (bytes) => new ArrayBuffer(bytes)) {
    this.words = words
    this.#buffer = buffer
    this.#table = new Int32Array(buffer(4 << 12))
  }

  /** The number of different states so far; they are numbered from 0. */
  get count(): number {
    return this.#count
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.#chunks.length * STATES_A_CHUNK * (4 * this.words + 6) + 4 * this.#table.length
  }

  get chunks(): readonly Int32Array[] {
    return this.#chunks
  }

  get table(): Int32Array {
    return this.#table
  }

  /** The state in `packed` is known. */
  has(packed: Int32Array): boolean {
    const table = this.#table
    const mask = table.length - 1
    const hashed = hash(packed, 0, this.words)
    const tag = hashed & ~mask
    let slot = hashed & mask
    for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
      if ((entry & ~mask) === tag && this.#equals(packed, (entry & mask) - 1)) return true
      slot = (slot + 1) & mask
    }
    return false
  }

  /** Adds the state in `packed`; answers its index where it is new (then `link` it), and -1 where it was known. */
  add(packed: Int32Array): number {
    const table = this.#table
    const mask = table.length - 1
    const hashed = hash(packed, 0, this.words)
    const tag = hashed & ~mask
    let slot = hashed & mask
    for (let entry = table[slot] as number; entry !== 0; entry = table[slot] as number) {
      if ((entry & ~mask) === tag && this.#equals(packed, (entry & mask) - 1)) return -1
      slot = (slot + 1) & mask
    }
    table[slot] = tag | (this.#count + 1)
    return this.#append(packed)
  }

  /** Notes how state `index` was first reached: from which state (-1: from none), by the action of which ordinal. */
  link(index: number, parent: number, action: number): void {
    const row = index & CHUNK_MASK
    ;(this.#parents[index >>> CHUNK_BITS] as Int32Array)[row] = parent
    ;(this.#actions[index >>> CHUNK_BITS] as Uint16Array)[row] = action
  }

  chunk(index: number): Int32Array {
    return this.#chunks[index >>> CHUNK_BITS] as Int32Array
  }

  /** Where state `index` begins within its chunk. */
  offset(index: number): number {
    return (index & CHUNK_MASK) * this.words
  }

  /** The state from which `index` was first reached; -1 for the initial one. */
  parent(index: number): number {
    return (this.#parents[index >>> CHUNK_BITS] as Int32Array)[index & CHUNK_MASK] as number
  }

  /** The ordinal of the action that first led to `index`. */
  action(index: number): number {
    return (this.#actions[index >>> CHUNK_BITS] as Uint16Array)[index & CHUNK_MASK] as number
  }

  #equals(packed: Int32Array, index: number): boolean {
    const chunk = this.chunk(index)
    const offset = this.offset(index)
    for (let word = 0; word < this.words; word++) if (chunk[offset + word] !== packed[word]) return false
    return true
  }

  #append(packed: Int32Array): number {
    const index = this.#count++
    if ((index & CHUNK_MASK) === 0) this.#addChunk()
    const chunk = this.chunk(index)
    const offset = this.offset(index)
    for (let word = 0; word < this.words; word++) chunk[offset + word] = packed[word] as number
    if (isCrowded(this.#count, this.#table.length)) this.#grow()
    return index
  }

  #addChunk(): void {
    this.#chunks.push(new Int32Array(this.#buffer(4 * STATES_A_CHUNK * this.words)))
    this.#parents.push(new Int32Array(STATES_A_CHUNK))
    this.#actions.push(new Uint16Array(STATES_A_CHUNK))
  }

  #grow(): void {
    this.#table = this.emptyTable(this.#count)
    this.enter(0, this.#count)
  }

  // What follows lets several threads put states in at once, each some of those that one of them has made room for.

  /** Takes in chunks that another thread has added since, and the table that it uses now. */
  adopt(chunks: readonly Int32Array[], table: Int32Array): void {
    this.#chunks.push(...chunks)
    this.#table = table
  }

  /** Makes room for states up to number `count`; true where that took a larger table, which is empty. */
  reserve(count: number): boolean {
    while (this.#chunks.length * STATES_A_CHUNK < count) this.#addChunk()
    if (!isCrowded(count, this.#table.length)) return false
    this.#table = this.emptyTable(count)
    return true
  }

  /** From now on there are so many states, all of which have been put. */
  extend(count: number): void {
    this.#count = count
  }

  /** Puts a state that was not known, and for which there is room. Putting it twice does no harm. */
  put(index: number, from: Int32Array, at: number): void {
    const chunk = this.chunk(index)
    const offset = this.offset(index)
    for (let word = 0; word < this.words; word++) chunk[offset + word] = from[at + word] as number
    this.enter(index, index + 1)
  }

  /** Enters states into the table that are in their places. */
  enter(begin: number, end: number): void {
    const table = this.#table
    const mask = table.length - 1
    for (let index = begin; index < end; index++) {
      const hashed = hash(this.chunk(index), this.offset(index), this.words)
      const entry = (hashed & ~mask) | (index + 1)
      let slot = hashed & mask
      while (table[slot] !== entry) {
        if (table[slot] === 0 && Atomics.compareExchange(table, slot, 0, entry) === 0) break
        if (table[slot] !== entry) slot = (slot + 1) & mask
      }
    }
  }

  /** An empty table in which so many states have room. */
  emptyTable(count: number): Int32Array {
    let length = this.#table.length
    while (isCrowded(count, length)) length *= 2
    return new Int32Array(this.#buffer(4 * length))
  }
}

type Allocate = (bytes: number) => ArrayBufferLike

/** A table is full enough at two thirds. */
const isCrowded = (count: number, length: number): boolean => count * 3 > length * 2 + 3

const CHUNK_BITS = 14
const STATES_A_CHUNK = 1 << CHUNK_BITS
const CHUNK_MASK = STATES_A_CHUNK - 1
