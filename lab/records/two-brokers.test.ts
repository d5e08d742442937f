import { twoBrokerSearches } from './two-brokers'

test('each pair of faults has an answer on record', () => {
  const without = twoBrokerSearches.filter(({ expected }) => expected.distinct === undefined)
  expect(without.map(({ name }) => name)).toEqual([])
})

test('where it holds, it does so with as many states as make it worth saying', () => {
  const held = twoBrokerSearches.filter(({ expected }) => expected.verdict === 'holds')
  expect(held.every(({ expected: { distinct = 0 } }) => distinct > 100_000)).toBe(true)
})
