import { searchWords } from './progress'

/** The printed remaining time, for the given numbers of waiting states per second. */
const leftWhile = (...waiting: readonly number[]): readonly (string | undefined)[] => {
  const words = searchWords()
  const said = waiting.map((frontier, index) =>
    words({ distinct: 1e6, generated: 4e6, widest: 9, depth: 9, frontier, bytes: 0 }, index + 1),
  )
  return said.map((line) => /about .*/.exec(line)?.[0])
}

describe('the remaining time of a search', () => {
  test('is printed when the number of waiting states fell in each of the last eight samples', () => {
    const said = leftWhile(900, 800, 700, 600, 500, 400, 300, 200, 100)
    expect(said.slice(0, 7)).toEqual(Array(7).fill(undefined))
    expect(said.slice(7)).toEqual(['about 2 s left', 'about 1 s left'])
  })

  test('is not printed while the frontier grows, or if it grew recently', () => {
    expect(leftWhile(1, 2, 3, 4, 5, 6, 7, 8, 9).join('')).toBe('')
    expect(leftWhile(900, 800, 700, 600, 500, 400, 300, 310, 100).join('')).toBe('')
  })

  test('is not printed while the frontier does not change', () => {
    expect(leftWhile(...Array<number>(20).fill(7)).join('')).toBe('')
  })
})
