/** Medians, intervals and ratios of hunts, against values that are known or counted. */
import { bugRows, medianOf, sampleOf, shareOf, strategyRows, timesAsMany, wholeSeeds, type Hunted } from './strategies'

const hunts = (strategy: string, steps: readonly number[], most = 1000, bug = 'B01'): readonly Hunted[] =>
  steps.map((value, seed) => ({ bug, strategy, seed, steps: Math.min(value, most), isFound: value <= most }))

test('of 30 values the interval of the median is from the 10th to the 21st', () => {
  const values = Array.from({ length: 30 }, (_, value) => value + 1)
  expect(medianOf({ steps: values })).toEqual({ median: 15, from: 10, to: 21 })
})

test('of 5 values there is no such interval but everything', () => {
  expect(medianOf({ steps: [1, 2, 3, 4, 5] })).toEqual({ median: 3, from: 0, to: Infinity })
})

test('a hunt that found nothing is longer than any other', () => {
  expect(sampleOf(hunts('a', [5, 2000, 7]))).toEqual({ steps: [5, 7, Infinity], found: 2, total: 1012 })
})

test('the interval of a share is that of Wilson', () => {
  const { from, to } = shareOf(10, 100)
  expect([from.toFixed(4), to.toFixed(4)]).toEqual(['0.0552', '0.1744'])
  expect(shareOf(0, 30).from).toBe(0)
})

test('one that needs three times the steps of the other for each bug needs three times the steps', () => {
  const [one, other] = [
    { steps: [], found: 30, total: 3000 },
    { steps: [], found: 30, total: 1000 },
  ]
  const { times, from, to } = timesAsMany([
    [one, other],
    [one, other],
  ])
  expect(times).toBeCloseTo(3)
  expect(from).toBeLessThan(3)
  expect(to).toBeGreaterThan(3)
})

test('a seed from which not everything was hunted is left out', () => {
  const some = [...hunts('a', [5, 6, 7]), ...hunts('b', [5, 6])]
  expect(wholeSeeds(some).map(({ strategy, seed }) => `${strategy}${seed}`)).toEqual(['a0', 'a1', 'b0', 'b1'])
})

test('the tables', () => {
  const some = [...hunts('a', [50, 60, 70_000, 80], 2000), ...hunts('b', [500, 1600, 1700, 1800], 2000)]
  expect(bugRows(some, 2000)).toEqual([
    ['bug', 'a', 'b'],
    ['B01', '60 (0 to >2.0k), 1 missed', '1.6k (0 to >2.0k)'],
  ])
  expect(strategyRows(some, 'a').map((row) => row.slice(0, 3))).toEqual([
    ['strategy', 'found', 'missed, % (95 %)'],
    ['a', '3 of 4', '25 (5 to 70)'],
    ['b', '4 of 4', '0 (0 to 49)'],
  ])
})
