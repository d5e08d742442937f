/** Walks on several threads. More walks, and more threads: take-walks.long.test.ts; longer walks: take-walks.night.test.ts. */
import { surviveCrashes } from './mortal.fixture'
import { planFor, taken } from './taking.fixture'

describe('walks on several threads', () => {
  test('find the same failure on two as on one: the earliest one', async () => {
    const withBug = planFor(4000, { kafka: '0.8.0', bounds: { brokers: 2, records: 1 } })
    const broken = await taken(withBug, 1)
    expect(broken.verdict).toBe('broken')
    expect(await taken(withBug, 2)).toEqual(broken)
  })

  surviveCrashes(40)
})
