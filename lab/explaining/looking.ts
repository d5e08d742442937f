/** Long work in pieces. After each piece it says how far it is, and is told whether to stop. */

/** It yields the number of states of the current search, and is answered true if it has to stop. */
export type Searching<T> = Generator<number, T, boolean>

/** What is searched at the moment, and the number of states that were found for it. */
export interface Explaining {
  readonly what: string
  readonly states: number
}

export type Looking<T> = Generator<Explaining, T, boolean>

/** Says what a search is for, each time it says how far it is. */
export function* named<T>(what: string, searching: Searching<T>): Looking<T> {
  for (let isStopped = false; ;) {
    const { done, value } = searching.next(isStopped)
    if (done === true) return value
    isStopped = yield { what, states: value }
  }
}

/** Runs it to its end at once, with nobody who watches. */
export const atOnce = <T>(looking: Generator<unknown, T, boolean>): T => {
  for (;;) {
    const { done, value } = looking.next(false)
    if (done === true) return value
  }
}
