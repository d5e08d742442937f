/** The tasks of a team. */
export const TASK = { expand: 1, put: 2, enter: 3 } as const

/**
 * Why a batch was abandoned. `alone` means that a property is broken, or that two states have the same fingerprint; one
 * thread then finds which comes first.
 */
export const STOP = { no: 0, alone: 1, noRoom: 2 } as const

/** The position of each number on the board. */
const PLACE = {
  /** Incremented when there is a new task. */
  round: 0,
  task: 1,
  /** The hands that are called, and those that have finished: bits, by number of a hand. */
  called: 2,
  done: 3,
  /** The hands that can be called. */
  ready: 4,
  /** Pieces of work are numbered from `begin` to `end`. `next` is the first one that no hand has taken. */
  begin: 5,
  end: 6,
  next: 7,
  depth: 8,
  generated: 9,
  stop: 10,
  /** The number of states before a batch is inserted, and the first expanded state of the batch. */
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

  /** Adds to a number, and returns its old value. */
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

  /** Waits until a number is no longer `value`, or until this many milliseconds have passed. */
  wait(place: Place, value: number, milliseconds = Infinity): void {
    Atomics.wait(this.#numbers, PLACE[place], value, milliseconds)
  }
}

export const BYTES_OF_BOARD = 4 * Object.keys(PLACE).length
