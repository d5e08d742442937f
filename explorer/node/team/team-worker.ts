import { AT_ONCE } from '../../arena'
import { widthOf } from '../../../kit/schema'
import type { Machine, Property } from '../../../contract/machine'
import type { Steps } from '../../steps'
import { STOP, TASK, type Board } from './board'
import { CLAIM, ROWS, type Claims } from './claims'
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
  #widest = 0
  #row = 0
  #lastRow = 0
  readonly #best: () => Steps
  #steps: Steps
  /** It is always the same function, so that the code for it is compiled once and not again for each batch. */
  readonly #visitNext = (): void => this.#visit()
  /** Found states that were not looked up yet: consecutive states, their keys, and whether they need not be judged. */
  #kept = 0
  readonly #states: Int32Array
  readonly #keys = new Int32Array(AT_ONCE)
  readonly #hashes = new Int32Array(AT_ONCE)
  readonly #areSound = new Uint8Array(AT_ONCE)
  readonly #areKnown = new Uint8Array(AT_ONCE)
  /** The claimed states that are to be judged. */
  #unjudged = 0
  readonly #unjudgedStates = new Int32Array(AT_ONCE)
  readonly #found = nothingFound(AT_ONCE)

  /** `best` says how steps are best taken. It is asked again and again while the thread works. */
  constructor(
    machine: Pick<Machine<never, unknown>, 'actions'>,
    properties: readonly Property<never, never>[],
    known: Known,
    shared: Shared,
    seat: Seat,
    best: () => Steps,
  ) {
    this.#bits = bitsOfActions(machine)
    this.#facts = properties.filter(({ kind }) => kind === 'reachable').map(({ name }) => name)
    this.#known = known
    this.#shared = shared
    this.#seat = seat
    this.#best = best
    this.#steps = best()
    this.#states = new Int32Array(AT_ONCE * known.words)
  }

  /** Does its part of the current task. */
  work(): void {
    const { board } = this.#shared
    const task = board.get('task')
    const end = board.get('end')
    this.#steps = this.#best()
    if (task === TASK.put) return this.put(this.#seat.number)
    if (task === TASK.expand) return this.#expand(end)
    for (let begin = board.add('next', PIECE); begin < end; begin = board.add('next', PIECE))
      this.#known.enter(begin, Math.min(begin + PIECE, end))
  }

  #expand(end: number): void {
    const { board, filled, wide } = this.#shared
    const { number, workers } = this.#seat
    const first = board.get('begin')
    const rows = Math.floor(ROWS / workers)
    this.#row = number * rows
    this.#lastRow = this.#row + rows
    this.#generated = 0
    this.#widest = 0
    for (let begin = board.add('next', PIECE); begin < end; begin = board.add('next', PIECE)) {
      this.#steps = this.#best()
      this.#expandSome(this.#steps, begin, Math.min(begin + PIECE, end), first)
    }
    this.#claim(this.#steps)
    filled[number] = this.#row - number * rows
    wide[number] = this.#widest
    board.add('generated', this.#generated)
  }

  /** Expands the states between two indices. The batch begins with state `first`. */
  #expandSome(steps: Steps, begin: number, end: number, first: number): void {
    const { board } = this.#shared
    for (let index = begin; index < end && board.get('stop') === STOP.no; index++) {
      this.#rank = index - first
      const before = this.#generated
      steps.expand(this.#known.chunk(index), this.#known.offset(index), this.#visitNext)
      this.#widest = Math.max(this.#widest, this.#generated - before)
      if (this.#generated === before) this.#noteStuck(index)
    }
  }

  #noteStuck(index: number): void {
    const { stuck } = this.#shared
    const at = 2 * this.#seat.number
    stuck[at] = (stuck[at] as number) + 1
    if (stuck[at + 1] === 0) stuck[at + 1] = index + 1
  }

  /** Collects the next state of a step, until there are enough states to look up all of them together. */
  #visit(): void {
    const steps = this.#steps
    const { words } = this.#known
    this.#generated++
    const judgement = steps.judge()
    if (judgement === 'breaks') this.#shared.board.set('stop', STOP.alone)
    const kept = this.#kept++
    for (let word = 0; word < words; word++) this.#states[kept * words + word] = steps.packed[word] as number
    this.#keys[kept] = (this.#rank << this.#bits) | steps.ordinal()
    this.#areSound[kept] = judgement === 'looks the same' ? 1 : 0
    if (this.#kept === AT_ONCE) this.#claim(steps)
  }

  /** Claims the new states among those collected, and judges them. */
  #claim(steps: Steps): void {
    const { board } = this.#shared
    const { words } = this.#known
    const stop = this.#claimNew()
    if (stop !== STOP.no) return board.set('stop', stop)
    for (let one = 0; one < this.#unjudged; one++)
      if (steps.isBroken(this.#states, (this.#unjudgedStates[one] as number) * words)) board.set('stop', STOP.alone)
  }

  /**
   * Claims the new states among those collected, and notes those that are to be judged. Returns why the batch must be
   * abandoned, if it must.
   */
  #claimNew(): number {
    const { claims } = this.#shared
    const { words } = this.#known
    const [kept, areKnown, hashes] = [this.#kept, this.#areKnown, this.#hashes]
    this.#kept = 0
    this.#unjudged = 0
    this.#known.knows(this.#states, kept, areKnown, hashes)
    claims.foresee(kept, areKnown, hashes)
    for (let state = 0; state < kept; state++) {
      if (areKnown[state] === 1) continue
      if (this.#row === this.#lastRow) return STOP.noRoom
      const claimed = claims.claim(
        this.#states,
        state * words,
        hashes[state] as number,
        this.#row,
        this.#keys[state] as number,
      )
      if (claimed === CLAIM.clash) return STOP.alone
      if (claimed === CLAIM.known) continue
      this.#row++
      if (this.#areSound[state] === 0) this.#unjudgedStates[this.#unjudged++] = state
    }
    return STOP.no
  }

  /**
   * Inserts the states that this hand has claimed. The same hand does it, because it has already read their slots.
   * Facts are checked now, because only now it is certain that the states count.
   */
  put(worker: number): void {
    const steps = this.#steps
    const { board, claims, filled, facts } = this.#shared
    const depth = board.get('depth')
    const found = this.#found
    const first = worker * Math.floor(ROWS / this.#seat.workers)
    const last = first + (filled[worker] as number)
    const isMissingFacts = steps.met.some((fact) => fact.depth === undefined)
    for (let row = first; row < last; row += AT_ONCE) {
      found.count = Math.min(AT_ONCE, last - row)
      this.#lookUp(row)
      if (isMissingFacts)
        for (let one = 0; one < found.count; one++) steps.meet(claims.rows, found.ats[one] as number, depth)
      this.#known.put(found, claims)
    }
    for (const { name, depth: met } of steps.met) {
      const fact = this.#facts.indexOf(name)
      if (met !== undefined && facts[fact] === 0) facts[fact] = met + 1
    }
  }

  /** Where the states of the next rows belong. */
  #lookUp(first: number): void {
    const { board, claims, places } = this.#shared
    const { count, indexes, hashes, ats, parents, actions } = this.#found
    const [base, parent] = [board.get('base'), board.get('parent')]
    const bits = this.#bits
    for (let one = 0; one < count; one++) {
      const at = claims.at(first + one)
      const key = claims.keys[first + one] as number
      indexes[one] = base + (places[first + one] as number)
      hashes[one] = claims.rows[at] as number
      ats[one] = at + 1
      parents[one] = parent + (key >>> bits)
      actions[one] = key & ((1 << bits) - 1)
    }
  }
}
