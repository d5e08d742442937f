import { AT_ONCE } from '../../arena'
import type { FingerprintSet } from '../../fingerprint-set'
import { hashOf } from '../../hash64'
import type { FileStore } from '../saving/file-store'
import { LINKS } from '../saving/rows'
import { ROWS, type Claims } from './claims'
import type { Found, Known, Pool } from './known'

/**
 * The shared memory of a team whose states are in a file: the states of a batch, and the new rows in the order of
 * discovery.
 */
export interface BatchMemory {
  readonly batch: SharedArrayBuffer
  readonly fresh: SharedArrayBuffer
  /** Of each fingerprint. */
  readonly bits: number
}

/** The maximum number of states in a batch. */
export const MOST = 1 << 15

export const newBatchMemory = ({ words, bits }: Pick<FileStore, 'words' | 'bits'>): BatchMemory => ({
  bits,
  batch: new SharedArrayBuffer(4 * (1 + MOST * words)),
  fresh: new SharedArrayBuffer(4 * (1 + ROWS * (words + LINKS))),
})

/**
 * The team knows 64 bits of every state. The states themselves are in a file, which only the first thread reads and
 * writes.
 */
export class ByBits implements Known {
  readonly words: number
  protected readonly set: FingerprintSet
  protected readonly hash: ReturnType<typeof hashOf>
  /** The index of the first state of the batch, then the states. */
  protected readonly batch: Int32Array
  /** The index of the first row, then the rows. */
  protected readonly fresh: Int32Array
  readonly #lanes = new Int32Array(2 * AT_ONCE)
  readonly #pair = new Int32Array(2)

  constructor(words: number, set: FingerprintSet, { batch, fresh, bits }: BatchMemory) {
    this.words = words
    this.set = set
    this.hash = hashOf(bits)
    this.batch = new Int32Array(batch)
    this.fresh = new Int32Array(fresh)
  }

  chunk(): Int32Array {
    return this.batch
  }

  offset(index: number): number {
    return 1 + (index - (this.batch[0] as number)) * this.words
  }

  knows(packed: Int32Array, states: number, known: Uint8Array, hashes: Int32Array): void {
    const lanes = this.#lanes
    for (let state = 0; state < states; state++) {
      this.hash(packed, state * this.words, this.words, this.#pair)
      lanes[2 * state] = hashes[state] = this.#pair[0] as number
      lanes[2 * state + 1] = this.#pair[1] as number
    }
    this.set.knows(lanes, states, known)
  }

  clashes(one: Int32Array, at: number, other: Int32Array, from: number): boolean {
    const pair = this.#pair
    this.hash(one, at, this.words, pair)
    const [left, right] = [pair[0], pair[1]]
    this.hash(other, from, this.words, pair)
    return pair[0] === left && pair[1] === right
  }

  put({ count, indexes, ats, parents, actions }: Found, { rows }: Claims): void {
    const { words, fresh } = this
    const [first, width] = [fresh[0] as number, words + LINKS]
    for (let one = 0; one < count; one++) {
      const from = ats[one] as number
      const to = 1 + ((indexes[one] as number) - first) * width
      fresh[to] = parents[one] as number
      fresh[to + 1] = actions[one] as number
      for (let word = 0; word < words; word++) fresh[to + LINKS + word] = rows[from + word] as number
      this.hash(rows, from, words, this.#pair)
      this.set.put(this.#pair[0] as number, this.#pair[1] as number)
    }
  }

  enter(): void {
    // Tables grow where they stand.
  }

  adopt(news: unknown): void {
    this.set.adopt(news as ReturnType<BitsPool['news']> & object)
  }
}

/** The same for the first thread, which owns the other threads and the file. */
export class BitsPool extends ByBits implements Pool {
  readonly store: FileStore
  readonly bytes: number
  readonly #sent: Int32Array[] = []

  constructor(store: FileStore, memory: BatchMemory) {
    super(store.words, store.known, memory)
    this.store = store
    this.bytes = memory.batch.byteLength + memory.fresh.byteLength
  }

  begin(first: number, states: number): void {
    this.batch[0] = first
    for (let state = 0; state < states; state++) {
      const [chunk, from] = [this.store.chunk(first + state), this.store.offset(first + state)]
      const to = 1 + state * this.words
      for (let word = 0; word < this.words; word++) this.batch[to + word] = chunk[from + word] as number
    }
  }

  reserve(_: number, claimed: Iterable<number>): boolean {
    this.fresh[0] = this.store.count
    this.set.reserve(claimed)
    return false
  }

  extend(count: number): void {
    const width = this.words + LINKS
    this.store.append(this.fresh.subarray(1, 1 + (count - this.store.count) * width))
  }

  /** The tables that changed, by number. */
  news(): readonly (readonly [number, Int32Array])[] | undefined {
    const changed = this.set.tables.flatMap((table, number) =>
      table === this.#sent[number] ? [] : [[number, table] as const],
    )
    for (const [number, table] of changed) this.#sent[number] = table
    return changed.length === 0 ? undefined : changed
  }
}
