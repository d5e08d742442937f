import type { Trace } from '../contract/run'

/** Where a loop begins, and where it leads back; and that a dead end is one. `step` is counted from 1. */
export const loopNotes = (
  step: number,
  { steps, loop, deadEnd }: Pick<Trace, 'steps' | 'loop' | 'deadEnd'>,
): readonly string[] => {
  if (step === loop) return ['the loop begins']
  if (step !== steps.length) return []
  if (deadEnd) return ['a dead end']
  return loop === undefined ? [] : [`back to the state before step ${loop}`]
}
