import { hash } from '../hash'
import { doubled } from './doubled'
import { maskAt, valueAt, type Forest } from './forest'

/** A shortcut is chosen after this many questions, and again each time there were this many times as many. */
const [FIRST, GROWTH] = [1 << 12, 4]

/** One question in so many is kept for the next choice, and this many are kept. */
const [ONE_IN, SAMPLES] = [8, 1 << 11]

/** So many combinations of values are remembered. Then most of them are about earlier levels of a search. */
const MOST_KEYS = 1 << 17

/** In the sample, a combination of values has to occur this often on average. */
const OFTEN = 3

/**
 * A shortcut into a tree: the same answers as from its root, with fewer reads.
 *
 * Some scalars are read for nearly every state, many times, and have few combinations of values: which peer leads, for example.
 * For each combination the shortcut remembers where in the tree it leads: the nodes that read something else next, and
 * the answers that are known by then. This takes one look into a table instead of most of the reads.
 *
 * Which scalars these are is counted, in a sample of the states asked about. Nodes never change once they are there, so
 * what is remembered stays true.
 */
export class Shortcut {
  readonly #forest: Forest
  readonly #root: number
  readonly #words: number
  #asked = 0
  #nextChoice = FIRST
  /** The states kept for the next choice: the newest ones. */
  readonly #samples: Int32Array
  /** By word: the bits of the chosen scalars. */
  #chosen: Int32Array = new Int32Array(0)
  /** The same for the words that have some. */
  #at = new Int32Array(0)
  #masks = new Int32Array(0)
  /** The chosen bits of the state that is asked about. */
  #key = new Int32Array(0)
  /** By hash of the key: 1 + where its ways begin, or 0, and the key. */
  #table = new Int32Array(0)
  #known = 0
  /** The number of ways, and the ways, of each known key. */
  #ways = new Int32Array(1 << 10)
  #end = 0

  /** `words` of a packed state. */
  constructor(forest: Forest, root: number, words: number) {
    this.#forest = forest
    this.#root = root
    this.#words = words
    this.#samples = new Int32Array(SAMPLES * words)
  }

