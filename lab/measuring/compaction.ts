import { cleanable, isCleaned } from '../../model/storage/cleanable'
import { clean } from '../../model/storage/cleaning'
import { rollsBefore } from '../../model/storage/rolling'
import {
  activeSegment,
  bytesOfAll,
  defaultLogConfig,
  HEADER_BYTES,
  NO_HORIZON,
  type Batch,
  type LogConfig,
  type LogView,
  type Segment,
} from '../../model/storage/segment'
import type { Decisions } from '../../model/versions/decisions'
import { kafkaNamed } from '../operating/release'

/** What compaction does to a log of updates, and what a consumer replays that restores the latest values from it. */
export interface Compaction {
  readonly updates: number
  readonly keys: number
  readonly before: Replayed
  readonly after: Replayed
  /** Rounds of the cleaner, and the bytes that it read and wrote in all of them. */
  readonly rounds: number
  readonly bytesRead: number
  readonly bytesWritten: number
}

export interface Replayed {
  readonly records: number
  readonly bytes: number
}

/** A record of 100 bytes beside the header of its batch. */
const SIZE = HEADER_BYTES + 100
const SEGMENT_BYTES = 50 * 1024

const CONFIG: LogConfig = { ...defaultLogConfig, segmentBytes: SEGMENT_BYTES, cleanupPolicy: 'compact' }

/**
 * Updates are written one after the other, to each key in turn, under Kafka 2.6 with min.cleanable.dirty.ratio=0.5 and
 * segments of 50 KiB. The cleaner looks at the log whenever a segment has been rolled.
 */
export const compacted = (updates: number, keys: number): Compaction => {
  const decide = kafkaNamed('2.6').protocol.decide
  let log: Log = { segments: [{ baseOffset: 0, batches: [], lastModified: 0 }], cleanerOffset: 0, cost: NO_COST }
  for (let offset = 0; offset < updates; offset++) log = cleanedIfDue(appended(log, batchOf(offset, keys)), decide)
  const { segments, cost } = log
  return {
    ...{ updates, keys, before: { records: updates, bytes: updates * SIZE } },
    after: { records: segments.reduce((sum, { batches }) => sum + batches.length, 0), bytes: bytesOfAll(segments) },
    ...cost,
  }
}

interface Log {
  readonly segments: readonly Segment[]
  readonly cleanerOffset: number
  readonly cost: Pick<Compaction, 'rounds' | 'bytesRead' | 'bytesWritten'>
}

const NO_COST = { rounds: 0, bytesRead: 0, bytesWritten: 0 }

const batchOf = (offset: number, keys: number): Batch => ({
  ...{ offset, epoch: 0, key: `k${offset % keys}`, value: `v${offset}`, timestamp: offset, size: SIZE },
  ...{ deleteHorizon: NO_HORIZON, count: 1 },
})

/** The second part says whether a segment was rolled. */
const appended = ({ segments, ...log }: Log, batch: Batch): readonly [Log, boolean] => {
  const active = activeSegment(segments)
  const written = (segment: Segment): Segment => ({ ...segment, batches: [...segment.batches, batch] })
  if (rollsBefore(active, batch, CONFIG) === undefined)
    return [{ ...log, segments: [...segments.slice(0, -1), written(active)] }, false]
  const fresh: Segment = { baseOffset: batch.offset, batches: [], lastModified: batch.timestamp }
  return [{ ...log, segments: [...segments, written(fresh)] }, true]
}

const cleanedIfDue = ([log, isRolled]: readonly [Log, boolean], decide: Decisions): Log => {
  if (!isRolled) return log
  const { segments, cleanerOffset, cost } = log
  const last = activeSegment(segments).batches.at(-1)
  const [now, logEnd] = [last?.timestamp ?? 0, (last?.offset ?? -1) + 1]
  const view: LogView = { segments, logStart: 0, logEnd, highWatermark: logEnd }
  const candidate = cleanable(view, cleanerOffset, CONFIG, now, decide)
  if (!isCleaned(candidate, CONFIG)) return log
  const cleaning = clean(view, candidate, CONFIG, now, decide)
  return {
    segments: cleaning.segments,
    cleanerOffset: cleaning.cleanerOffset,
    cost: {
      rounds: cost.rounds + 1,
      bytesRead: cost.bytesRead + cleaning.bytesRead,
      bytesWritten: cost.bytesWritten + cleaning.bytesWritten,
    },
  }
}
