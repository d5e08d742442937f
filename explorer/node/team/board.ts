/** What a team is to do. */
export const TASK = { expand: 1, put: 2, enter: 3 } as const

/** Why the expansion of a batch was given up. alone: something is broken, or two states cannot be told apart; one thread sees which is first. */
export const STOP = { no: 0, alone: 1, noRoom: 2 } as const

/** Where each number of the board stands. */
const PLACE = {
  /** Grows when there is something to do. */
  round: 0,
  task: 1,
  /** Whose turn it is, and who has done it: bits, by number of a worker. */
  called: 2,
  done: 3,
  /** Who can be called. */
  ready: 4,
  /** The work is numbered from `begin` to `end`; `next` is the first that nobody has taken. */
  begin: 5,
  end: 6,
  next: 7,
  depth: 8,
  generated: 9,
  stop: 10,
  /** The number of states before a batch is put, and which of them was expanded first. */
  base: 11,
  parent: 12,
} as const

type Place = keyof typeof PLACE

/** The numbers that the threads of a team share. */
export class Board {
  readonly #numbers: Int32Array

  constructor(memory: SharedArrayBuffer) {
    this.#numbers = new Int32Array(memory)
  }

  get(place: Place): number {
    return Atomics.load(this.#numbers, PLACE[place])
  }

  set(place: Place, value: number): void {
    Atomics.store(this.#numbers, PLACE[place], value)
  }

  /** Adds to a number, and answers what it was before. */
  add(place: Place, value: number): number {
    return Atomics.add(this.#numbers, PLACE[place], value)
  }

  /** Adds a worker to a set of workers, and wakes up whoever waits for that. */
  include(place: Place, worker: number): void {
    Atomics.or(this.#numbers, PLACE[place], 1 << worker)
    Atomics.notify(this.#numbers, PLACE[place])
  }

  notify(place: Place): void {
    Atomics.notify(this.#numbers, PLACE[place])
  }

  /** Waits until a number is not `value` any more, or so many milliseconds have passed. */
  wait(place: Place, value: number, milliseconds = Infinity): void {
    Atomics.wait(this.#numbers, PLACE[place], value, milliseconds)
  }
}

export const BYTES_OF_BOARD = 4 * Object.keys(PLACE).length
