import type { Disk } from '../replica/disk'
import type { Decisions } from '../versions/decisions'

/** An append to this log has failed, and it takes no more (Log.logDirOffline, 2.8.0). */
export const takesNothing = (decide: Pick<Decisions, 'takesAfterFailure'>, { files }: Pick<Disk, 'files'>): boolean =>
  files.some(({ hasFailed }) => hasFailed) && !decide.takesAfterFailure()
