import type { Decisions } from '../versions/decisions'
import type { Offset } from '../values'
import { activeSegment, bytesOfAll, segmentsBetween, type LogConfig, type LogView, type Segment } from './segment'

/** The decisions of a release about what is compacted. */
export type CleanableDecisions = Pick<Decisions, 'ageOf' | 'firstDirty' | 'cleansBelow'>

/** LogToClean: what of a log the cleaner may compact, and how much of it is dirty. */
export interface Cleanable {
  /** From here on the cleaner has not read the log yet. */
  readonly firstDirty: Offset
  /** The base offset of the first segment that it leaves alone. */
  readonly firstUncleanable: Offset
  /** Bytes below the first dirty offset, and from there to the first uncleanable one. */
  readonly cleanBytes: number
  readonly cleanableBytes: number
  /** The log is compacted whatever its ratio, because of max.compaction.lag.ms. */
  readonly isDue: boolean
}

/**
 * LogCleanerManager.cleanableOffsets, calculateCleanableBytes, maxCompactionDelay (2.1.0, 2.7.0, 3.9.0).
 *
 * The cleaner leaves alone the active segment; what `cleansBelow` keeps from it; and every segment from the first on that has a
 * batch younger than min.compaction.lag.ms. An offset inside of a segment counts as the base offset of that segment.
 *
 * `cleanerOffset` is what cleaner-offset-checkpoint has for this log; 0: nothing.
 */
export const cleanable = (
  view: LogView,
  cleanerOffset: Offset,
  config: LogConfig,
  now: number,
  decide: CleanableDecisions,
): Cleanable => {
  const { segments, highWatermark } = view
  const { baseOffset: active } = activeSegment(segments)
  const firstDirty = decide.firstDirty(cleanerOffset, view)
  const dirty = segmentsBetween(segments, firstDirty, active)
  const isYoung = (segment: Segment): boolean => decide.ageOf(segment) > now - config.minCompactionLagMs
  const young = config.minCompactionLagMs > 0 ? dirty.find(isYoung)?.baseOffset : undefined
  const bound = Math.max(firstDirty, Math.min(active, young ?? active, decide.cleansBelow(highWatermark)))
  const firstUncleanable = segmentsBetween(segments, bound, active)[0]?.baseOffset ?? active
  const cleanBytes = bytesOfAll(segments.filter(({ baseOffset }) => baseOffset < firstDirty))
  const cleanableBytes = bytesOfAll(segmentsBetween(segments, Math.min(firstDirty, firstUncleanable), firstUncleanable))
  return { firstDirty, firstUncleanable, cleanBytes, cleanableBytes, isDue: isDue(dirty, config, now) }
}

/** LogToClean.cleanableRatio: how much of what can be compacted is dirty. 0 where there is nothing. */
const dirtyRatio = ({ cleanBytes, cleanableBytes }: Cleanable): number =>
  cleanBytes + cleanableBytes === 0 ? 0 : cleanableBytes / (cleanBytes + cleanableBytes)

/** LogCleanerManager.grabFilthiestCompactedLog: is this log compacted in the next round, unless another one is dirtier? */
export const isCleaned = (candidate: Cleanable, { minCleanableDirtyRatio }: LogConfig): boolean =>
  (candidate.isDue && candidate.cleanableBytes > 0) || dirtyRatio(candidate) > minCleanableDirtyRatio

/** LogCleanerManager.maxCompactionDelay: the first batch of some dirty segment is older than max.compaction.lag.ms. */
const isDue = (dirty: readonly Segment[], { maxCompactionLagMs }: LogConfig, now: number): boolean =>
  dirty.some(
    ({ batches: [first] }) => first !== undefined && first.timestamp > 0 && first.timestamp < now - maxCompactionLagMs,
  )
