/**
 * What other threads leave to the first one, because they do not know the answer: numbers other than 0. Any thread may
 * leave something. Only the first thread takes it.
 */
export class Left {
  readonly #numbers: Int32Array
  #taken = 1

  /** `memory` is shared by all threads. It has to be zero at first. */
  constructor(memory: SharedArrayBuffer) {
    this.#numbers = new Int32Array(memory)
  }

  leave(number: number): void {
    const count = Atomics.add(this.#numbers, 0, 1)
    Atomics.store(this.#numbers, count + 1, number)
  }

  /** Takes the next number, or 0 if nothing is left at the moment. */
  take(): number {
    const next = Atomics.load(this.#numbers, this.#taken)
    if (next !== 0) this.#taken++
    return next
  }

  /** Removes everything. No thread may be at work. */
  clear(): void {
    this.#numbers.fill(0, 0, (this.#numbers[0] as number) + 1)
    this.#taken = 1
  }
}

/** So many numbers can be left in one batch of states. */
export const bytesOfLeft = (most: number): number => 4 * (most + 2)
