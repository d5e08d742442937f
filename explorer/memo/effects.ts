import type { Writes } from '../../kit/tracked'
import { hash } from '../hash'
import { doubled } from './doubled'

/** What actions write into states: all known effects, by number. Two with the same action and the same writes are one. */
export class Effects {
  #count = 0
  /** By effect: the ordinal of its action. */
  ordinals = new Int32Array(64)
  /** By effect: the position of its writes. A write is a word, the mask of bits to keep, and the bits to set. */
  #begins = new Int32Array(64)
  #writes = new Int32Array(256)
  /** By hash of the action and its writes: 1 + the number of the effect. */
  #table = new Int32Array(128)
  readonly #written: Writes

  /** `words` of a packed state. */
  constructor(words: number) {
    this.#written = { masks: new Int32Array(words), bits: new Int32Array(words) }
  }

  /** The memory in use, in bytes. */
  get bytes(): number {
    return 4 * (this.ordinals.length + this.#begins.length + this.#writes.length + this.#table.length)
  }

  /** The number of the effect with this action and these writes. */
  add(ordinal: number, writes: Writes): number {
    const number = this.#count
    const begin = this.#begins[number] as number
    const end = this.#write(begin, writes)
    const slot = this.#slotFor(ordinal, begin, end)
    const known = this.#table[slot] as number
    if (known > 0) return known - 1
    this.#table[slot] = number + 1
    this.#count++
    if (number + 1 === this.#begins.length) {
      this.#begins = doubled(this.#begins)
      this.ordinals = doubled(this.ordinals)
    }
    this.#begins[number + 1] = end
    this.ordinals[number] = ordinal
    if (2 * number > this.#table.length) this.#growTable()
    return number
  }

  /** Writes it behind all other effects. Returns where it ends. */
  #write(begin: number, { masks, bits }: Writes): number {
    let end = begin
    for (let word = 0; word < masks.length; word++) {
      if (masks[word] === 0) continue
      if (end + 3 > this.#writes.length) this.#writes = doubled(this.#writes)
      this.#writes[end] = word
      this.#writes[end + 1] = ~(masks[word] as number)
      this.#writes[end + 2] = bits[word] as number
      end += 3
    }
    return end
  }

  /** The slot of the effect with this action and these writes, or the free slot for it. */
  #slotFor(ordinal: number, begin: number, end: number): number {
    const mask = this.#table.length - 1
    let slot = (hash(this.#writes, begin, end - begin) + ordinal) & mask
    for (let entry = this.#table[slot] as number; entry !== 0; entry = this.#table[slot] as number) {
      if (this.ordinals[entry - 1] === ordinal && this.#isSame(entry - 1, begin, end)) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  #isSame(number: number, begin: number, end: number): boolean {
    const from = this.#begins[number] as number
    if ((this.#begins[number + 1] as number) - from !== end - begin) return false
    for (let at = 0; at < end - begin; at++) if (this.#writes[from + at] !== this.#writes[begin + at]) return false
    return true
  }

  #growTable(): void {
    this.#table = new Int32Array(2 * this.#table.length)
    for (let number = 0; number < this.#count; number++) {
      const [begin, end] = [this.#begins[number] as number, this.#begins[number + 1] as number]
      this.#table[this.#slotFor(this.ordinals[number] as number, begin, end)] = number + 1
    }
  }

  /** What this effect writes. The next call writes into the same words. */
  writesOf(number: number): Writes {
    const { masks, bits } = this.#written
    const writes = this.#writes
    masks.fill(0)
    const end = this.#begins[number + 1] as number
    for (let at = this.#begins[number] as number; at < end; at += 3) {
      const word = writes[at] as number
      masks[word] = ~(writes[at + 1] as number)
      bits[word] = writes[at + 2] as number
    }
    return this.#written
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
