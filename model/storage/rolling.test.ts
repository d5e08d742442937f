import { rollsBefore } from './rolling'
import { defaultLogConfig, NO_HORIZON, type Batch, type LogConfig, type Segment } from './segment'

const batch = (offset: number, timestamp = 0, size = 100): Batch => ({
  ...{ offset, timestamp, size, epoch: 0, key: 'k', value: 'v' },
  ...{ deleteHorizon: NO_HORIZON, count: 1 },
})

const active = (...batches: readonly Batch[]): Segment => ({
  baseOffset: batches[0]?.offset ?? 0,
  batches,
  lastModified: 0,
})

const reason = (segment: Segment, next: Batch, config: Partial<LogConfig> = {}): string | undefined =>
  rollsBefore(segment, next, { ...defaultLogConfig, ...config })

describe('a segment is rolled before a batch', () => {
  test('that makes it larger than segment.bytes, and not before one that just fits', () => {
    const two = active(batch(0), batch(1))
    expect(reason(two, batch(2), { segmentBytes: 300 })).toBeUndefined()
    expect(reason(two, batch(2), { segmentBytes: 299 })).toBe('size')
  })

  test('whose timestamp is more than segment.ms after that of its first batch, whatever the clock says', () => {
    const one = active(batch(0, 1000), batch(1, 5000))
    expect(reason(one, batch(2, 2000), { segmentMs: 1000 })).toBeUndefined()
    expect(reason(one, batch(2, 2001), { segmentMs: 1000 })).toBe('time')
    expect(reason(active(), batch(0, 9e9), { segmentMs: 1000 })).toBeUndefined()
  })

  test('once its offset index is full: an entry for more than index.interval.bytes each', () => {
    const config = { indexIntervalBytes: 150, segmentIndexBytes: 36 }
    const eight = [0, 1, 2, 3, 4, 5, 6, 7].map((offset) => batch(offset))
    expect(reason(active(...eight), batch(8), config)).toBeUndefined()
    expect(reason(active(...eight, batch(8)), batch(9), config)).toBe('index')
  })

  test('once its time index is full, which has one place less, and needs timestamps that grow', () => {
    const config = { indexIntervalBytes: 0, segmentIndexBytes: 24 }
    expect(reason(active(batch(0, 7), batch(1, 7)), batch(2, 7), config)).toBe('index')
    expect(reason(active(batch(0, 7)), batch(1, 7), config)).toBeUndefined()
  })

  test('whose offset does not fit into four bytes beside its base offset', () => {
    expect(reason(active(batch(0)), batch(2 ** 31 - 1))).toBeUndefined()
    expect(reason(active(batch(0)), batch(2 ** 31))).toBe('offset')
  })
})
