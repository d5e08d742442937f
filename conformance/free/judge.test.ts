import { freeTrace, recordedReleases } from './recorded-free.fixture'
import { isRejectedWhenTampered, judged } from './tampered-free.fixture'

test.each(recordedReleases)(
  'a free run of %s is explained by its own model, and most events rule something out',
  (release) => {
    const trace = freeTrace(release)
    const { verdict, explained, constraining } = judged(trace)
    expect({ verdict, explained }).toEqual({ verdict: 'accepted', explained: trace.events.length })
    expect(constraining).toBeGreaterThan(trace.events.length / 2)
  },
)

test.each(['1.1.1', '2.1.1', '2.6.3'])(
  'a follower of 0.10.2.2 cuts a record at its high watermark: %s does not',
  (release) => {
    const { verdict, at } = judged(freeTrace('0.10.2.2'), release)
    expect(verdict).toBe('rejected')
    expect(at?.event).toEqual({ event: 'fetch', follower: 3, leader: 2, fetchOffset: 4 })
  },
)

isRejectedWhenTampered('2.1.1')

test('where there are more states than the limit, nothing is said', () => {
  const { verdict, at } = judged(freeTrace('2.1.1'), '2.1.1', 5)
  expect({ verdict, isThere: at !== undefined }).toEqual({ verdict: 'inconclusive', isThere: true })
})
