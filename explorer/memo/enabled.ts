import { isRefused } from '../../kit/refused'
import type { Tracked } from '../../kit/tracked'
import type { Machine } from '../../contract/machine'
import type { Effects } from './effects'
import { Forest, NOTHING } from './forest'
import { Shortcut } from './shortcut'

/** The enabled actions of a packed state, and their effects. */
export interface Enabled {
  /** By ordinal, as bits. The reader clears them. */
  readonly all: Int32Array
  /** By ordinal: the effect of an enabled action. */
  readonly does: Int32Array
  find(state: Int32Array): void
  readonly rules: Forest
  readonly shortcut: Shortcut
}

export const enabledActions = <S, A>(
  { states, actions, fire }: Machine<S, A>,
  state: Tracked<S>,
  effects: Effects,
): Enabled => {
  const writes = { masks: new Int32Array(states.words), bits: new Int32Array(states.words) }
  /** Answers are effects, by number from 1. */
  const rules = new Forest(state, (ordinal) => {
    const next = fire(state.value, actions.all[ordinal] as A) as S & object
    if (isRefused(next)) return NOTHING
    writes.masks.fill(0)
    writes.bits.fill(0)
    state.write(next, writes)
    return 1 + effects.add(ordinal, writes)
  })
  const root = rules.plant(actions.all.map((_, ordinal) => ordinal))
  const shortcut = new Shortcut(rules, root, states.words)
  const all = new Int32Array(Math.ceil(actions.all.length / 32))
  const does = new Int32Array(actions.all.length)
  return {
    ...{ all, does, rules, shortcut },
    find(packed) {
      const count = shortcut.find(packed)
      for (let index = 0; index < count; index++) {
        const effect = (rules.answers[index] as number) - 1
        const ordinal = effects.ordinals[effect] as number
        ;(all[ordinal >>> 5] as number) |= 1 << (ordinal & 31)
        does[ordinal] = effect
      }
    },
  }
}
