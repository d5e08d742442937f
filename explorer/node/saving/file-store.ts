import { FingerprintSet } from '../../fingerprint-set'
import { hashOf } from '../../hash64'
import type { Store } from '../../store'
import { LINKS, ROWS_A_BLOCK, type Rows } from './rows'

/**
 * States in a file, and 64 bits of each in memory. Two states with the same 64 bits count as one. Besides these bits
 * the memory holds two blocks of rows: the one that is read, and the one that is filled.
 *
 * If the disk is full, a block stays in memory, so that the search can stop at its current position.
 */
export class FileStore implements Store {
  readonly words: number
  /** The fingerprints of all states, and the number of their bits: 64. */
  readonly known: FingerprintSet
  readonly bits: number
  readonly #hash: ReturnType<typeof hashOf>
  readonly #rows: Rows
  readonly #lanes = new Int32Array(2)
  /** Full blocks that are not in the file, by number. */
  readonly #waiting = new Map<number, Int32Array>()
  readonly #window: Int32Array
  #inWindow = -1
  #last: Int32Array
  #count = 0
  #trouble: unknown

  /** `known` is an empty set, which threads may share. */
  constructor(words: number, rows: Rows, known = new FingerprintSet(), bits = 64) {
    this.words = words
    this.known = known
    this.bits = bits
    this.#hash = hashOf(bits)
    this.#rows = rows
    this.#window = this.#newBlock()
    this.#last = this.#newBlock()
  }

  get count(): number {
    return this.#count
  }

  get bytes(): number {
    return this.known.bytes + (2 + this.#waiting.size) * this.#last.byteLength
  }

  /** True if the disk is full. */
  get isStuck(): boolean {
    return this.#trouble !== undefined
  }

  add(packed: Int32Array): number {
    this.#hash(packed, 0, this.words, this.#lanes)
    if (!this.known.add(this.#lanes[0] as number, this.#lanes[1] as number)) return -1
    const index = this.#count
    if (index > 0 && index % ROWS_A_BLOCK === 0) this.#turnOver()
    this.#count++
    const offset = this.offset(index)
    for (let word = 0; word < this.words; word++) this.#last[offset + word] = packed[word] as number
    return index
  }

  link(index: number, parent: number, action: number): void {
    const row = this.offset(index) - LINKS
    this.#last[row] = parent
    this.#last[row + 1] = action
  }

  chunk(index: number): Int32Array {
    const block = blockOf(index)
    if (block === blockOf(this.#count - 1)) return this.#last
    const waiting = this.#waiting.get(block)
    if (waiting !== undefined) return waiting
    if (block !== this.#inWindow) this.#look(block)
    return this.#window
  }

  offset(index: number): number {
    return (index % ROWS_A_BLOCK) * this.#rows.width + LINKS
  }

  parent(index: number): number {
    return this.chunk(index)[this.offset(index) - LINKS] as number
  }

  action(index: number): number {
    return this.chunk(index)[this.offset(index) - LINKS + 1] as number
  }

  /** Adds rows whose fingerprints are already in the set. */
  append(rows: Int32Array): void {
    const { width } = this.#rows
    for (let done = 0; done < rows.length;) {
      if (this.#count > 0 && this.#count % ROWS_A_BLOCK === 0) this.#turnOver()
      const at = (this.#count % ROWS_A_BLOCK) * width
      const some = rows.subarray(done, done + Math.min(rows.length - done, this.#last.length - at))
      this.#last.set(some, at)
      this.#count += some.length / width
      done += some.length
    }
  }

  /** Loads a block of rows that is already in the file. All blocks except the last are full. */
  recall(rows: Int32Array): void {
    for (let row = 0; row < rows.length; row += this.#rows.width) {
      this.#hash(rows, row + LINKS, this.words, this.#lanes)
      this.known.add(this.#lanes[0] as number, this.#lanes[1] as number)
    }
    this.#last.set(rows)
    this.#count += rows.length / this.#rows.width
  }

  /** Writes all rows that are not in the file. Throws if it cannot. */
  flush(): void {
    this.#writeWaiting()
    this.#trouble = undefined
    const last = blockOf(this.#count - 1)
    this.#write(last, this.#last, this.#count - last * ROWS_A_BLOCK)
  }

  /** A block is full. */
  #turnOver(): void {
    this.#waiting.set(blockOf(this.#count - 1), this.#last)
    this.#last = this.#newBlock()
    if (this.isStuck) return
    try {
      this.#writeWaiting()
    } catch (error) {
      this.#trouble = error
    }
  }

  #writeWaiting(): void {
    for (const [number, block] of this.#waiting) {
      this.#write(number, block, ROWS_A_BLOCK)
      this.#waiting.delete(number)
    }
  }

  /** Writes the first rows of a block that are not in the file yet. The file has all earlier blocks. */
  #write(number: number, block: Int32Array, rows: number): void {
    const written = this.#rows.count - number * ROWS_A_BLOCK
    if (rows > written) this.#rows.append(block.subarray(written * this.#rows.width, rows * this.#rows.width))
  }

  #look(block: number): void {
    this.#inWindow = -1
    if (!this.#rows.read(block * ROWS_A_BLOCK, this.#window))
      throw new Error('the file of states was truncated by another process')
    this.#inWindow = block
  }

  #newBlock(): Int32Array {
    return new Int32Array(ROWS_A_BLOCK * this.#rows.width)
  }
}

const blockOf = (index: number): number => Math.floor(index / ROWS_A_BLOCK)
