import type { Machine } from '../../contract/machine'
import type { Search } from '../../explorer/search'
import type { View } from '../telling/view'

/**
 * The faults that a question allows, and that no step of its whole search took. The verdict says nothing about them. States are
 * looked at from the last on: faults have happened before most of those.
 */
export const untakenIn = <S, A>(
  { states }: Machine<S, A>,
  { allowed }: Pick<View<S, A>, 'allowed'>,
  { snapshot }: Pick<Search<A>, 'snapshot'>,
): readonly string[] => {
  if (allowed === undefined || allowed.faults.length === 0 || snapshot === undefined) return []
  const { store } = snapshot()
  let left = allowed.faults
  for (let index = store.count - 1; index >= 0 && left.length > 0; index--) {
    const state = states.read(store.chunk(index), store.offset(index))
    if (left.some((fault) => allowed.isTaken(state, fault)))
      left = left.filter((fault) => !allowed.isTaken(state, fault))
  }
  return left
}
