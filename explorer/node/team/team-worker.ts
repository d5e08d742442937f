import { AT_ONCE } from '../../arena'
import { widthOf } from '../../../kit/schema'
import type { Machine, Property } from '../../../contract/machine'
import type { Steps } from '../../steps'
import { STOP, TASK, type Board } from './board'
import { ROWS, type Claims } from './claims'
import { nothingFound, type Known } from './known'

/** The data that all threads of a team share. */
export interface Shared {
  readonly board: Board
  readonly claims: Claims
  /** By row: its place in the order of keys. */
  readonly places: Int32Array
  /** By worker: how many rows it has filled. */
  readonly filled: Int32Array
  /** By worker: the most steps that it found out of one state. */
  readonly wide: Int32Array
  /** By worker, two numbers: the states without a step that it found, and 1 + the first of them, or 0. */
  readonly stuck: Int32Array
  /** By fact: 1 + the number of steps after which it was first reached, or 0. */
  readonly facts: Int32Array
}

/** The number of this thread, and the number of all threads. */
export interface Seat {
  readonly number: number
  readonly workers: number
}

/** A key is the number of a state in its batch, followed by this many bits for the ordinal of an action. */
export const bitsOfActions = ({ actions }: Pick<Machine<never, unknown>, 'actions'>): number =>
  widthOf(actions.all.length)

/** The number of states in a piece of work. */
const PIECE = 64

/**
 * One thread of a search. In a batch it expands some of the states and claims new ones. This changes no existing state,
 * so a batch can be abandoned and restarted at any moment.
 */
export class TeamWorker {
  readonly #shared: Shared
  readonly #seat: Seat
  readonly #known: Known
  readonly #bits: number
  readonly #facts: readonly string[]
  /** The state that is being expanded, counted from the beginning of the batch. */
  #rank = 0
  #generated = 0
  #row = 0
  /** Found states that were not looked up yet: consecutive states, their keys, and whether they need not be judged. */
  #kept = 0
  readonly #states: Int32Array
  readonly #keys = new Int32Array(AT_ONCE)
  readonly #hashes = new Int32Array(AT_ONCE)
  readonly #areSound = new Uint8Array(AT_ONCE)
  readonly #areKnown = new Uint8Array(AT_ONCE)
  readonly #found = nothingFound(AT_ONCE)

  constructor(
    machine: Pick<Machine<never, unknown>, 'actions'>,
    properties: readonly Property<never, never>[],
    known: Known,
    shared: Shared,
    seat: Seat,
  ) {
    this.#bits = bitsOfActions(machine)
    this.#facts = properties.filter(({ kind }) => kind === 'reachable').map(({ name }) => name)
    this.#known = known
    this.#shared = shared
    this.#seat = seat
    this.#states = new Int32Array(AT_ONCE * known.words)
  }

  /** Does its part of the current task. `best` says how steps are best taken, again and again while it works. */
  work(best: () => Steps): void {
    const { board } = this.#shared
    const task = board.get('task')
    if (task === TASK.expand) this.#expand(best)
    else if (task === TASK.put) this.put(this.#seat.number, best())
    else this.#pieces((begin, end) => this.#known.enter(begin, end))
  }

  #expand(best: () => Steps): void {
    const { board, filled, wide } = this.#shared
    const { number, workers } = this.#seat
    const first = board.get('begin')
    const rows = Math.floor(ROWS / workers)
    this.#row = number * rows
    this.#generated = 0
    let widest = 0
    let steps = best()
    const visit = (): void => this.#visit(steps, (number + 1) * rows)
    this.#pieces((begin, end) => {
      steps = best()
      for (let index = begin; index < end && board.get('stop') === STOP.no; index++) {
        this.#rank = index - first
        const before = this.#generated
        steps.expand(this.#known.chunk(index), this.#known.offset(index), visit)
        widest = Math.max(widest, this.#generated - before)
        if (this.#generated === before) this.#noteStuck(index)
      }
    })
    this.#claim(steps, (number + 1) * rows)
    filled[number] = this.#row - number * rows
    wide[number] = widest
    board.add('generated', this.#generated)
  }

  #noteStuck(index: number): void {
    const { stuck } = this.#shared
    const at = 2 * this.#seat.number
    stuck[at] = (stuck[at] as number) + 1
    if (stuck[at + 1] === 0) stuck[at + 1] = index + 1
  }

  /** Collects the next state of a step, until there are enough states to look up all of them together. */
  #visit(steps: Steps, lastRow: number): void {
    const { words } = this.#known
    this.#generated++
    const judgement = steps.judge()
    if (judgement === 'breaks') this.#shared.board.set('stop', STOP.alone)
    const kept = this.#kept++
    for (let word = 0; word < words; word++) this.#states[kept * words + word] = steps.packed[word] as number
    this.#keys[kept] = (this.#rank << this.#bits) | steps.ordinal()
    this.#areSound[kept] = judgement === 'looks the same' ? 1 : 0
    if (this.#kept === AT_ONCE) this.#claim(steps, lastRow)
  }

  /** Claims the new states among those collected. */
  #claim(steps: Steps, lastRow: number): void {
    const { board, claims } = this.#shared
    const { words } = this.#known
    const kept = this.#kept
    this.#kept = 0
    this.#known.knows(this.#states, kept, this.#areKnown, this.#hashes)
    for (let state = 0; state < kept; state++) {
      if (this.#areKnown[state] === 1) continue
      if (this.#row === lastRow) return board.set('stop', STOP.noRoom)
      const claim = { key: this.#keys[state] as number, row: this.#row }
      const claimed = claims.claim(this.#states, state * words, this.#hashes[state] as number, claim)
      if (claimed === 'clash') return board.set('stop', STOP.alone)
      if (claimed === 'known') continue
      this.#row++
      const isSound = this.#areSound[state] === 1 || !steps.isBroken(this.#states, state * words)
      if (!isSound) board.set('stop', STOP.alone)
    }
  }

  /**
   * Inserts the states that this hand has claimed. The same hand does it, because it has already read their slots.
   * Facts are checked now, because only now it is certain that the states count.
   */
  put(worker: number, steps: Steps): void {
    const { board, claims, places, filled, facts } = this.#shared
    const [depth, base, parent] = [board.get('depth'), board.get('base'), board.get('parent')]
    const first = worker * Math.floor(ROWS / this.#seat.workers)
    const found = this.#found
    for (let done = 0; done < (filled[worker] as number); done += AT_ONCE) {
      found.count = Math.min(AT_ONCE, (filled[worker] as number) - done)
      for (let one = 0; one < found.count; one++) {
        const row = first + done + one
        const at = claims.at(row)
        const key = claims.keys[row] as number
        found.indexes[one] = base + (places[row] as number)
        found.hashes[one] = claims.rows[at] as number
        found.ats[one] = at + 1
        found.parents[one] = parent + (key >>> this.#bits)
        found.actions[one] = key & (2 ** this.#bits - 1)
        steps.meet(claims.rows, at + 1, depth)
      }
      this.#known.put(found, claims)
    }
    for (const { name, depth: met } of steps.met) {
      const fact = this.#facts.indexOf(name)
      if (met !== undefined && facts[fact] === 0) facts[fact] = met + 1
    }
  }

  #pieces(work: (begin: number, end: number) => void): void {
    const { board } = this.#shared
    const end = board.get('end')
    for (let begin = board.add('next', PIECE); begin < end; begin = board.add('next', PIECE))
      work(begin, Math.min(begin + PIECE, end))
  }
}
