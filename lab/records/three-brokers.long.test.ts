import { kafkaCase } from '../questions/kafka-case'
import { check } from '../searching/check'
import { watch } from '../searching/fingerprints.fixture'
import { departure } from './pinned'
import { forgettingSearches, losingSearches, threeBrokerSearches } from './three-brokers'

/** The smallest. All are asked at night. */
const small = [...forgettingSearches, ...losingSearches, ...threeBrokerSearches].filter(
  ({ expected: { distinct = 0 } }) => distinct < 120_000,
)

test.each(small.map((row): [string, typeof row] => [row.name, row]))(
  'three brokers, %s: the search ends as on record',
  async (_, { question, expected }) => {
    const { run } = await check(kafkaCase(question), {}, watch)
    expect(departure(run, expected)).toBeUndefined()
  },
)
