/** What the cleaner writes in the place of old segments. */
import { preset } from '../versions/timeline'
import { cleanInto } from './filtering'
import { keysBetween } from './offset-map'
import { defaultLogConfig, NO_HORIZON, type Segment } from './segment'

const segment = (baseOffset: number, key: string, lastModified: number): Segment => ({
  ...{ baseOffset, lastModified },
  batches: [
    {
      ...{ offset: baseOffset, timestamp: 0, size: 100, epoch: 0, key, value: 'v' },
      ...{ deleteHorizon: NO_HORIZON, count: 1 },
    },
  ],
})

test('a cleaned segment begins where the first of the old ones began, and is as old as the last', () => {
  const decide = preset('2.1')?.decide
  if (decide === undefined) throw new Error('no release 2.1')
  const old = [segment(0, 'k', 100), segment(1, 'k', 200), segment(2, 'l', 300)] as const
  const cleaned = cleanInto(old, {
    ...{
      map: keysBetween(old, 0, 3, 99),
      now: 1000,
      config: defaultLogConfig,
      lastClean: undefined,
      upperBound: 3,
      decide,
    },
  })
  expect(cleaned.batches.map(({ offset }) => offset)).toEqual([1, 2])
  expect(cleaned).toMatchObject({ baseOffset: 0, lastModified: 300 })
})
