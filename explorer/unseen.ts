import { ALL_MARKS, type Mark } from './sampling'

/**
 * How much of what walks meet is still unseen, after Good and Turing (1953).
 *
 * The unit is a walk, not a step: walks are drawn one like the other, while of steps each leads to the next. So of a walk
 * counts which states it met, and not how often. A state that one walk alone met would have been new if that walk had
 * been the last, as any of them could have been. So meetings with states that one walk alone met, by all meetings of a walk
 * and a state, are the share that is new to a last walk, on average; and the next walk differs little from a last one.
 *
 * Counted is a sample of states, which choose themselves by their mark (sampling.ts). Whenever it grows too large, the upper
 * half of all marks is given up: memory is bounded, and neither the order of walks nor threads make a difference.
 */
export interface Unseen {
  /** What a mark has to be below to count. It only ever falls. */
  readonly below: Mark
  /** Adds the marks of the states of one walk, each once. */
  add(marks: readonly Mark[]): void
  readonly counts: Meetings
}

/** Walks that were added; and of sampled states, those that one walk alone met, and all meetings of a walk and a state. */
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

/** What the first and the second meeting change in the number of states that were met once. */
const FIRST_TWO = [1, -1]
