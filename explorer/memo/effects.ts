import type { Writes } from '../../kit/tracked'
import { doubled } from './doubled'

/** The effect of one action on a state: the next state, in which unchanged parts are placeholders. */
export interface Effect<S> {
  readonly ordinal: number
  readonly next: S
}

/** All known effects, by number. */
export class Effects<S> {
  readonly all: Effect<S>[] = []
  /** By effect: the ordinal of its action. */
  ordinals = new Int32Array(64)
  /** By effect: the position of its writes. A write is a word, the mask of bits to keep, and the bits to set. */
  #begins = new Int32Array(64)
  #writes = new Int32Array(256)
  readonly #known = new Map<string, number>()
  readonly #words: number

  /** `words` of a packed state. */
  constructor(words: number) {
    this.#words = words
  }

  /** The memory in use, in bytes. Most of it is next states, whose size is an estimate. */
  get bytes(): number {
    return this.all.length * this.#words * BYTES_A_WORD
  }

  /** The number of this effect. */
  add(effect: Effect<S>, { masks, bits }: Writes): number {
    const key = `${effect.ordinal}:${masks.join()}:${bits.join()}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const number = this.all.push(effect) - 1
    this.#known.set(key, number)
    let end = this.#begins[number] as number
    for (let word = 0; word < masks.length; word++) {
      if (masks[word] === 0) continue
      if (end + 3 > this.#writes.length) this.#writes = doubled(this.#writes)
      this.#writes.set([word, ~(masks[word] as number), bits[word] as number], end)
      end += 3
    }
    if (number + 1 === this.#begins.length) {
      this.#begins = doubled(this.#begins)
      this.ordinals = doubled(this.ordinals)
    }
    this.#begins[number + 1] = end
    this.ordinals[number] = effect.ordinal
    return number
  }

  /** The packed state `before` after this effect. */
  apply(number: number, before: Int32Array, after: Int32Array): void {
    for (let word = 0; word < before.length; word++) after[word] = before[word] as number
    const writes = this.#writes
    const end = this.#begins[number + 1] as number
    for (let at = this.#begins[number] as number; at < end; at += 3) {
      const word = writes[at] as number
      after[word] = ((after[word] as number) & (writes[at + 1] as number)) | (writes[at + 2] as number)
    }
  }
}

/** The estimated size of a state as records, mostly replaced, per packed word. */
const BYTES_A_WORD = 160
