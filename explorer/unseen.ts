import { ALL_MARKS, type Mark } from './sampling'

/**
 * Estimates the share of states that walks have not reached yet, after Good and Turing (1953).
 *
 * The unit is a walk and not a step, because walks are independent, but the steps of a walk are not. A walk counts each
 * state that it reached once. A state that only one walk reached would have been new if that walk had been the last
 * one. Any walk could have been the last. So the states that only one walk reached, divided by all pairs of a walk and
 * a state that it reached, are the average share of new states in a last walk. The next walk differs little from a last
 * one.
 *
 * Only a sample of states is counted, selected by mark (sampling.ts). If the sample grows too large, the upper half of
 * all marks is dropped. So the memory is bounded, and the result does not depend on the order of walks or on threads.
 */
export interface Unseen {
  /** The limit of marks that count. It never rises. */
  readonly below: Mark
  /** Adds the marks of the states of one walk, without repetition. */
  add(marks: readonly Mark[]): void
  readonly counts: Meetings
}

/**
 * The number of walks; the number of sampled states that only one walk reached; and the number of pairs of a walk and a
 * sampled state that it reached.
 */
export interface Meetings {
  readonly walks: number
  readonly once: number
  readonly all: number
}

const MOST_STATES = 1 << 14

export const unseen = (mostStates = MOST_STATES): Unseen => {
  const met = new Map<Mark, number>()
  const counts = { walks: 0, once: 0, all: 0 }
  let below = ALL_MARKS

  const meet = (mark: Mark): void => {
    const before = met.get(mark) ?? 0
    met.set(mark, before + 1)
    counts.all++
    counts.once += FIRST_TWO[before] ?? 0
  }

  const giveUp = (mark: Mark): void => {
    const times = met.get(mark) ?? 0
    met.delete(mark)
    counts.all -= times
    if (times === 1) counts.once--
  }

  return {
    get below() {
      return below
    },
    add(marks) {
      counts.walks++
      for (const mark of marks) if (mark < below) meet(mark)
      while (met.size > mostStates) {
        below /= 2
        for (const mark of met.keys()) if (mark >= below) giveUp(mark)
      }
    },
    get counts() {
      return { ...counts }
    },
  }
}

/** The change of the number of states reached once, at the first and at the second walk that reaches a state. */
const FIRST_TWO = [1, -1]
