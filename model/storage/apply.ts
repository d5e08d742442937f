/** What the retention task and the cleaner answer, written back to a replica. */
import { logEnd, type Disk } from '../replica/disk'
import { emptiedAt, without } from '../replica/log'
import type { Offset } from '../values'
import { NO_PART, type Files, type SegmentFile } from './files'
import { NO_HORIZON, type Batch, type Segment } from './segment'
import type { StorageBounds } from './storage-bounds'

/** The disk once these are the segments of its log. Offsets from `from` to `to` without a batch become holes. */
export const withSegments = (
  storage: StorageBounds,
  disk: Disk,
  segments: readonly Segment[],
  from: Offset,
  to: Offset,
): Disk => {
  const batches = new Map(segments.flatMap((segment) => segment.batches).map((batch) => [batch.offset, batch]))
  const isIn = (offset: Offset): boolean => offset >= from && offset < to
  const log = emptiedAt(
    without(disk.log, (offset) => isIn(offset) && !batches.has(offset)),
    (offset) => batches.get(offset)?.count === 0,
  )
  return { ...disk, log, files: disk.files.map((files) => filesWith(storage, files, segments, batches)) }
}

const filesWith = (
  storage: StorageBounds,
  files: Files,
  segments: readonly Segment[],
  batches: ReadonlyMap<Offset, Batch>,
): Files => ({
  ...files,
  segments: segments.map((segment) => fileOf(storage, files, segment)),
  horizons: [...batches.values()]
    .filter(({ deleteHorizon }) => deleteHorizon !== NO_HORIZON)
    .map(({ offset, deleteHorizon }) => ({ offset, at: deleteHorizon })),
})

/** A segment that is as it was keeps what the view does not show. */
const fileOf = ({ moments }: StorageBounds, files: Files, { baseOffset, lastModified }: Segment): SegmentFile => {
  const modified = Math.max(
    0,
    moments.findLastIndex((moment) => moment <= lastModified),
  )
  const was = files.segments.find((one) => one.baseOffset === baseOffset)
  return was?.modified === modified ? was : { baseOffset, modified, hasZeroIndexes: was?.hasZeroIndexes ?? false }
}

/** The disk without the first segments: what was in them is a hole, and the log starts at the first that is left. */
export const withoutFirst = (disk: Disk, count: number, rolled: SegmentFile | undefined): Disk => {
  const [files] = disk.files
  if (files === undefined || count === 0) return disk
  const all = rolled === undefined ? files.segments : [...files.segments, rolled]
  const segments = all.slice(count)
  const first = segments[0]?.baseOffset ?? logEnd(disk)
  return {
    ...disk,
    log: without(disk.log, (offset) => offset < first),
    files: [
      {
        ...files,
        segments,
        partAt: files.partAt < first ? NO_PART : files.partAt,
        horizons: files.horizons.filter(({ offset }) => offset >= first),
      },
    ],
  }
}
