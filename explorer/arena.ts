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
  readonly #words: number
  readonly #chunks: Int32Array[] = []
  readonly #parents: Int32Array[] = []
  readonly #actions: Uint16Array[] = []
  #table = new Int32Array(1 << 12)
  #count = 0

  constructor(words: number) {
    this.#words = words
  }

  /** The number of different states so far; they are numbered from 0. */
  get count(): number {
    return this.#count
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.#chunks.length * STATES_A_CHUNK * (4 * this.#words + 6) + 4 * this.#table.length
  }

  /** Adds the state in `packed`; answers its index where it is new (then `link` it), and -1 where it was known. */
  add(packed: Int32Array): number {
    const table = this.#table
    const mask = table.length - 1
    const hashed = hash(packed, 0, this.#words)
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
    return (index & CHUNK_MASK) * this.#words
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
    for (let word = 0; word < this.#words; word++) if (chunk[offset + word] !== packed[word]) return false
    return true
  }

  #append(packed: Int32Array): number {
    const index = this.#count++
    if ((index & CHUNK_MASK) === 0) this.#addChunk()
    const chunk = this.chunk(index)
    const offset = this.offset(index)
    for (let word = 0; word < this.#words; word++) chunk[offset + word] = packed[word] as number
    if (index * 3 > this.#table.length * 2) this.#grow()
    return index
  }

  #addChunk(): void {
    this.#chunks.push(new Int32Array(STATES_A_CHUNK * this.#words))
    this.#parents.push(new Int32Array(STATES_A_CHUNK))
    this.#actions.push(new Uint16Array(STATES_A_CHUNK))
  }

  /** Doubles the table once it is two thirds full. */
  #grow(): void {
    const table = new Int32Array(this.#table.length * 2)
    const mask = table.length - 1
    for (let index = 0; index < this.#count; index++) {
      const hashed = hash(this.chunk(index), this.offset(index), this.#words)
      let slot = hashed & mask
      while (table[slot] !== 0) slot = (slot + 1) & mask
      table[slot] = (hashed & ~mask) | (index + 1)
    }
    this.#table = table
  }
}

const CHUNK_BITS = 14
const STATES_A_CHUNK = 1 << CHUNK_BITS
const CHUNK_MASK = STATES_A_CHUNK - 1
