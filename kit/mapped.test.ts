import { mapped } from './mapped'

describe('a list with each item changed', () => {
  test('has what became of each item, in its place', () => {
    expect(mapped([3, 4, 5], (item, place) => item * 10 + place)).toEqual([30, 41, 52])
    expect(mapped([3, 4, 5], (item) => (item === 4 ? 0 : item))).toEqual([3, 0, 5])
  })

  test('is the same list where no item is another', () => {
    const items = [{ of: 1 }, { of: 2 }]
    expect(mapped(items, (item) => item)).toBe(items)
    expect(mapped([], () => 1)).toEqual([])
  })

  test('leaves the list as it was', () => {
    const items = [1, 2]
    mapped(items, (item) => item + 1)
    expect(items).toEqual([1, 2])
  })
})
