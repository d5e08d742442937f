/** Cached, because looking up a global is slow inside the sandbox in which tests run. */
const { imul } = Math

/**
 * Checksums of a growing sequence of words: one 64-bit checksum per block, as 16 letters. Each word changes the
 * checksum in an invertible way, so a block with one changed word always has another checksum.
 */
export class Sums {
  readonly #block: number
  readonly #full: string[] = []
  #one = ONE
  #other = OTHER
  #inBlock = 0

  /** `block` is the number of words in a block. */
  constructor(block: number) {
    this.#block = block
  }

  add(words: Int32Array): void {
    for (const word of words) {
      this.#one = imul(this.#one ^ word, 0x01000193)
      this.#other = imul(((this.#other << 13) | (this.#other >>> 19)) ^ word, 0x5bd1e995)
      if (++this.#inBlock === this.#block) this.#finish()
    }
  }

  /** The checksum of each block. The last block may be incomplete. */
  all(): readonly string[] {
    return this.#inBlock === 0 ? [...this.#full] : [...this.#full, this.#sum()]
  }

  #finish(): void {
    this.#full.push(this.#sum())
    this.#inBlock = 0
    this.#one = ONE
    this.#other = OTHER
  }

  #sum(): string {
    return [this.#one, this.#other].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
  }
}

const ONE = 0x811c9dc5 | 0
const OTHER = 0x2f0b4c47
