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

/** Of sampled states: those that one walk alone met, and all meetings of a walk and a state. */
export interface Meetings {
  readonly once: number
  readonly all: number
}

const MOST_STATES = 1 << 14

export const unseen = (mostStates = MOST_STATES): Unseen => {
  const walks = new Map<Mark, number>()
  let below = ALL_MARKS
  return {
    get below() {
      return below
    },
    add(marks) {
      for (const mark of marks) if (mark < below) walks.set(mark, (walks.get(mark) ?? 0) + 1)
      while (walks.size > mostStates) {
        below /= 2
        for (const mark of walks.keys()) if (mark >= below) walks.delete(mark)
      }
    },
    get counts() {
      let [once, all] = [0, 0]
      for (const count of walks.values()) {
        all += count
        if (count === 1) once++
      }
      return { once, all }
    },
  }
}
