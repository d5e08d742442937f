/** The list with each item changed. Where no item is another, the same list: so the parts of a state that do not change stay the same objects. */
export const mapped = <T>(items: readonly T[], change: (item: T, place: number) => T): readonly T[] => {
  let changed: T[] | undefined
  for (let place = 0; place < items.length; place++) {
    const item = items[place] as T
    const next = change(item, place)
    if (next !== item) (changed ??= items.slice())[place] = next
  }
  return changed ?? items
}
