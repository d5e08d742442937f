import fc from 'fast-check'
import { int, record } from '../kit/schema'
import { codec } from '../kit/codec'
import { ALL_MARKS, marking } from './sampling'
import { unseen, type Meetings } from './unseen'

const pairs = codec(
  record<{ readonly one: number; readonly other: number }>({ one: int(0, 2 ** 20), other: int(0, 9) }),
)
const mark = marking(pairs, 7)
const marked = (one: number): number => mark({ one, other: 0 }, ALL_MARKS) ?? -1

const countsOf = (walks: readonly (readonly number[])[], mostStates?: number): Meetings => {
  const seen = unseen(mostStates)
  walks.forEach((marks) => seen.add(marks))
  return seen.counts
}

const someWalks = fc.array(fc.uniqueArray(fc.nat(200).map(marked), { maxLength: 30 }), { maxLength: 20 })

describe('the mark of a state', () => {
  test('is unique within its bounds', () => {
    const marks = Array.from({ length: 5000 }, (_, one) => marked(one))
    expect(new Set(marks).size).toBe(5000)
    expect(marking(pairs, 8)({ one: 1, other: 1 }, ALL_MARKS)).not.toBe(mark({ one: 1, other: 1 }, ALL_MARKS))
  })

  test('is an integer below ALL_MARKS, and half of the range contains about half of the states', () => {
    const marks = Array.from({ length: 4096 }, (_, one) => marked(one))
    expect(marks.every((value) => Number.isSafeInteger(value) && value >= 0 && value < ALL_MARKS)).toBe(true)
    const low = marks.filter((value) => value < ALL_MARKS / 2).length
    expect(Math.abs(low - 2048)).toBeLessThan(200)
  })

  test('is returned if and only if it is below the limit', () => {
    const half = ALL_MARKS / 2
    for (let one = 0; one < 100; one++)
      expect(mark({ one, other: 0 }, half)).toBe(marked(one) < half ? marked(one) : undefined)
  })
})

describe('the estimated share of unseen states', () => {
  test('counts the states that only one walk reached', () => {
    expect(
      countsOf([
        [1, 2, 3],
        [2, 3],
        [3, 4],
      ]),
    ).toEqual({ walks: 3, once: 2, all: 7 })
  })

  test('equals the share of new states in a last walk, on average over all orders', () => {
    fc.assert(
      fc.property(someWalks, (walks) => {
        const anew = walks.map((last, at) => {
          const before = new Set(walks.filter((_, other) => other !== at).flat())
          return last.filter((one) => !before.has(one)).length
        })
        expect(countsOf(walks).once).toBe(anew.reduce((sum, one) => sum + one, 0))
      }),
    )
  })

  test('uses a bounded sample, and does not depend on the order of walks', () => {
    fc.assert(
      fc.property(someWalks, (walks) => {
        const distinct = new Set(walks.flat()).size
        const [one, other] = [countsOf(walks, 16), countsOf([...walks].reverse(), 16)]
        expect(one).toEqual(other)
        expect(one.once).toBeLessThanOrEqual(Math.min(16, distinct))
      }),
    )
  })

  test('is the same if walks leave out states that no longer count', () => {
    fc.assert(
      fc.property(someWalks, (walks) => {
        const seen = unseen(16)
        for (const marks of walks) {
          const { below } = seen
          seen.add(marks.filter((one) => one < below))
        }
        expect(seen.counts).toEqual(countsOf(walks, 16))
      }),
    )
  })
})
