import { Sums } from '../../../kit/sums'
import type { Store } from '../../store'
import type { DiskFile } from './disk'

/**
 * The words of a row in addition to its state: the state from which it was first reached, and the ordinal of the
 * action.
 */
export const LINKS = 2

/** The number of rows in a block. A block is read at once, and has one checksum. */
export const ROWS_A_BLOCK = 1 << 14

/**
 * States in a file, in the order of discovery, one row each: parent, ordinal of the action, and packed words. All are
 * 32-bit words as in memory. Rows are appended and never changed. The file is opened with the first row.
 */
export class Rows {
  /** The number of words in a row. */
  readonly width: number
  readonly #open: () => DiskFile
  readonly #sums: Sums
  #file: DiskFile | undefined
  #count = 0

  constructor(words: number, open: () => DiskFile) {
    this.width = words + LINKS
    this.#open = open
    this.#sums = new Sums(ROWS_A_BLOCK * this.width)
  }

  get count(): number {
    return this.#count
  }

  /** Appends complete rows: all of them, or none if it throws. */
  append(rows: Int32Array): void {
    this.#opened().write(bytesOf(rows), this.#bytes(this.#count))
    this.recall(rows)
  }

  /** Registers rows that an earlier search wrote to the file. */
  recall(rows: Int32Array): void {
    this.#sums.add(rows)
    this.#count += rows.length / this.width
  }

  /** Reads rows from number `first` on. Returns whether all of them exist. */
  read(first: number, rows: Int32Array): boolean {
    return this.#opened().read(bytesOf(rows), this.#bytes(first)) === rows.byteLength
  }

  /** By block of rows. */
  sums(): readonly string[] {
    return this.#sums.all()
  }

  sync(): void {
    this.#file?.sync()
  }

  /** Cuts off rows that an earlier search wrote after its last save. */
  cut(): void {
    this.#opened().cut(this.#bytes(this.#count))
  }

  close(): void {
    this.#file?.close()
    this.#file = undefined
  }

  #opened(): DiskFile {
    return (this.#file ??= this.#open())
  }

  #bytes(rows: number): number {
    return 4 * rows * this.width
  }
}

const bytesOf = (rows: Int32Array): Uint8Array => new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)

/** Appends the states of a store that are not in the rows yet. */
export const copyInto = (rows: Rows, store: Store): void => {
  const piece = new Int32Array(PIECE * rows.width)
  while (rows.count < store.count) {
    const first = rows.count
    const last = Math.min(first + PIECE, store.count)
    for (let index = first; index < last; index++) {
      const at = (index - first) * rows.width
      const from = store.offset(index)
      piece[at] = store.parent(index)
      piece[at + 1] = store.action(index)
      const chunk = store.chunk(index)
      for (let word = 0; word < store.words; word++) piece[at + LINKS + word] = chunk[from + word] as number
    }
    rows.append(piece.subarray(0, (last - first) * rows.width))
  }
}

const PIECE = 1 << 12
