import type { Decisions } from '../versions/decisions'
import { preset } from '../versions/timeline'
import { deleteOldSegments, type Retention } from './retention'
import { defaultLogConfig, NO_HORIZON, type LogConfig, type LogView, type Segment } from './segment'

const decisionsOf = (release: string): Decisions => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol.decide
}

const segment = (baseOffset: number, ...timestamps: readonly number[]): Segment => ({
  baseOffset,
  batches: timestamps.map((timestamp, place) => ({
    ...{ offset: baseOffset + place, timestamp, size: 100, epoch: 0, key: null, value: 'v' },
    ...{ deleteHorizon: NO_HORIZON, count: 1 },
  })),
  lastModified: 10_000,
})

/** Two records a segment: offsets 0 to 5, of the times 0, 1000, 2000; the high watermark is at the log end. */
const log: LogView = {
  segments: [segment(0, 0, 0), segment(2, 1000, 1000), segment(4, 2000, 2000)],
  ...{ logStart: 0, logEnd: 6, highWatermark: 6 },
}

const after = (now: number, config: Partial<LogConfig>, view: Partial<LogView> = {}, release = '2.1'): Retention =>
  deleteOldSegments({ ...log, ...view }, { ...defaultLogConfig, ...config }, now, decisionsOf(release))

describe('retention', () => {
  test('by time deletes segments whose newest record is older than retention.ms', () => {
    expect(after(1500, { retentionMs: 1500 })).toEqual({ deleted: 0, rolls: false, logStart: 0 })
    expect(after(1501, { retentionMs: 1500 })).toEqual({ deleted: 1, rolls: false, logStart: 2 })
  })

  test('of everything rolls an empty segment first, which stays', () => {
    expect(after(9000, { retentionMs: 0 })).toEqual({ deleted: 3, rolls: true, logStart: 6 })
    const empty = { segments: [segment(6)], logStart: 6 }
    expect(after(9e9, { retentionMs: 0 }, empty)).toEqual({ deleted: 0, rolls: false, logStart: 6 })
  })

  test('by size deletes as long as at least retention.bytes are left', () => {
    expect(after(0, { retentionBytes: 401 }).deleted).toBe(0)
    expect(after(0, { retentionBytes: 400 }).deleted).toBe(1)
    expect(after(0, { retentionBytes: 0 })).toEqual({ deleted: 3, rolls: true, logStart: 6 })
  })

  test('stops at the first segment that is to stay, even if a later one is too old', () => {
    const segments = [segment(0, 0, 5000), segment(2, 0, 0), segment(4, 0, 0)]
    expect(after(3000, { retentionMs: 1000 }, { segments }).deleted).toBe(0)
  })

  test('deletes what is below the log start offset, but never the active segment for that', () => {
    const off = { retentionMs: -1 }
    expect(after(0, off, { logStart: 3 }).deleted).toBe(1)
    expect(after(0, off, { logStart: 4 }).deleted).toBe(2)
    expect(after(0, off, { logStart: 6 })).toEqual({ deleted: 2, rolls: false, logStart: 6 })
  })

  test('stops at the high watermark since KAFKA-5634', () => {
    const all = { retentionMs: 0 }
    expect(after(9000, all, { highWatermark: 3 })).toEqual({ deleted: 1, rolls: false, logStart: 2 })
    expect(after(9000, all, { highWatermark: 1 }).deleted).toBe(0)
    expect(after(20_000, all, { highWatermark: 1 }, '0.10.2')).toEqual({ deleted: 3, rolls: true, logStart: 6 })
  })

  test('goes by the times of files up to 0.10.0, and by timestamps since KIP-33', () => {
    expect(after(9000, { retentionMs: 0 }, {}, '0.8.0').deleted).toBe(0)
    expect(after(9000, { retentionMs: 0 }, {}, '0.10.2').deleted).toBe(3)
    const empty = [{ ...segment(0), lastModified: 8000 }, segment(2, 0)]
    expect(after(8500, { retentionMs: 500 }, { segments: empty, logEnd: 3 }, '2.1').deleted).toBe(0)
    expect(after(8501, { retentionMs: 500 }, { segments: empty, logEnd: 3 }, '2.1').deleted).toBe(2)
  })

  test('deletes nothing but what is below the log start offset of a compacted topic, since KAFKA-7400', () => {
    const compact = { cleanupPolicy: 'compact', retentionMs: 0 } as const
    expect(after(9000, compact).deleted).toBe(0)
    expect([
      after(9000, compact, { logStart: 2 }, '2.0.0').deleted,
      after(9000, compact, { logStart: 2 }).deleted,
    ]).toEqual([0, 1])
    expect(after(9000, { cleanupPolicy: 'compact,delete', retentionMs: 0 }).deleted).toBe(3)
  })
})
