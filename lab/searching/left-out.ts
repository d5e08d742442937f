import type { ConvergesProperty, Machine, Property } from '../../contract/machine'
import type { Search } from '../../explorer/search'

/**
 * How many of the expanded states some property of convergence leaves out, because the bounds keep them from healing.
 * Undefined if no property leaves out any.
 */
export const leftOutIn = <S, A>(
  { states }: Machine<S, A>,
  properties: readonly Property<S, A>[],
  { snapshot }: Pick<Search<A>, 'snapshot'>,
): number | undefined => {
  const asked = properties.filter((one): one is ConvergesProperty<S, A> => one.kind === 'converges')
  if (asked.length === 0 || snapshot === undefined) return undefined
  const { store, at } = snapshot()
  let found = 0
  for (let index = 0; index < at.expanding; index++) {
    const state = states.read(store.chunk(index), store.offset(index))
    if (asked.some(({ leftOut }) => leftOut?.(state))) found++
  }
  return found === 0 ? undefined : found
}
