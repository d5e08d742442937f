import type { GoOn } from '../draw'
import type { Machine } from '../../contract/machine'
import type { Rng } from '../rng'
import { routineOf } from './routine'

const PRIORITIES = 2 ** 30

/** No priority yet. */
const NONE = 0

/**
 * Partial order sampling (Yuan, Yang and Gu, Partial Order Aware Concurrency Sampling, 2018): an action gets a random
 * priority when it becomes enabled, and the enabled action with the highest one is taken. What could have raced with it
 * gets a new priority: here, every action that names a peer which the taken action names.
 */
export const byEvents = <S extends object, A>(machine: Machine<S, A>, chance: Rng): GoOn<S, A> => {
  const { actions, enabledIn } = routineOf(machine)
  const peers = actions.map((action) => new Set(machine.actions.peersOf(action)))
  const known: (readonly number[])[] = []
  const racingWith = (index: number): readonly number[] => {
    const named = [...(peers[index] ?? [])]
    return actions.flatMap((_, other) => (named.some((peer) => peers[other]?.has(peer)) ? [other] : []))
  }
  const priorities = new Int32Array(actions.length)
  const isEnabled = new Uint8Array(actions.length)
  return (state, take) => {
    const enabled = enabledIn(state)
    isEnabled.fill(0)
    for (const { index } of enabled) {
      isEnabled[index] = 1
      if (priorities[index] === NONE) priorities[index] = 1 + chance.below(PRIORITIES)
    }
    for (let index = 0; index < priorities.length; index++) if (isEnabled[index] === 0) priorities[index] = NONE
    let best = enabled[0]
    for (const one of enabled) if ((priorities[one.index] ?? 0) > (priorities[best?.index ?? 0] ?? 0)) best = one
    if (best === undefined) return false
    priorities[best.index] = NONE
    for (const other of (known[best.index] ??= racingWith(best.index))) priorities[other] = NONE
    take(actions[best.index] as A, best.next)
    return true
  }
}
