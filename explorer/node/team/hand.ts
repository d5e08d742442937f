import type { Arena } from '../../arena'
import type { Machine, Property } from '../../machine'
import type { Steps } from '../../steps'
import { STOP, TASK, type Board } from './board'
import { ROWS, type Claims } from './claims'

/** What all threads of a team share. */
export interface Shared {
  readonly board: Board
  readonly claims: Claims
  /** The rows of a batch in the order of their keys. */
  readonly order: Int32Array
  /** By hand: how many rows it has filled. */
  readonly filled: Int32Array
  /** By hand: the most steps that it found out of one state. */
  readonly wide: Int32Array
  /** By fact: 1 + the steps after which it was first met, or 0. */
  readonly facts: Int32Array
}

/** One of the threads, by number, of so many. */
export interface Seat {
  readonly number: number
  readonly hands: number
}

/** Work is taken in pieces of so many states. */
const PIECE = 64

/**
 * What one thread does in a search of many. In a batch it expands some of the states, and claims what it finds; nothing that was there
 * before is changed by that, so a batch can be given up at any moment, and be begun anew.
 */
export class Hand {
  readonly #shared: Shared
  readonly #seat: Seat
  readonly #arena: Arena
  readonly #actions: number
  readonly #facts: readonly string[]
  /** The state that is being expanded, counted from the beginning of the batch. */
  #rank = 0
  #generated = 0
  #row = 0

  constructor(
    machine: Pick<Machine<never, unknown>, 'actions'>,
    properties: readonly Property<never, never>[],
    arena: Arena,
    shared: Shared,
    seat: Seat,
  ) {
    this.#actions = machine.actions.all.length
    this.#facts = properties.filter(({ kind }) => kind === 'reachable').map(({ name }) => name)
    this.#arena = arena
    this.#shared = shared
    this.#seat = seat
  }

  /** Does its part of what is to be done now. */
  work(steps: Steps): void {
    const { board } = this.#shared
    const task = board.get('task')
    if (task === TASK.expand) this.#expand(steps)
    else if (task === TASK.put) this.#put(steps)
    else this.#pieces((begin, end) => this.#arena.enter(begin, end))
  }

  #expand(steps: Steps): void {
    const { board, filled, wide } = this.#shared
    const { number, hands } = this.#seat
    const first = board.get('begin')
    const rows = Math.floor(ROWS / hands)
    this.#row = number * rows
    this.#generated = 0
    let widest = 0
    const visit = (): void => this.#visit(steps, (number + 1) * rows)
    this.#pieces((begin, end) => {
      for (let index = begin; index < end && board.get('stop') === STOP.no; index++) {
        this.#rank = index - first
        const before = this.#generated
        steps.expand(this.#arena.chunk(index), this.#arena.offset(index), visit)
        widest = Math.max(widest, this.#generated - before)
      }
    })
    filled[number] = this.#row - number * rows
    wide[number] = widest
    board.add('generated', this.#generated)
  }

  #visit(steps: Steps, lastRow: number): void {
    const { board, claims } = this.#shared
    this.#generated++
    if (this.#row === lastRow) return board.set('stop', STOP.noRoom)
    const isNew =
      !this.#arena.has(steps.packed) &&
      claims.claim(steps.packed, this.#rank * this.#actions + steps.ordinal(), this.#row)
    if (isNew) this.#row++
    if (steps.judge(isNew)) board.set('stop', STOP.broken)
  }

  /** Puts the states of the batch where they belong; facts are looked for now, because only now it is certain that they are met. */
  #put(steps: Steps): void {
    const { board, claims, order, facts } = this.#shared
    const depth = board.get('depth')
    const first = board.get('base')
    this.#pieces((begin, end) => {
      for (let place = begin; place < end; place++) {
        const at = claims.at(order[place] as number) + 1
        this.#arena.put(first + place, claims.rows, at)
        steps.meet(claims.rows, at, depth)
      }
    })
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
