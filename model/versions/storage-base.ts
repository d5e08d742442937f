import { NO_HORIZON } from '../storage/segment'
import type { StorageDecisions } from './storage-decisions'

/**
 * How the first releases store a log. The cleaner came with 0.8.1; what is said of it here is how it was up to 0.9.
 *
 * A log starts at its first segment there: DeleteRecords, and a log start offset inside of a segment, came with 0.11 (KIP-107).
 */
export const storageBase: StorageDecisions = {
  /** LogManager.cleanupExpiredSegments, 0.8.0: when its file was last modified. */
  ageOf: ({ lastModified }) => lastModified,

  /** Log.deleteOldSegments, 0.9.0.1: retention does not look at the high watermark (kafka-5634.ts). */
  deletesBelow: (_, logEnd) => logEnd,
  deletesBelowLogStart: () => false,

  /** LogCleanerManager.grabFilthiestLog, 0.9.0.1: an offset beyond the log end is taken as it is (kafka-8724.ts). */
  firstDirty: (cleanerOffset, { logStart }) => Math.max(cleanerOffset, logStart),
  cleansBelow: () => Infinity,

  /** LogManager.truncateTo, 0.9.0.1: it stays as it is (kafka-3330.ts). */
  cleanerOffsetAfterTruncation: (cleanerOffset) => cleanerOffset,

  /** Cleaner.clean, Cleaner.cleanSegments, 0.9.0.1: as long as its segment is younger than that, as files go. */
  keepsTombstone: (_, { segment, lastClean, config }) =>
    segment.lastModified > (lastClean === undefined ? 0 : lastClean.lastModified - config.deleteRetentionMs),
  deleteHorizon: () => NO_HORIZON,
  keepsLastBatch: () => false,
}

/** The same in words. */
export const storageBaseAnswers: Readonly<Record<keyof StorageDecisions, string>> = {
  ageOf: 'When its file was last modified.',
  deletesBelow: 'Up to the log end: the high watermark does not matter.',
  deletesBelowLogStart: 'No: it deletes nothing of such a topic.',
  firstDirty: 'Where the checkpoint says, or at the log start if that is later.',
  cleansBelow: 'Any: only the active segment is left alone.',
  cleanerOffsetAfterTruncation: 'All of it: it stays as it is.',
  keepsTombstone:
    'Yes, as long as the file of its segment was modified less than delete.retention.ms before that of the last clean segment.',
  deleteHorizon: 'None: a batch has no delete horizon.',
  keepsLastBatch: 'No: nothing is left of it.',
}
