import { intersect, none, type Bits } from '../../kit/bits'
import type { Machine } from '../../contract/machine'

/** A routine action, and the next state. */
export interface Enabled<S> {
  /** The number of the action in `routineOf`. */
  readonly index: number
  readonly next: S
}

/** The actions that are routine or work, and which of them a state enables. */
export interface Routine<S, A> {
  readonly actions: readonly A[]
  enabledIn(state: S): readonly Enabled<S>[]
}

/** Every occasion: for a machine that does not tell them. */
const ANY: Bits = -1

export const routineOf = <S extends object, A>({ actions, attempt, occasions }: Machine<S, A>): Routine<S, A> => {
  const kinds = actions.kinds.flatMap(({ role, actions: some }, kind) =>
    role === 'routine' || role === 'work' ? [{ kind, some: some.map((action) => [action]) }] : [],
  )
  return {
    actions: kinds.flatMap(({ some }) => some.flat()),
    enabledIn(state) {
      const has = occasions?.of(state) ?? ANY
      const found: Enabled<S>[] = []
      let index = 0
      for (const { kind, some } of kinds) {
        const isPossible = intersect(occasions?.needed[kind] ?? ANY, has) !== none
        for (const one of some) {
          if (isPossible) attempt(kind, state, one, 0, (_, next) => void found.push({ index, next }))
          index++
        }
      }
      return found
    },
  }
}
