import type { Property } from '../contract/machine'
import type { Replay, Schedule } from '../contract/schedule'
import { judge, type Breach } from './judge'
import { endingsOf } from './liveness/endings'

/** A schedule that was taken again, up to the first step that breaks something, or to its end. */
export interface Retaken<S, A> extends Replay<S, A> {
  /**
   * What the last step breaks, the one to blame first; empty where all is well. A schedule that ends in a dead end, or
   * with a fair loop, breaks a property of convergence at its end.
   */
  readonly breaches: readonly Breach[]
}

/** Takes a schedule again, until a step breaks something or cannot be taken. At its end, convergence is judged. */
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
  if (diverged !== undefined) return { initial, steps, breaches: [], diverged }
  const way = { actions: steps.map(({ action }) => action), states: [initial, ...steps.map(({ state }) => state)] }
  return { initial, steps, breaches: endingsOf(schedule.machine, properties, way) }
}
