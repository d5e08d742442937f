import type { GoOn } from '../draw'
import type { Mark } from '../sampling'

/** How many steps are looked at before one is taken that leads to a known state. */
const LOOKS = 4

/** The states that walks have reached, by their marks. */
export interface Seen<S> {
  /** True the first time that it is asked about a state. */
  isNew(state: S): boolean
}

export const seenBy = <S>(mark: (state: S) => Mark | undefined, known: Set<Mark>): Seen<S> => ({
  isNew(state) {
    const made = mark(state)
    if (made === undefined || known.has(made)) return false
    known.add(made)
    return true
  },
})

/**
 * Looks at some steps of another way of drawing, and takes the first that leads to a state which no walk has reached. What is
 * taken depends on earlier walks, so such a walk cannot be repeated by itself.
 */
export const towardsNew =
  <S extends object, A>(goOn: GoOn<S, A>, { isNew }: Seen<S>): GoOn<S, A> =>
  (state, take) => {
    let last: readonly [A, S] | undefined
    for (let look = 0; look < LOOKS; look++) {
      if (!goOn(state, (action, next) => (last = [action, next]))) break
      if (last !== undefined && last[1] !== state && isNew(last[1])) break
    }
    if (last === undefined) return false
    take(...last)
    return true
  }
