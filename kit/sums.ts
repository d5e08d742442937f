/** Cached, because looking up a global is slow inside the sandbox in which tests run. */
const { imul } = Math

/**
 * Checksums of a long row of words that only grows: one of 64 bits for each block of so many words, as 16 letters. Each word
 * changes them in a way that can be undone, so a block with one other word has another checksum, always.
 */
export class Sums {
  readonly #block: number
  readonly #full: string[] = []
  #one = ONE
  #other = OTHER
  #inBlock = 0

  /** `block`: words in a block. */
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

  /** Of each block, the last of which may have begun only. */
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
