import type { Store } from './store'

/**
 * How many states are so many steps from the initial one, for each number of steps; of a search that was stopped, how many were found.
 *
 * States are numbered in the order of discovery, so their parents are in order as well, and a level begins with the first state
 * whose parent is in the level before.
 */
export const levelsOf = (store: Pick<Store, 'count' | 'parent'>): readonly number[] => {
  const levels: number[] = []
  for (let begin = 0, end = Math.min(1, store.count); begin < end;) {
    levels.push(end - begin)
    const next = firstFrom(store, end)
    begin = end
    end = next
  }
  return levels
}

/** The first state whose parent is not below `least`; all before it have lesser ones. */
const firstFrom = (store: Pick<Store, 'count' | 'parent'>, least: number): number => {
  let [low, high] = [least, store.count]
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2)
    if (store.parent(middle) < least) low = middle + 1
    else high = middle
  }
  return low
}
