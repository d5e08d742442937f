import type { Machine } from '../../contract/machine'
import type { Search } from '../../explorer/search'
import type { Store } from '../../explorer/store'
import type { Allowed, View } from '../telling/view'

/** The faults that a question allows, and that no step of its whole search took. The verdict says nothing about them. */
export const untakenIn = <S, A>(
  machine: Machine<S, A>,
  { allowed, fault }: Pick<View<S, A>, 'allowed' | 'fault'>,
  { snapshot }: Pick<Search<A>, 'snapshot'>,
): readonly string[] => {
  if (allowed === undefined || allowed.faults.length === 0 || snapshot === undefined) return []
  const { store } = snapshot()
  const own = untakenOf(machine, allowed, store)
  const shared = allowed.shared.length === 0 ? [] : untakenShared(machine, { allowed, fault }, store)
  return allowed.faults.filter((name) => own.includes(name) || shared.includes(name))
}

/** Of the faults with a budget of their own. States are looked at from the last on: faults have happened before most of those. */
const untakenOf = <S, A>({ states }: Machine<S, A>, allowed: Allowed<S>, store: Store): readonly string[] => {
  let left = allowed.faults.filter((name) => !allowed.shared.includes(name))
  for (let index = store.count - 1; index >= 0 && left.length > 0; index--) {
    const state = states.read(store.chunk(index), store.offset(index))
    if (left.some((name) => allowed.isTaken(state, name))) left = left.filter((name) => !allowed.isTaken(state, name))
  }
  return left
}

/**
 * Of the faults that share a budget. What has happened before a state does not tell which of them it was, so their steps are looked for, from
 * the first state on. Most are found at once.
 */
const untakenShared = <S, A>(
  { states, successors }: Machine<S, A>,
  { allowed: { shared, isTaken }, fault }: { readonly allowed: Allowed<S>; readonly fault: View<S, A>['fault'] },
  store: Store,
): readonly string[] => {
  let left = shared
  for (let index = 0; index < store.count && left.length > 0; index++) {
    const state = states.read(store.chunk(index), store.offset(index))
    if (left.every((name) => isTaken(state, name))) continue
    successors(state, (action, next) => {
      const taken = fault(state, action, next)
      if (taken !== undefined && left.includes(taken)) left = left.filter((name) => name !== taken)
    })
  }
  return left
}
