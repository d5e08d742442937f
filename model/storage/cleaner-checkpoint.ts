import type { Disk } from '../replica/disk'
import type { Offset } from '../values'
import type { Decisions } from '../versions/decisions'
import { activeBase, type Files } from './files'

/**
 * LogManager.truncateTo (2.1.0): a log that a follower has cut below its active segment. What the cleaner does at that moment is
 * given up, and its checkpoint may be lowered.
 *
 * Recovery cuts logs, too, and leaves the checkpoint alone (Log.recoverLog).
 */
export const withCleanerLowered = (decide: Decisions, before: Disk, cut: Disk): Disk => {
  const active = cut.files.map(activeBase)
  if (active[0] === before.files.map(activeBase)[0]) return cut
  const lowered = ({ cleanerCheckpoint }: Files): Offset =>
    decide.cleanerOffsetAfterTruncation(cleanerCheckpoint, active[0] as Offset)
  return { ...cut, files: cut.files.map((files) => ({ ...files, cleanerCheckpoint: lowered(files) })) }
}
