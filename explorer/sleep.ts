import type { Bits } from '../kit/bits'

/**
 * The actions that need not be tried in a state, because another order of steps leads to the same result. It has them
 * for the state that is being expanded, and, first in, first out, for all states that were found and are not expanded
 * yet.
 *
 * For each sleeping action it stores the parts that its step touches and changes. They were recorded when the action
 * was tried and are still valid, because an action sleeps only while no step changes a part that it touches.
 */
export class Sleep {
  /** By ordinal: not 0 for an action that sleeps in the state that is being expanded. */
  readonly asleep: Uint8Array
  /** The actions that sleep in this state, then those that were tried in it: ordinal, touched and changed of each. */
  readonly #known: Int32Array
  #sleeping = 0
  #size = 0
  #waiting = new Int32Array(1 << 10)
  #first = 0
  #end = 0

  constructor(actions: number) {
    this.asleep = new Uint8Array(actions)
    this.#known = new Int32Array(FIELDS * actions)
  }

  /** The memory in use for waiting states, in bytes. */
  get bytes(): number {
    return this.#waiting.byteLength
  }

  /** The number of sleeping actions with an ordinal below `end` in the state that is being expanded. */
  countBelow(end: number): number {
    let count = 0
    for (let at = 0; at < this.#sleeping; at += FIELDS) if ((this.#known[at] as number) < end) count++
    return count
  }

  /** Moves to the next waiting state. */
  next(): void {
    for (let at = 0; at < this.#sleeping; at += FIELDS) this.asleep[this.#known[at] as number] = 0
    const size = this.#waiting[this.#first++] as number
    for (let at = 0; at < size; at++) this.#known[at] = this.#waiting[this.#first++] as number
    for (let at = 0; at < size; at += FIELDS) this.asleep[this.#known[at] as number] = 1
    this.#sleeping = size
    this.#size = size
  }

  /** Records that an action was tried in this state. `touched` and `changed` are the parts of its step. */
  tried(ordinal: number, touched: Bits, changed: Bits): void {
    this.#known[this.#size++] = ordinal
    this.#known[this.#size++] = touched
    this.#known[this.#size++] = changed
  }

  /**
   * Records a step to a new state, which waits from now on. In this state, actions that are independent of the step
   * sleep.
   */
  found(touched: Bits, changed: Bits): void {
    this.#makeRoom()
    const begin = this.#end++
    for (let at = 0; at < this.#size; at += FIELDS) {
      const [itsTouched, itsChanged] = [this.#known[at + 1] as number, this.#known[at + 2] as number]
      if ((itsTouched & changed) !== 0 || (itsChanged & touched) !== 0) continue
      this.#waiting[this.#end++] = this.#known[at] as number
      this.#waiting[this.#end++] = itsTouched
      this.#waiting[this.#end++] = itsChanged
    }
    this.#waiting[begin] = this.#end - begin - 1
  }

  #makeRoom(): void {
    const most = 1 + this.#known.length
    if (this.#end + most <= this.#waiting.length) return
    const left = this.#waiting.subarray(this.#first, this.#end)
    const isHalfEmpty = 2 * (left.length + most) <= this.#waiting.length
    const roomy = isHalfEmpty ? this.#waiting : new Int32Array(2 * this.#waiting.length + most)
    if (isHalfEmpty) roomy.copyWithin(0, this.#first, this.#end)
    else roomy.set(left)
    this.#end = left.length
    this.#first = 0
    this.#waiting = roomy
  }
}

/** Ordinal, touched, changed. */
const FIELDS = 3
