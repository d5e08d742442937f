import { AT_ONCE } from './arena'
import type { Judgement, Steps } from './steps'
import type { Store } from './store'

/** A store that can be told which states it will be asked for. */
export type Foreseeing = Store & Required<Pick<Store, 'foresee' | 'addForeseen'>>

export const canForesee = (store: Store): store is Foreseeing => store.foresee !== undefined

/**
 * The steps out of the next states, taken before they are needed.
 *
 * A lookup among hundreds of MiB makes the processor wait for memory. Many lookups at once wait hardly longer than one.
 * So some steps are taken ahead, and the store is told all their next states together. Then they are added one by one,
 * in their order, as if each step had just been taken.
 */
export class Ahead {
  /** The next states, one after the other. */
  readonly states: Int32Array
  /** By step: the ordinal of its action, how it was judged, and the hash of the next state. */
  readonly ordinals: Uint16Array
  readonly judgements: Judgement[] = []
  readonly hashes: Int32Array
  readonly store: Foreseeing
  /** The state that was expanded first, and by state from there on: where its steps end. */
  #first = 0
  readonly #ends: number[] = []
  #count = 0

  /** `widest` is the most steps that a state can have. */
  constructor(store: Foreseeing, widest: number) {
    const most = AT_ONCE + widest
    this.store = store
    this.states = new Int32Array(most * store.words)
    this.ordinals = new Uint16Array(most)
    this.hashes = new Int32Array(most)
  }

  /** Makes sure that the steps out of a state were taken. States from `end` on are not expanded with it. */
  reach(index: number, end: number, steps: Steps): void {
    if (index >= this.#first && index < this.#first + this.#ends.length) return
    this.#first = index
    this.#ends.length = 0
    this.#count = 0
    const visit = (): void => this.#note(steps)
    for (let state = index; state < end && this.#count < AT_ONCE; state++) {
      steps.expand(this.store.chunk(state), this.store.offset(state), visit)
      this.#ends.push(this.#count)
    }
    this.store.foresee(this.states, this.#count, this.hashes)
  }

  /** The first step out of a state that was reached. */
  begin(index: number): number {
    return index === this.#first ? 0 : (this.#ends[index - this.#first - 1] as number)
  }

  /** Where the steps out of that state end. */
  end(index: number): number {
    return this.#ends[index - this.#first] as number
  }

  /** The state out of which a step leads. */
  parent(step: number): number {
    return this.#first + this.#ends.findIndex((end) => end > step)
  }

  #note(steps: Steps): void {
    const step = this.#count++
    const words = this.store.words
    for (let word = 0; word < words; word++) this.states[step * words + word] = steps.packed[word] as number
    this.ordinals[step] = steps.ordinal()
    this.judgements[step] = steps.judge()
  }
}
