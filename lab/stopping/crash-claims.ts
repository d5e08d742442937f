/** What is true of a log that was loaded after a stop, whatever the stop was. */
import type { Action } from '../../model/actions'
import { logEnd, logStart, type Disk } from '../../model/replica/disk'
import { endOf, firstDifference, firstEntry, firstTorn, keptAt } from '../../model/replica/log'

/**
 * Why the epochs of a log are not judged as those of other logs. lost: their checkpoint was lost, and after a clean stop nobody
 * looks for them in the log; recovery enters those that it comes across (B36). back: records were deleted, which no checkpoint
 * says yet, and a stop brought them back. Their epochs were dropped when they were deleted, and LogSegment.recover (2.7.2) enters
 * only epochs that are newer than the latest in the cache. So they may have none until the next recovery.
 */
export type Gap = 'lost' | 'back' | undefined

/** Records below the log start offset of a disk are there again. */
export const isBack = (before: Disk, after: Disk): boolean => logStart(after) < logStart(before)

/** The first claim that does not hold, or undefined. `before` is the disk before the stop, `after` once the broker has started. */
export const brokenClaim = (before: Disk, deeds: readonly Action[], after: Disk, gap: Gap): string | undefined => {
  const has = (type: Action['type']): boolean => deeds.some((deed) => deed.type === type)
  if (firstTorn(after.log, 0) >= 0) return 'the log has a batch that cannot be read'
  if (!isPrefix(before, after, has('FailIndex'))) return 'the log is no prefix of the log before'
  if (!has('LoseDisk') && !keepsFlushed(before, after)) return 'a flushed record is lost'
  if (gap !== 'lost' && !agrees(after, gap === 'back')) return 'the epoch cache does not agree with the log'
  return undefined
}

/** An append that failed may be there, as if it had not: its batch was written. */
const isPrefix = (before: Disk, after: Disk, hasFailedAppend: boolean): boolean => {
  const end = logEnd(after)
  if (end > logEnd(before) + (hasFailedAppend ? 1 : 0)) return false
  return firstDifference(after.log, before.log, Math.min(end, logEnd(before))) < 0
}

/** Every record that was flushed, and is not below the log start offset. */
const keepsFlushed = (before: Disk, after: Disk): boolean =>
  firstEntry(
    before.log,
    (_, offset) => offset < before.recoveryPoint && offset >= logStart(after) && keptAt(after.log, offset) !== 'record',
  ) === undefined

/** The epoch of each record is that of the last entry at or before it (S8). */
const agrees = (disk: Disk, mayLack: boolean): boolean =>
  firstEntry(disk.log, ({ epoch }, offset) => {
    if (offset < logStart(disk)) return false
    const entry = disk.epochs.findLast(({ startOffset }) => startOffset <= offset)
    if (entry === undefined && mayLack) return false
    return (entry ?? disk.epochs[0])?.epoch !== epoch
  }) === undefined

/**
 * What loading makes of a disk. Epochs are left out where there may be a gap in them, and where the log ends at its log start
 * offset: no record has an epoch then, and the next recovery may enter that of a record below.
 */
export const loadedAs = (disk: Disk, gap: Gap): string =>
  JSON.stringify([
    [endOf(disk.log), disk.log, gap === undefined && logEnd(disk) > logStart(disk) ? disk.epochs : []],
    disk.files.map(({ logStart: start, segments }) => [start, segments]),
  ])
