import type { Disk } from '../replica/disk'
import type { Decisions } from '../versions/decisions'
import { activeBase } from './files'

/**
 * LogManager.truncateTo (2.1.0): a log that a follower has cut below its active segment. What the cleaner does at that moment is
 * given up, and its checkpoint may be lowered.
 *
 * Recovery cuts logs, too, and leaves the checkpoint alone (Log.recoverLog).
 */
export const withCleanerLowered = (decide: Decisions, before: Disk, cut: Disk): Disk => {
  const [[was], [files]] = [before.files, cut.files]
  if (was === undefined || files === undefined || activeBase(files) === activeBase(was)) return cut
  const cleanerCheckpoint = decide.cleanerOffsetAfterTruncation(files.cleanerCheckpoint, activeBase(files))
  return cleanerCheckpoint === files.cleanerCheckpoint ? cut : { ...cut, files: [{ ...files, cleanerCheckpoint }] }
}
