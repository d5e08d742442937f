import { forgettingSearches, threeBrokerSearches, threeBrokerWalks } from './three-brokers'

test('no two worlds of three brokers have one name', () => {
  const names = [...forgettingSearches, ...threeBrokerSearches, ...threeBrokerWalks].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
