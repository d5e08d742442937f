import type { Amendment } from '../decisions'

/**
 * KAFKA-3330: truncation lowers the checkpoint of the cleaner.
 *
 * The cleaner skips what is below its checkpoint. Where a follower truncated below that, new records took the place of those that
 * were compacted, and were taken for compacted. So several records of a key stayed.
 *
 * The checkpoint becomes the base offset of the segment that is active after the truncation.
 *
 * LogManager.truncateTo, LogCleanerManager.maybeTruncateCheckpoint (0.10.0.0; read at 0.10.2.2 and 2.1.0)
 */
export const kafka3330: Amendment = {
  name: 'kafka-3330',
  title: 'Truncation lowers the checkpoint of the cleaner',
  since: '0.10.0.0',
  repairs: 'records that are never compacted, because they took the place of compacted ones',
  readAt: '0.10.2.2',
  answers: {
    cleanerOffsetAfterTruncation: 'At most the base offset of the segment that is active then.',
  },
  decide: () => ({
    cleanerOffsetAfterTruncation: (cleanerOffset, activeSegment) => Math.min(cleanerOffset, activeSegment),
  }),
}
