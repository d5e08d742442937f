import { isRefused } from '../kit/refused'
import { judge, type Breach } from './judge'
import type { Machine, Property } from '../contract/machine'

/** One step of a replayed schedule. */
export interface Step<S, A> {
  readonly action: A
  readonly state: S
  /** The properties that this step breaks, the one to blame first. Empty if it breaks none. */
  readonly breaches: readonly Breach[]
}

export interface Replay<S, A> {
  readonly initial: S
  /** The steps taken, in order. */
  readonly steps: readonly Step<S, A>[]
  /** The first action that was refused, and the guard that refused it. */
  readonly diverged?: { readonly step: number; readonly action: A; readonly because: string }
}

/** Replays a schedule step by step. Steps are counted from 1. It stops at a refusal, but not at a breach. */
export const replay = <S, A>(
  machine: Machine<S, A>,
  actions: readonly A[],
  properties: readonly Property<S, A>[] = [],
): Replay<S, A> => {
  const { breaches } = judge(properties)
  const steps: Step<S, A>[] = []
  let state = machine.initial
  for (const action of actions) {
    const next = machine.fire(state, action)
    if (isRefused(next as object)) {
      const because = (next as { readonly refused: string }).refused
      return { initial: machine.initial, steps, diverged: { step: steps.length + 1, action, because } }
    }
    steps.push({ action, state: next as S, breaches: breaches(state, action, next as S) })
    state = next as S
  }
  return { initial: machine.initial, steps }
}
