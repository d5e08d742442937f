import type { Draw } from '../draw'
import type { Machine } from '../../contract/machine'
import type { Rng } from '../rng'

/** Plain random: every enabled action is equally likely, a fault as well as a routine action. */
export const uniformly =
  <S extends object, A>({ successors }: Machine<S, A>, chance: Rng): Draw<S, A> =>
  (state, take) => {
    const found: (readonly [A, S])[] = []
    successors(state, (action, next) => void found.push([action, next]))
    const one = found.length === 0 ? undefined : found[chance.below(found.length)]
    if (one === undefined) return false
    take(...one)
    return true
  }
