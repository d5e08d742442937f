import { forgettingSearches, losingSearches, threeBrokerSearches, threeBrokerWalks } from './three-brokers'

test('no two worlds of three brokers have one name', () => {
  const names = [...forgettingSearches, ...losingSearches, ...threeBrokerSearches, ...threeBrokerWalks].map(
    ({ name }) => name,
  )
  expect(new Set(names).size).toBe(names.length)
})
