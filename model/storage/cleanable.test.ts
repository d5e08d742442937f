/** Which logs the cleaner takes, and how far it goes: LogCleanerManager (2.1.0). */
import { preset } from '../versions/timeline'
import type { Decisions } from '../versions/decisions'
import { cleanable, isCleaned, type Cleanable } from './cleanable'
import { clean } from './cleaning'
import { defaultLogConfig, NO_HORIZON, type LogConfig, type LogView, type Segment } from './segment'

const decide = ((): Decisions => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  return protocol.decide
})()

/** One batch of 100 bytes, or none. */
const segment = (baseOffset: number, timestamp?: number, lastModified = 0): Segment => ({
  ...{ baseOffset, lastModified },
  batches:
    timestamp === undefined
      ? []
      : [
          {
            ...{ offset: baseOffset, timestamp, size: 100, epoch: 0, key: `k${baseOffset}`, value: 'v' },
            ...{ deleteHorizon: NO_HORIZON, count: 1 },
          },
        ],
})

const view = (...segments: readonly Segment[]): LogView => ({ segments, logStart: 0, logEnd: 4, highWatermark: 4 })

/** Three segments of the times 10, 20 and 30, and the active one. */
const log = view(segment(0, 10), segment(1, 20), segment(2, 30), segment(3, 40))

const candidate = (
  { now, from = 0, ...config }: Partial<LogConfig> & { readonly now: number; readonly from?: number },
  given: LogView = log,
): Cleanable => cleanable(given, from, { ...defaultLogConfig, ...config }, now, decide)

const LAG = { maxCompactionLagMs: 50, minCleanableDirtyRatio: 0.9 }

/** LogCleanerManager.grabFilthiestCompactedLog, LogToClean.cleanableRatio */
test('a log is cleaned if the bytes that are dirty are more than min.cleanable.dirty.ratio of what can be cleaned', () => {
  const half = candidate({ now: 100, from: 1 }, view(segment(0, 10), segment(1, 20), segment(2, 30)))
  expect(half).toMatchObject({ firstDirty: 1, firstUncleanable: 2, cleanBytes: 100, cleanableBytes: 100 })
  expect([0.49, 0.5].map((ratio) => isCleaned(half, { ...defaultLogConfig, minCleanableDirtyRatio: ratio }))).toEqual([
    true,
    false,
  ])
})

test('a log of which nothing is dirty is not cleaned, whatever the ratio', () =>
  expect(isCleaned(candidate({ now: 100, from: 3 }), { ...defaultLogConfig, minCleanableDirtyRatio: 0 })).toBe(false))

/** LogCleanerManager.maxCompactionDelay (KIP-354, 2.3.0) */
describe('max.compaction.lag.ms', () => {
  test('makes a log due once the first batch of a dirty segment is older than that, and not before', () =>
    expect([60, 61].map((now) => candidate({ ...LAG, now }).isDue)).toEqual([false, true]))

  test('does not look at segments that are clean', () =>
    expect([70, 71].map((now) => candidate({ ...LAG, now, from: 1 }).isDue)).toEqual([false, true]))

  test('does not look at batches without a timestamp, nor at segments without a batch', () => {
    const never = view(segment(0, 0), segment(1, -1), segment(2), segment(3, 40))
    expect(candidate({ ...LAG, now: 9e9 }, never).isDue).toBe(false)
    expect(candidate({ ...LAG, now: 9e9 }, view(...never.segments.slice(0, 3), segment(3, 1), segment(4))).isDue).toBe(
      true,
    )
  })

  test('has a log cleaned whose ratio is too small, if there is something to clean', () => {
    const config = { ...defaultLogConfig, ...LAG }
    expect(isCleaned(candidate({ ...LAG, now: 80, from: 2 }), config)).toBe(false)
    expect(isCleaned(candidate({ ...LAG, now: 81, from: 2 }), config)).toBe(true)
    const uncommitted = { ...log, highWatermark: 0 }
    const bounded = { ...decide, cleansBelow: (highWatermark: number) => highWatermark }
    const nothing = cleanable(uncommitted, 0, config, 9e9, bounded)
    expect(nothing).toMatchObject({ isDue: true, cleanableBytes: 0 })
    expect(isCleaned(nothing, config)).toBe(false)
  })
})

/** Cleaner.clean, Cleaner.shouldRetainRecord (2.1.0): deleteHorizonMs */
test('before KIP-534 a tombstone goes once the last clean segment is delete.retention.ms younger than that of the tombstone', () => {
  const config = { ...defaultLogConfig, deleteRetentionMs: 10 }
  const tombstoneIn = (one: Segment): Segment => ({
    ...one,
    batches: one.batches.map((batch) => ({ ...batch, value: null })),
  })
  const keptAfter = (lastClean: number): readonly number[] => {
    const segments = [tombstoneIn(segment(0, 10, 100)), segment(1, 20, lastClean), segment(2, 30, 900), segment(3, 40)]
    const { segments: cleaned } = clean({ segments }, { firstDirty: 2, firstUncleanable: 3 }, config, 1000, decide)
    return cleaned.flatMap(({ batches }) => batches.map(({ offset }) => offset))
  }
  expect([keptAfter(109), keptAfter(110)]).toEqual([
    [0, 1, 2, 3],
    [1, 2, 3],
  ])
})
