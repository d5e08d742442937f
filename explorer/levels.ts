import type { Store } from './store'

/**
 * The number of states at each distance from the initial state. For a stopped search, the number found so far.
 *
 * States are numbered in the order of discovery, so their parents are in order as well. A level begins with the first
 * state whose parent is in the previous level.
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
