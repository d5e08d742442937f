import { isRefused } from '../kit/refused'
import { judge, type Breach } from './judge'
import type { Machine, Property } from '../contract/machine'

/** One step of a replayed schedule. */
export interface Step<S, A> {
  readonly action: A
  readonly state: S
  /** What this step breaks, the one to blame first; empty where all is well. */
  readonly breaches: readonly Breach[]
}

export interface Replay<S, A> {
  readonly initial: S
  /** The steps that could be taken, in order. */
  readonly steps: readonly Step<S, A>[]
  /** The first action that is not enabled where its turn comes, and which guard is false there. */
  readonly diverged?: { readonly step: number; readonly action: A; readonly because: string }
}

/** Takes a schedule again, step by step; steps are counted from 1. It does not stop at a breach, only at a refusal. */
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
