import { isSame, type Learned, type Lending } from '../../memo/lending'
import type { Steps } from '../../steps'

/** The tables of a memory, and the number of the memory: the first one, or the one after it. */
export interface LearnedNews {
  readonly memory: number
  readonly learned: Learned
}

/** What the first thread sends to the others: what is known of states, and its memory of steps. */
export interface News {
  readonly known?: unknown
  readonly learned?: LearnedNews | undefined
}

/** Lets other threads take steps from the memory of the first one, while it learns. */
export class Lender {
  readonly #ends: Int32Array
  #memory = 0
  #lending: Lending | undefined
  #sent: Learned | undefined

  /** `ends` is shared by all threads: BYTES_OF_ENDS. */
  constructor(ends: SharedArrayBuffer) {
    this.#ends = new Int32Array(ends)
  }

  /** What must be sent before other threads are called, if something changed. They may not be at work. */
  news({ lending }: Steps): LearnedNews | undefined {
    if (lending === undefined) return undefined
    const learned = lending.learned()
    const isOther = lending !== this.#lending
    if (!isOther && isSame(this.#sent, learned)) return undefined
    if (isOther) this.#memory++
    this.#lending = lending
    this.#sent = learned
    lending.publish(learned, this.#ends)
    return { memory: this.#memory, learned }
  }

  /** Tells the other threads what was learned since, if this memory is the one that they have. */
  publish({ lending }: Steps): void {
    if (lending === undefined || lending !== this.#lending || this.#sent === undefined) return
    lending.publish(this.#sent, this.#ends)
  }
}
