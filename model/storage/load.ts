/** What a process finds when it starts: the constructor of Log, LogManager.loadLogs (2.1.0). */
import { canLosePower } from '../bounds'
import type { Config } from '../config'
import { append, logEnd, truncateTo, type Disk } from '../replica/disk'
import { latestOf, truncateEpochsFromEnd, truncateEpochsFromStart } from '../replica/epochs'
import { emptyLog, extendedTo, firstTorn, recordEpochsFrom } from '../replica/log'
import type { Offset } from '../values'
import type { Decisions } from '../versions/decisions'
import { filesFrom, firstBase, type Files } from './files'

/**
 * Log.loadSegments, recoverLog (2.1.0). Where the marker of a clean shutdown is found, the segments are taken as they are.
 * Otherwise the log is recovered from the segment of the recovery point on. Then the epoch cache is cut at both ends of the log.
 *
 * A log that ends below its log start offset is thrown away, and begins there anew.
 */
export const loadedDisk = ({ decide, bounds }: Config, disk: Disk, hasCleanMarker: boolean, now: number): Disk => {
  const [files] = disk.files
  if (files === undefined) return disk
  const found = withStrays(
    hasCleanMarker ? disk : recoveredFrom(decide, disk, files, segmentOf(files, files.recoveryPoint)),
  )
  const start = Math.max(files.logStartCheckpoint, firstBase(files))
  const log =
    logEnd(found) < start ? { ...found, log: extendedTo(emptyLog, start), files: [filesFrom(start, now)] } : found
  const end = logEnd(log)
  return {
    ...log,
    epochs: truncateEpochsFromStart(truncateEpochsFromEnd(log.epochs, end), start),
    files: log.files.map((one) => ({
      ...one,
      logStart: start,
      recoveryPoint: canLosePower(bounds)
        ? decide.recoveryPointOfRecovered(Math.min(files.recoveryCheckpoint, end), end)
        : 0,
    })),
  }
}

/** A batch behind the log end is part of the log: nobody remembers that its append failed. */
const withStrays = (disk: Disk): Disk => {
  const found = disk.files.flatMap(({ strays }) => strays).find(({ offset }) => offset === logEnd(disk))
  if (found === undefined) return disk
  return {
    ...append(disk, found.record),
    files: disk.files.map((files) => ({ ...files, strays: files.strays.filter((stray) => stray !== found) })),
  }
}

/** The base offset of the segment that an offset is in: where recovery begins (Log.logSegments). */
const segmentOf = ({ segments }: Files, offset: Offset): Offset =>
  segments.findLast(({ baseOffset }) => baseOffset <= offset)?.baseOffset ?? segments[0]?.baseOffset ?? 0

/**
 * Log.recoverSegment, LogSegment.recover (2.1.0): each segment is read, its indexes are made anew, and epochs that the cache does
 * not have are entered. At the first batch that cannot be read the log is cut, and all later segments go.
 */
const recoveredFrom = (decide: Decisions, disk: Disk, files: Files, from: Offset): Disk => {
  const torn = firstTorn(disk.log, from)
  const cut = torn < 0 ? disk : truncateTo(disk, torn)
  const epochs = recordEpochsFrom(cut.log, from).reduce(
    (known, { epoch, offset }) =>
      epoch > latestOf(known) && decide.recoversEpoch(epoch) ? decide.assignEpoch(known, epoch, offset) : known,
    disk.epochs,
  )
  return { ...cut, epochs, files: cut.files.map((one) => withIndexesFrom({ ...one, logStart: files.logStart }, from)) }
}

const withIndexesFrom = (files: Files, from: Offset): Files => ({
  ...files,
  segments: files.segments.map((one) =>
    one.hasZeroIndexes && one.baseOffset >= from ? { ...one, hasZeroIndexes: false } : one,
  ),
})

/** AbstractIndex.resize (2.7.0): the process that loaded a log has made its active indexes full-sized, and has not closed them. */
export const withZeroIndexes = (disk: Disk): Disk => ({
  ...disk,
  files: disk.files.map((files) => ({
    ...files,
    segments: files.segments.map((one, place) =>
      place === files.segments.length - 1 && logEnd(disk) > one.baseOffset ? { ...one, hasZeroIndexes: true } : one,
    ),
  })),
})