  /** The memory in use, in bytes. */
  get bytes(): number {
    return 4 * (this.#samples.length + this.#table.length + this.#ways.length)
  }

  /** True if it has scalars that are worth it. */
  get isTaken(): boolean {
    return this.#at.length > 0
  }

  /** Finds the answers for a packed state, as the forest does from the root. */
  find(state: Int32Array): number {
    const asked = this.#asked++
    if (asked % ONE_IN === 0) this.#samples.set(state, ((asked / ONE_IN) % SAMPLES) * this.#words)
    if (asked === this.#nextChoice) this.#choose()
    if (!this.isTaken) return this.#forest.find(this.#root, state)
    const begin = this.#waysOf(state)
    return this.#forest.findFrom(this.#ways, begin, state)
  }

  /** Where the ways of this state begin. */
  #waysOf(state: Int32Array): number {
    const [at, masks, key, table] = [this.#at, this.#masks, this.#key, this.#table]
    const size = key.length
    for (let word = 0; word < size; word++) key[word] = (state[at[word] as number] as number) & (masks[word] as number)
    const row = size + 1
    const last = table.length / row - 1
    let slot = hash(key, 0, size) & last
    for (let ways = table[slot * row] as number; ways !== 0; ways = table[slot * row] as number) {
      let word = 0
      while (word < size && table[slot * row + 1 + word] === key[word]) word++
      if (word === size) return ways - 1
      slot = (slot + 1) & last
    }
    return this.#learn(slot * row, state)
  }

  #learn(place: number, state: Int32Array): number {
    if (this.#known === MOST_KEYS) return this.#forget(state)
    const begin = this.#end
    const found = this.#forest.waysOf(
      this.#root,
      state,
      (where) => ((this.#chosen[where >>> 10] as number) & maskAt(where)) !== 0,
    )
    this.#end += found.length + 1
    while (this.#end > this.#ways.length) this.#ways = doubled(this.#ways)
    this.#ways[begin] = found.length
    this.#ways.set(found, begin + 1)
    this.#table[place] = begin + 1
    this.#table.set(this.#key, place + 1)
    this.#known++
    const row = this.#key.length + 1
    if (2 * this.#known * row > this.#table.length) this.#growTable()
    return begin
  }

  /** Begins again with the same scalars. */
  #forget(state: Int32Array): number {
    this.#take(this.#chosen)
    return this.#waysOf(state)
  }

  #growTable(): void {
    const old = this.#table
    const row = this.#key.length + 1
    this.#table = new Int32Array(2 * old.length)
    const last = this.#table.length / row - 1
    for (let from = 0; from < old.length; from += row) {
      if (old[from] === 0) continue
      let slot = hash(old, from + 1, row - 1) & last
      while (this.#table[slot * row] !== 0) slot = (slot + 1) & last
      this.#table.set(old.subarray(from, from + row), slot * row)
    }
  }

  /** Chooses scalars one by one, as long as their combinations occur often enough. */
  #choose(): void {
    this.#nextChoice *= GROWTH
    const samples = this.#kept()
    const masks = new Int32Array(this.#words)
    let numbers: readonly number[] = samples.map(() => 0)
    for (;;) {
      const best = this.#bestOf(samples, masks, numbers)
      if (best === undefined) break
      numbers = best.numbers
      ;(masks[best.where >>> 10] as number) |= maskAt(best.where)
    }
    this.#take(masks)
  }

  /** The scalar that most nodes read next, where the chosen ones lead, in proportion to the combinations that it adds. */
  #bestOf(samples: readonly Int32Array[], masks: Int32Array, numbers: readonly number[]): Candidate | undefined {
    const before = 1 + Math.max(...numbers)
    let best: Candidate | undefined
    for (const [where, count] of this.#readNext(samples, masks)) {
      const finer = split(
        numbers,
        samples.map((state) => valueAt(where, state)),
      )
      const combinations = 1 + Math.max(...finer)
      if (combinations * OFTEN > samples.length) continue
      const worth = count / (Math.log2(combinations / before) + FREE)
      if (best === undefined || worth > best.worth) best = { where, worth, numbers: finer }
    }
    return best
  }

  /** How many nodes read which scalar next, where the chosen ones lead. */
  #readNext(samples: readonly Int32Array[], masks: Int32Array): ReadonlyMap<number, number> {
    const counts = new Map<number, number>()
    const isChosen = (where: number): boolean => {
      if (((masks[where >>> 10] as number) & maskAt(where)) !== 0) return true
      counts.set(where, (counts.get(where) ?? 0) + 1)
      return false
    }
    for (let index = 0; index < samples.length; index += 8)
      this.#forest.waysOf(this.#root, samples[index] as Int32Array, isChosen)
    return counts
  }

  /** Begins to remember ways by these bits. */
  #take(masks: Int32Array): void {
    const at = [...masks.keys()].filter((word) => masks[word] !== 0)
    this.#chosen = masks
    this.#at = Int32Array.from(at)
    this.#masks = Int32Array.from(at, (word) => masks[word] as number)
    this.#key = new Int32Array(at.length)
    this.#table = new Int32Array((at.length + 1) << 10)
    this.#known = 0
    this.#end = 0
  }

  #kept(): readonly Int32Array[] {
    return Array.from({ length: Math.min(SAMPLES, Math.ceil(this.#asked / ONE_IN)) }, (_, index) =>
      this.#samples.slice(index * this.#words, (index + 1) * this.#words),
    )
  }
}

interface Candidate {
  readonly where: number
  readonly worth: number
  /** By sample: the number of its combination, with this scalar. */
  readonly numbers: readonly number[]
}

/** So much is a scalar allowed that adds hardly any combinations. */
const FREE = 0.15

/** Numbers pairs of old number and value from 0, in the order in which they occur. */
const split = (numbers: readonly number[], values: readonly number[]): number[] => {
  const pairs = new Map<number, number>()
  return numbers.map((number, index) => {
    const pair = number * 256 + (values[index] as number)
    const known = pairs.get(pair) ?? pairs.size
    pairs.set(pair, known)
    return known
  })
}
