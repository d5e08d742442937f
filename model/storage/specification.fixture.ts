/**
 * What compaction and retention promise, said without segments files, maps or rounds wherever that is possible. Nothing
 * here is taken from the rules that it judges.
 */
import type { Cleaning } from './cleaning'
import type { Retention } from './retention'
import type { Batch, LogConfig, LogView, Segment } from './segment'

/** When the cleaner first kept a tombstone, by its offset: its delete horizon is delete.retention.ms later. */
export type Notes = ReadonlyMap<number, number>

export const noNotes: Notes = new Map()

interface Round {
  readonly view: LogView
  readonly settings: LogConfig
  readonly now: number
}

/** A round of the cleaner, and all records that the log has ever been given. */
interface Cleaned extends Round {
  readonly done: Cleaning
  readonly written: readonly Batch[]
  readonly notes: Notes
  /** Where the round before ended; or the log start. */
  readonly from: number
  /** So many keys may be noted in one round. There are three. */
  readonly mostKeys: number
}

const batchesOf = (segments: readonly Segment[]): readonly Batch[] => segments.flatMap(({ batches }) => batches)

const offsetsOf = (batches: readonly Batch[]): readonly number[] => batches.map(({ offset }) => offset)

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const bytes = (segments: readonly Segment[]): number => batchesOf(segments).reduce((sum, { size }) => sum + size, 0)

/**
 * The bound of a round: segments below it have no record at or above the high watermark, none younger than
 * min.compaction.lag.ms where they were not clean before, and are not the active one.
 */
const boundOf = ({ view, settings, now }: Round, clean: number): number => {
  const stop = view.segments.find((segment, place) => {
    const next = view.segments[place + 1]?.baseOffset
    if (next === undefined || next > view.highWatermark) return true
    const newest =
      segment.batches.length === 0 ? segment.lastModified : Math.max(...segment.batches.map((one) => one.timestamp))
    return next > clean && settings.minCompactionLagMs > 0 && newest > now - settings.minCompactionLagMs
  })
  return stop?.baseOffset ?? view.logEnd
}

/** The notes after a round; or what is wrong with it. */
export const wrongCleaning = (round: Cleaned): string | Notes => {
  const { view, done, written, now, settings, notes, from, mostKeys } = round
  const [before, after] = [batchesOf(view.segments), batchesOf(done.segments)]
  const end = done.cleanerOffset
  const bound = boundOf(round, from)
  if (mostKeys >= 4 ? end !== bound : end > bound) return `cleaned up to ${end}, and not to ${bound}`
  const newer = (one: Batch): boolean =>
    written.some(({ key, offset, count }) => count > 0 && key === one.key && offset > one.offset && offset < end)
  const isGone = ({ offset, value }: Batch): boolean => {
    const since = notes.get(offset)
    return value === null && since !== undefined && now >= since + settings.deleteRetentionMs
  }
  const expected = before.filter(
    (one) => one.count > 0 && (one.offset >= end || (one.key !== null && !newer(one) && !isGone(one))),
  )
  const last = before.find(({ offset }) => offset === bound - 1)
  const records = after.filter(({ count }) => count > 0)
  if (!same(offsetsOf(records), offsetsOf(expected)))
    return `kept ${offsetsOf(records).join()}, and not ${offsetsOf(expected).join()}`
  if (last !== undefined && !offsetsOf(after).includes(last.offset))
    return `nothing is left of ${last.offset}, the last`
  const unlike = records.find((one) => !same(bare(one), bare(written[one.offset])))
  if (unlike !== undefined) return `the record at ${unlike.offset} is another one`
  return (
    wrongSegments(view, done.segments, settings) ??
    noted(
      notes,
      records,
      done.swaps.flatMap(({ old }) => old),
      now,
    )
  )
}

/** A record without what the cleaner may change. */
const bare = (batch: Batch | undefined): unknown => batch && { ...batch, deleteHorizon: 0 }

const noted = (notes: Notes, records: readonly Batch[], read: readonly Segment[], now: number): Notes => {
  const seen = new Set(offsetsOf(batchesOf(read)))
  const fresh = records.filter(({ offset, value }) => value === null && seen.has(offset) && !notes.has(offset))
  return new Map([...notes, ...fresh.map(({ offset }) => [offset, now] as const)])
}

/** Order, and what is in which segment. */
const wrongSegments = (view: LogView, segments: readonly Segment[], settings: LogConfig): string | undefined => {
  const bases = view.segments.map(({ baseOffset }) => baseOffset)
  for (const [place, { baseOffset, batches }] of segments.entries()) {
    if (!bases.includes(baseOffset)) return `a segment ${baseOffset} that was none before`
    const next = segments[place + 1]?.baseOffset ?? view.logEnd
    if (next <= baseOffset && batches.length > 0) return `segment ${next} is behind ${baseOffset}`
    if (batches.some(({ offset }) => offset < baseOffset || offset >= next))
      return `segment ${baseOffset} has what is not its own`
    const from = view.segments.filter((old) => old.baseOffset >= baseOffset && old.baseOffset < next)
    if (from.length > 1 && bytes(from) > settings.segmentBytes) return `segment ${baseOffset} is made of too much`
  }
  const offsets = offsetsOf(batchesOf(segments))
  if (offsets.some((offset, place) => offset <= (offsets[place - 1] ?? -1))) return 'offsets out of order'
  return same(segments.at(-1), view.segments.at(-1)) ? undefined : 'the active segment is another one'
}

/** What is wrong with a round of the retention task. */
export const wrongRetention = ({
  view,
  settings,
  now,
  done,
}: Round & { readonly done: Retention }): string | undefined => {
  const { segments, highWatermark, logEnd, logStart } = view
  const endOf = (place: number): number => segments[place + 1]?.baseOffset ?? logEnd
  const prefix = (may: (segment: Segment, place: number) => boolean): number => {
    const first = segments.findIndex((segment, place) => {
      const isEmptyActive = place === segments.length - 1 && segment.batches.length === 0
      return isEmptyActive || endOf(place) > highWatermark || !may(segment, place)
    })
    return first < 0 ? segments.length : first
  }
  const newest = ({ batches, lastModified }: Segment): number =>
    batches.length === 0 ? lastModified : Math.max(...batches.map(({ timestamp }) => timestamp))
  const isDeleted = settings.cleanupPolicy !== 'compact'
  const most = Math.max(
    prefix((_, place) => place < segments.length - 1 && endOf(place) <= logStart),
    isDeleted && settings.retentionMs >= 0 ? prefix((one) => newest(one) < now - settings.retentionMs) : 0,
    isDeleted && settings.retentionBytes >= 0
      ? prefix((_, place) => bytes(segments.slice(place + 1)) >= settings.retentionBytes)
      : 0,
  )
  const isAll = most === segments.length
  const start = most === 0 ? logStart : isAll ? logEnd : Math.max(logStart, segments[most]?.baseOffset ?? logEnd)
  const expected: Retention = { deleted: most, rolls: isAll, logStart: start }
  if (!same(done, expected)) return `retention did ${JSON.stringify(done)}, and not ${JSON.stringify(expected)}`
  return done.logStart > highWatermark ? 'the log starts above its high watermark' : undefined
}
