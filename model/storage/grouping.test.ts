/** Which segments are compacted into one: Cleaner.groupSegmentsBySize (2.1.0). */
import { groupsOf } from './grouping'
import { defaultLogConfig, NO_HORIZON, type Segment } from './segment'

const segment = (baseOffset: number, size = 100): Segment => ({
  ...{ baseOffset, lastModified: 0 },
  batches: [
    {
      ...{ offset: baseOffset, timestamp: 0, size, epoch: 0, key: 'k', value: 'v' },
      ...{ deleteHorizon: NO_HORIZON, count: 1 },
    },
  ],
})

const grouped = (segments: readonly Segment[], upTo: number, segmentBytes = 1e9): readonly (readonly number[])[] =>
  groupsOf(segments, { ...defaultLogConfig, segmentBytes }, upTo).map((group) =>
    group.map(({ baseOffset }) => baseOffset),
  )

test('neighbours are compacted into one as long as they are at most segment.bytes together', () => {
  const segments = [segment(0), segment(1), segment(2), segment(3, 200)]
  expect(grouped(segments, 4, 200)).toEqual([[0, 1], [2], [3]])
  expect(grouped(segments, 4, 199)).toEqual([[0], [1], [2], [3]])
})

/** A segment ends before the next one, and the last where the round of the cleaner ends. */
test('and as long as the last offset fits into four bytes beside the first base offset', () => {
  const far = 2 ** 31
  expect(grouped([segment(0), segment(10)], far)).toEqual([[0, 10]])
  expect(grouped([segment(0), segment(10)], far + 1)).toEqual([[0], [10]])
  expect(grouped([segment(0), segment(10), segment(100), segment(far + 50)], far + 60)).toEqual([
    [0, 10],
    [100, far + 50],
  ])
})
