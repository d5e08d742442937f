import type { Property } from '../contract/machine'
import type { Replay, Schedule } from '../contract/schedule'
import { judge, type Breach } from './judge'

/** A schedule that was taken again, up to the first step that breaks something. */
export interface Retaken<S, A> extends Replay<S, A> {
  /** What the last step breaks, the one to blame first; empty where all is well. */
  readonly breaches: readonly Breach[]
}

/** Takes a schedule again, until a step breaks something or cannot be taken. */
export const retake = <S, A>(
  schedule: Schedule<unknown, S, A>,
  properties: readonly Property<S, A>[],
): Retaken<S, A> => {
  const { initially, breaches: breachesBy } = judge(properties)
  const { initial, steps, diverged } = schedule.replay()
  const atOnce = initially(initial)
  if (atOnce.length > 0) return { initial, steps: [], breaches: atOnce }
  for (const [index, { action, state }] of steps.entries()) {
    const breaches = breachesBy(steps[index - 1]?.state ?? initial, action, state)
    if (breaches.length > 0) return { initial, steps: steps.slice(0, index + 1), breaches }
  }
  return { initial, steps, breaches: [], ...(diverged === undefined ? {} : { diverged }) }
}
