import { searchWords } from './progress'

/** What is said of how much is left, while so many states are waiting second by second. */
const leftWhile = (...waiting: readonly number[]): readonly (string | undefined)[] => {
  const words = searchWords()
  const said = waiting.map((frontier, index) =>
    words({ distinct: 1e6, generated: 4e6, widest: 9, depth: 9, frontier, bytes: 0 }, index + 1),
  )
  return said.map((line) => /about .*/.exec(line)?.[0])
}

describe('how long a search has to go', () => {
  test('is said once the last eight looks each saw fewer states waiting', () => {
    const said = leftWhile(900, 800, 700, 600, 500, 400, 300, 200, 100)
    expect(said.slice(0, 7)).toEqual(Array(7).fill(undefined))
    expect(said.slice(7)).toEqual(['about 2 s left', 'about 1 s left'])
  })

  test('is not said while the frontier grows, nor where it grew a moment ago', () => {
    expect(leftWhile(1, 2, 3, 4, 5, 6, 7, 8, 9).join('')).toBe('')
    expect(leftWhile(900, 800, 700, 600, 500, 400, 300, 310, 100).join('')).toBe('')
  })

  test('is not said while it stays as it is', () => {
    expect(leftWhile(...Array<number>(20).fill(7)).join('')).toBe('')
  })
})
