import { isRefused } from '../../kit/refused'
import type { Tracked } from '../../kit/tracked'
import type { Machine } from '../../contract/machine'
import { unshared } from './doubled'
import type { Effects } from './effects'
import { Forest, NOTHING, UNKNOWN } from './forest'
import { Shortcut } from './shortcut'
import type { WrittenEffects } from './written-effects'

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
  effects: Effects<S>,
  allocate = unshared,
): Enabled & { readonly root: number } => {
  const writes = { masks: new Int32Array(states.words), bits: new Int32Array(states.words) }
  /** Answers are effects, by number from 1. */
  const rules = new Forest(
    state,
    (ordinal) => {
      const next = fire(state.value, actions.all[ordinal] as A) as S & object
      if (isRefused(next)) return NOTHING
      writes.masks.fill(0)
      writes.bits.fill(0)
      return 1 + effects.add({ ordinal, next: state.write(next, writes) }, writes)
    },
    allocate,
  )
  const root = rules.plant(actions.all.map((_, ordinal) => ordinal))
  return { ...enabledBy(rules, root, effects, { actions: actions.all.length, words: states.words }), root }
}

interface Size {
  readonly actions: number
  readonly words: number
}

/** The same from rules that were learned, whose answers are effects. */
export const enabledBy = (
  rules: Forest,
  root: number,
  effects: Pick<WrittenEffects, 'ordinals' | 'known'>,
  { actions, words }: Size,
): Enabled => {
  const shortcut = new Shortcut(rules, root, words)
  const all = new Int32Array(Math.ceil(actions / 32))
  const does = new Int32Array(actions)
  return {
    ...{ all, does, rules, shortcut },
    find(packed) {
      const count = shortcut.find(packed)
      const { ordinals, known } = effects
      for (let index = 0; index < count; index++) if ((rules.answers[index] as number) > known) throw UNKNOWN
      for (let index = 0; index < count; index++) {
        const effect = (rules.answers[index] as number) - 1
        const ordinal = ordinals[effect] as number
        ;(all[ordinal >>> 5] as number) |= 1 << (ordinal & 31)
        does[ordinal] = effect
      }
    },
  }
}
