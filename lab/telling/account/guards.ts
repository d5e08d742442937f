import type { Guards } from './account'
import { isRefused } from '../../../kit/refused'
import type { Machine } from '../../../contract/machine'

/** The refused actions at each moment, as changes since the moment before. */
export const guardsAt = <S, A>(
  { actions, fire }: Pick<Machine<S, A>, 'actions' | 'fire'>,
  states: Iterable<S>,
): Guards => {
  const [names, reasons] = [numbering<A>(), numbering<string>()]
  const last = new Int32Array(actions.all.length).fill(POSSIBLE)
  const refused = Array.from(states, (state) => {
    const changed: number[] = []
    actions.all.forEach((action, ordinal) => {
      const next = fire(state, action)
      const reason = isRefused(next as object) ? reasons.numberOf((next as { refused: string }).refused) : POSSIBLE
      if (reason === last[ordinal]) return
      last[ordinal] = reason
      changed.push(names.numberOf(action), reason)
    })
    return changed
  })
  return { actions: names.all.map((action) => actions.print(action)), reasons: reasons.all, refused }
}

const POSSIBLE = -1

/** Numbers in the order in which they are asked for. */
const numbering = <T>(): { readonly all: readonly T[]; numberOf(one: T): number } => {
  const all: T[] = []
  const numbers = new Map<T, number>()
  return {
    all,
    numberOf(one) {
      const known = numbers.get(one)
      if (known !== undefined) return known
      numbers.set(one, all.length)
      return all.push(one) - 1
    },
  }
}
