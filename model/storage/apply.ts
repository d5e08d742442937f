/** What the retention task and the cleaner answer, written back to a replica. */
import type { Disk } from '../replica/disk'
import { emptiedAt, without } from '../replica/log'
import type { Offset } from '../values'
import { firstBase, NO_PART, type Files, type SegmentFile } from './files'
import { NO_HORIZON, type Segment } from './segment'
import type { StorageBounds } from './storage-bounds'

/**
 * Log.replaceSegments (2.1.0): a cleaned segment takes the place of those from its base offset up to `end`. Offsets there without a
 * batch become holes. Its indexes are new.
 */
export const withCleaned = ({ moments }: StorageBounds, disk: Disk, cleaned: Segment, end: Offset): Disk => {
  const { baseOffset, lastModified } = cleaned
  const batches = new Map(cleaned.batches.map((batch) => [batch.offset, batch]))
  const isReplaced = (offset: Offset): boolean => offset >= baseOffset && offset < end
  const file: SegmentFile = { baseOffset, modified: moments.indexOf(lastModified), hasZeroIndexes: false }
  const horizons = cleaned.batches
    .filter(({ deleteHorizon }) => deleteHorizon !== NO_HORIZON)
    .map(({ offset, deleteHorizon }) => ({ offset, at: deleteHorizon }))
  const swapped = (files: Files): Files => ({
    ...files,
    segments: files.segments.flatMap((one) =>
      one.baseOffset === baseOffset ? [file] : isReplaced(one.baseOffset) ? [] : [one],
    ),
    horizons: [
      ...files.horizons.filter(({ offset }) => offset < baseOffset),
      ...horizons,
      ...files.horizons.filter(({ offset }) => offset >= end),
    ],
  })
  return {
    ...disk,
    log: emptiedAt(
      without(disk.log, (offset) => isReplaced(offset) && !batches.has(offset)),
      (offset) => batches.get(offset)?.count === 0,
    ),
    files: disk.files.map(swapped),
  }
}

/**
 * Log.deleteSegments (2.1.0): the disk without the first segments. What was in them is a hole, and the log starts at the first that is
 * left. Where all go, a new one is rolled first.
 */
export const withoutFirst = (disk: Disk, files: Files, count: number, rolled: SegmentFile | undefined): Disk => {
  const segments = [...files.segments, ...(rolled === undefined ? [] : [rolled])].slice(count)
  const left = { ...files, segments }
  const first = firstBase(left)
  return {
    ...disk,
    log: without(disk.log, (offset) => offset < first),
    files: [
      {
        ...left,
        partAt: files.partAt < first ? NO_PART : files.partAt,
        horizons: files.horizons.filter(({ offset }) => offset >= first),
      },
    ],
  }
}
