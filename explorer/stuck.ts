import type { Machine } from '../contract/machine'

/** True if no action is enabled in a state: nothing can happen any more. A search counts these states: `Outcome.stuck`. */
export const isStuck = <S, A>({ successors }: Machine<S, A>, state: S): boolean => {
  let steps = 0
  successors(state, () => steps++)
  return steps === 0
}

/** Counts expanded states without a step, and remembers the first. States are expanded in rising order. */
export const noteStuck = (at: { stuck: number; firstStuck: number }, states: number, first: number): void => {
  at.stuck += states
  if (at.firstStuck < 0) at.firstStuck = first
}
