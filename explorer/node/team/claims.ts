import { AT_ONCE } from '../../arena'

/**
 * The new states of a batch, found by several threads at the same time. Each state is claimed once.
 *
 * A row is a state, its hash, and its key. The key is the state of the batch from which it was reached, and the action;
 * the smallest key of all paths counts. So the rows in the order of their keys are the states in the order in which one
 * thread would have found them, for any number and speed of threads.
 */
export class Claims {
  readonly rows: Int32Array
  /** Separate from the rows, because sorting reads only the keys. */
  readonly keys: Int32Array
  readonly #known: Packing
  readonly #words: number
  readonly #table: Int32Array
  readonly #entries = new Int32Array(AT_ONCE)

  /** `memory` is shared by all threads: `bytesOfClaims` says how much. It has to be zero at first. */
  constructor(known: Packing, memory: SharedArrayBuffer) {
    this.#known = known
    this.#words = known.words
    this.#table = new Int32Array(memory, 0, SLOTS)
    this.keys = new Int32Array(memory, 4 * SLOTS, ROWS)
    this.rows = new Int32Array(memory, 4 * (SLOTS + ROWS))
  }

  /** The position of a row in `rows`: its hash, then its state. */
  at(row: number): number {
    return row * (this.#words + 1)
  }

  /**
   * Reads the slots of several states that are not known, so that the processor waits for all of them at once.
   */
  foresee(states: number, areKnown: Uint8Array, hashes: Int32Array): void {
    const [table, entries] = [this.#table, this.#entries]
    for (let state = 0; state < states; state++)
      if (areKnown[state] === 0) entries[state] = table[(hashes[state] as number) & MASK] as number
  }

  /**
   * Claims the state at `from` as `row`, if no thread has claimed it yet. Returns whether it was new, or has the same
   * fingerprint as another state.
   */
  claim(packed: Int32Array, from: number, hashed: number, row: number, key: number): number {
    const table = this.#table
    this.#write(packed, from, hashed, row, key)
    let slot = hashed & MASK
    for (;;) {
      // The first read of a slot is not atomic: a filled slot never changes, and an empty one is read again.
      const entry = (table[slot] as number) || Atomics.compareExchange(table, slot, 0, row + 1)
      if (entry === 0) return CLAIM.new
      if (this.#equals(packed, from, entry - 1) || this.#equalsAfterAll(packed, from, slot)) {
        this.#lower(entry - 1, key)
        return CLAIM.known
      }
      if (this.#clashes(packed, from, hashed, entry - 1)) return CLAIM.clash
      slot = (slot + 1) & MASK
    }
  }

  /** Removes all claims. */
  clear(): void {
    this.#table.fill(0)
  }

  #write(packed: Int32Array, from: number, hashed: number, row: number, key: number): void {
    const at = this.at(row)
    this.keys[row] = key
    this.rows[at] = hashed
    for (let word = 0; word < this.#words; word++) this.rows[at + 1 + word] = packed[from + word] as number
  }

  #equals(packed: Int32Array, from: number, row: number): boolean {
    const at = this.at(row) + 1
    for (let word = 0; word < this.#words; word++) if (this.rows[at + word] !== packed[from + word]) return false
    return true
  }

  /**
   * A processor may make the entry of another thread visible before its row. After an atomic read of the entry, the row
   * is visible.
   */
  #equalsAfterAll(packed: Int32Array, from: number, slot: number): boolean {
    return this.#equals(packed, from, Atomics.load(this.#table, slot) - 1)
  }

  #clashes(packed: Int32Array, from: number, hashed: number, row: number): boolean {
    const at = this.at(row)
    return this.rows[at] === hashed && this.#known.clashes(packed, from, this.rows, at + 1)
  }

  #lower(row: number, key: number): void {
    let known = Atomics.load(this.keys, row)
    while (key < known) {
      const seen = Atomics.compareExchange(this.keys, row, known, key)
      if (seen === known) return
      known = seen
    }
  }
}

/** How states are packed, and told apart by what is known of them. */
export interface Packing {
  readonly words: number
  /** Of two states that differ and have the same hash: whether they cannot be told apart by what is known of them. */
  clashes(one: Int32Array, at: number, other: Int32Array, from: number): boolean
}

/** What came of a claim. */
export const CLAIM = { new: 0, known: 1, clash: 2 } as const

/** The total number of rows. Each thread has its own share. */
export const ROWS = 1 << 17

const SLOTS = 1 << 18
const MASK = SLOTS - 1

export const bytesOfClaims = (words: number): number => 4 * (SLOTS + ROWS * (words + 2))
