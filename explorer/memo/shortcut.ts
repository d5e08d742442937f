import { hash } from '../hash'
import { doubled } from './doubled'
import { maskAt, valueAt, type Forest } from './forest'

/** A shortcut is chosen after this many questions, and again each time there were this many times as many. */
const [FIRST, GROWTH] = [1 << 12, 4]

/** One question in so many is kept for the next choice, and this many are kept. */
const [ONE_IN, SAMPLES] = [8, 1 << 11]

/** In the sample, a combination of values has to occur this often on average. */
const OFTEN = 6

/**
 * A shortcut into a tree: the same answers as from its root, with fewer reads.
 *
 * Some scalars are read for nearly every state, many times, and have few combinations of values: who leads which epoch.
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
  /** By word: the bits of the chosen scalars. Words without any are left out. */
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

  /** Finds the answers for a packed state, as the forest does from the root. */
  find(state: Int32Array): number {
    const asked = this.#asked++
    if (asked % ONE_IN === 0) this.#samples.set(state, ((asked / ONE_IN) % SAMPLES) * this.#words)
    if (asked === this.#nextChoice) this.#choose()
    if (this.#at.length === 0) return this.#forest.find(this.#root, state)
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
    const begin = this.#end
    const found = this.#forest.waysOf(this.#root, state, (where) => this.#isChosen(where))
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

  #isChosen(where: number): boolean {
    const word = this.#at.indexOf(where >>> 10)
    return word >= 0 && ((this.#masks[word] as number) & maskAt(where)) !== 0
  }

  /** Chooses the scalars that are read most, as long as their combinations occur often enough. */
  #choose(): void {
    this.#nextChoice *= GROWTH
    const samples = this.#kept()
    const masks = new Int32Array(this.#words)
    let numbers = samples.map(() => 0)
    for (const where of this.#readMost(samples)) {
      const finer = split(numbers, samples.map((state) => valueAt(where, state)))
      if (Math.max(...finer) * OFTEN > samples.length) continue
      numbers = finer
      ;(masks[where >>> 10] as number) |= maskAt(where)
    }
    this.#take(masks)
  }

  /** Begins to remember ways by these bits. */
  #take(masks: Int32Array): void {
    const at = [...masks.keys()].filter((word) => masks[word] !== 0)
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

  /** What these states read, the most frequent first. */
  #readMost(samples: readonly Int32Array[]): readonly number[] {
    const counts = new Map<number, number>()
    const count = (where: number): boolean => {
      counts.set(where, (counts.get(where) ?? 0) + 1)
      return true
    }
    for (const state of samples) this.#forest.waysOf(this.#root, state, count)
    return [...counts].sort(([one, ones], [other, others]) => others - ones || one - other).map(([where]) => where)
  }
}

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
