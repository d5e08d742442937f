/** The log start offset: what moves it, and a log that begins anew. */
import { logEnd, logStart, type Disk } from '../replica/disk'
import { truncateEpochsFromStart } from '../replica/epochs'
import { nothingBelow } from '../replica/log'
import type { Replica } from '../state'
import type { Offset } from '../values'
import type { Decisions } from '../versions/decisions'
import { filesFrom } from './files'

/** Log.maybeIncrementLogStartOffset (2.1.0): it never falls. What is below it is not read any more, and deleted later. */
export const withLogStart = (disk: Disk, start: Offset): Disk => {
  if (start <= logStart(disk)) return disk
  return {
    ...disk,
    epochs: truncateEpochsFromStart(disk.epochs, start),
    files: disk.files.map((files) => ({ ...files, logStart: start })),
  }
}

/** A follower hears of the log start offset of its leader. */
export const withLeaderLogStart = (decide: Decisions, disk: Disk, leaderStart: Offset): Disk =>
  decide.learnsLogStart() ? withLogStart(disk, Math.min(leaderStart, logEnd(disk))) : disk

/**
 * Log.truncateFullyAndStartAt (2.1.0): all segments are deleted, and a log without records begins at this offset. LogManager
 * writes the checkpoint of recovery points afterwards.
 */
export const startedAnew = (decide: Decisions, replica: Replica, start: Offset, now: number): Replica => ({
  ...replica,
  disk: {
    ...replica.disk,
    log: nothingBelow(start),
    epochs: [],
    recoveryPoint: Math.min(replica.disk.recoveryPoint, start),
    files: replica.disk.files.map((files) => ({
      ...filesFrom(start, now),
      logStartCheckpoint: files.logStartCheckpoint,
      recoveryPoint: Math.min(files.recoveryPoint, start),
      recoveryCheckpoint: Math.min(files.recoveryPoint, start),
      cleanerCheckpoint: files.cleanerCheckpoint,
    })),
  },
  highWatermark: decide.highWatermarkOfNewLog(replica.highWatermark, start),
})
