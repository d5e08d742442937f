import type { Decisions } from '../versions/decisions'
import type { Offset } from '../values'
import { bytesOfAll, deletes, type LogConfig, type LogView, type Segment } from './segment'

/** The decisions of a release about what is deleted. */
export type RetentionDecisions = Pick<Decisions, 'ageOf' | 'deletesBelow' | 'deletesBelowLogStart'>

/** What one round of the retention task does to a log. */
export interface Retention {
  /** How many segments go, from the front. */
  readonly deleted: number
  /** All segments go, the active one too: a new one is rolled first, whose base offset is the log end. */
  readonly rolls: boolean
  /** The log start offset afterwards. */
  readonly logStart: Offset
}

/** Is the segment at this place of a log to go? */
type Expired = (place: number, log: readonly Segment[]) => boolean

/**
 * Log.deleteOldSegments (2.1.0): what the retention task deletes from a log, at the time `now`.
 *
 * Segments go because of retention.ms, because of retention.bytes, or because they are below the log start offset.
 * Only a prefix of the log goes, nothing at or above the offset that `deletesBelow` says, and never an active
 * segment that is empty.
 *
 * Deliberately simplified: since 3.0 time is asked last, not first. That matters where a segment that is too much for
 * retention.bytes is in front of one that is too old: the later one goes one round earlier there.
 */
export const deleteOldSegments = (
  { segments, logStart, logEnd, highWatermark }: LogView,
  config: LogConfig,
  now: number,
  decide: RetentionDecisions,
): Retention => {
  const limit = decide.deletesBelow(highWatermark, logEnd)
  const rolled: Segment = { baseOffset: logEnd, batches: [], lastModified: now }
  let left = segments
  let deleted = 0
  let rolls = false
  for (const expired of reasons(config, now, logStart, decide)) {
    const count = deletable(left, logEnd, limit, expired)
    const isAll = count > 0 && count === left.length
    left = isAll ? [rolled] : left.slice(count)
    deleted += count
    rolls ||= isAll
  }
  return { deleted, rolls, logStart: deleted === 0 ? logStart : Math.max(logStart, left[0]?.baseOffset ?? logEnd) }
}

/** Log.deleteRetentionMsBreachedSegments, deleteRetentionSizeBreachedSegments, deleteLogStartOffsetBreachedSegments. */
const reasons = (config: LogConfig, now: number, logStart: Offset, decide: RetentionDecisions): readonly Expired[] => {
  const { retentionMs, retentionBytes } = config
  const isBelowLogStart: Expired = (place, log) => (log[place + 1]?.baseOffset ?? Infinity) <= logStart
  if (!deletes(config)) return decide.deletesBelowLogStart() ? [isBelowLogStart] : []
  const isTooOld: Expired = (place, log) => now - decide.ageOf(log[place] as Segment) > retentionMs
  const isTooMuch: Expired = (place, log) => bytesOfAll(log.slice(place + 1)) >= retentionBytes
  return [...(retentionMs < 0 ? [] : [isTooOld]), ...(retentionBytes < 0 ? [] : [isTooMuch]), isBelowLogStart]
}

/** Log.deletableSegments: how many segments go for one reason. */
const deletable = (log: readonly Segment[], logEnd: Offset, limit: Offset, expired: Expired): number => {
  const kept = log.findIndex(({ batches }, place) => {
    const next = log[place + 1]?.baseOffset
    if (next === undefined && batches.length === 0) return true
    return (next ?? logEnd) > limit || !expired(place, log)
  })
  return kept < 0 ? log.length : kept
}
