/** A growing list of whole numbers of 16 or 32 bits. It is allocated in blocks, so growing copies nothing. */
export class Column {
  readonly #blocks: (Int32Array | Uint16Array)[] = []
  readonly #allocate: () => Int32Array | Uint16Array
  #length = 0

  constructor(bits: 16 | 32) {
    this.#allocate = () => (bits === 16 ? new Uint16Array(A_BLOCK) : new Int32Array(A_BLOCK))
  }

  get length(): number {
    return this.#length
  }

  /** Memory in use, in bytes. */
  get bytes(): number {
    return this.#blocks.reduce((sum, block) => sum + block.byteLength, 0)
  }

  push(value: number): void {
    const at = this.#length++
    if (at >>> BLOCK_BITS === this.#blocks.length) this.#blocks.push(this.#allocate())
    this.set(at, value)
  }

  /** Removes the last number. The list must not be empty. */
  pop(): number {
    return this.at(--this.#length)
  }

  at(index: number): number {
    return (this.#blocks[index >>> BLOCK_BITS] as Int32Array)[index & BLOCK_MASK] as number
  }

  set(index: number, value: number): void {
    ;(this.#blocks[index >>> BLOCK_BITS] as Int32Array)[index & BLOCK_MASK] = value
  }
}

const BLOCK_BITS = 14
const A_BLOCK = 1 << BLOCK_BITS
const BLOCK_MASK = A_BLOCK - 1
