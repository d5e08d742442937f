/** Segments, the keys in them, and a small world in which they are written. */
import { defaultSettings } from '../bounds'
import { keysBetween } from './offset-map'
import {
  defaultLogConfig,
  hasRetention,
  NO_HORIZON,
  segmentsBetween,
  type Batch,
  type LogConfig,
  type Segment,
} from './segment'
import { isOld, smallStorage, type Written } from './storage-bounds'

const batch = (offset: number, differing: Partial<Batch> = {}): Batch => ({
  ...{ offset, timestamp: 0, size: 10, epoch: 0, key: 'k', value: 'v' },
  ...{ deleteHorizon: NO_HORIZON, count: 1 },
  ...differing,
})
const segment = (baseOffset: number, ...batches: readonly Batch[]): Segment => ({
  baseOffset,
  batches,
  lastModified: 0,
})

test.each<readonly [string, Partial<LogConfig>, boolean]>([
  ['by time', { retentionMs: 1 }, true],
  ['by size', { retentionBytes: 1 }, true],
  ['by nothing', {}, false],
  [
    'by nothing, though there is a limit, where records are compacted',
    { retentionMs: 1, cleanupPolicy: 'compact' },
    false,
  ],
  ['by a limit where records are compacted and deleted', { retentionBytes: 1, cleanupPolicy: 'compact,delete' }, true],
])('segments are deleted %s', (_, differing, has) =>
  expect(hasRetention({ ...defaultLogConfig, retentionMs: -1, retentionBytes: -1, ...differing })).toBe(has),
)

/** Log.logSegments(from, to) */
test.each([
  [2, 4, [2]],
  [3, 5, [2, 4]],
  [0, 3, [2]],
  [3, 3, []],
  [4, 3, []],
  [9, 12, [6]],
])('the segments from %s to %s begin at %j', (from, to, bases) =>
  expect(segmentsBetween([segment(2), segment(4), segment(6)], from, to).map(({ baseOffset }) => baseOffset)).toEqual(
    bases,
  ),
)

test('a map of keys has the last offset of each key, and none of a batch without a record, or without a key', () => {
  const dirty = [segment(0, batch(0), batch(1), batch(2, { count: 0 })), segment(3, batch(3, { key: null }))]
  const { lastOf, end } = keysBetween(dirty, 0, 9, 9)
  expect([lastOf('k'), lastOf('l'), end]).toEqual([1, -1, 9])
  expect(keysBetween([], 0, 9, 9).end).toBe(0)
})

test('records of a small world have their keys in turn, tombstones no value, and old ones an old timestamp', () => {
  const first = (keys: number): readonly Written[] =>
    smallStorage(
      {
        ...{ segmentRecords: 1, keys, tombstones: [1], old: [2], retention: -1, time: 1 },
        ...{ cleanup: 'compact' as const, deletesRecords: false },
      },
      defaultSettings,
    ).workload.slice(0, 3)
  expect(first(2).map(({ key }) => key)).toEqual(['k0', 'k1', 'k0'])
  expect(first(0).map(({ key }) => key)).toEqual([null, null, null])
  expect(first(2).map(({ value }) => value)).toEqual(['v0', null, 'v2'])
  expect(first(2).map(isOld)).toEqual([false, false, true])
})
