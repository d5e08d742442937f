import type { Asked, Question } from './question'
import type { StorageDecisions } from './storage-decisions'

type StorageQuestions<Q> = Readonly<Record<keyof StorageDecisions, Q>>

const asked: StorageQuestions<Asked> = {
  ageOf: {
    asks: 'Which time is taken for the age of a segment, in milliseconds?',
    methods: {
      '0.8.0': 'LogManager.cleanupExpiredSegments',
      '0.10.2.2': 'LogSegment.largestTimestamp',
    },
  },
  deletesBelow: {
    asks: 'Up to which offset may retention delete?',
    methods: {
      '0.8.0': 'Log.deleteSegments',
      '0.10.2.2': 'Log.deletableSegments',
      '3.1.0': 'UnifiedLog.deletableSegments',
    },
  },
  deletesBelowLogStart: {
    asks: 'Does retention delete what is below the log start offset of a topic that is only compacted?',
    methods: { '1.1.1': 'Log.deleteOldSegments', '3.1.0': 'UnifiedLog.deleteOldSegments' },
  },
  firstDirty: {
    asks: 'Where does the dirty part of a log begin, by the checkpoint of the cleaner?',
    methods: { '0.10.2.2': 'LogCleanerManager.cleanableOffsets' },
  },
  cleansBelow: {
    asks: 'Up to which offset, beside the active segment, may the cleaner go?',
    methods: { '0.10.2.2': 'LogCleanerManager.cleanableOffsets' },
  },
  cleanerOffsetAfterTruncation: {
    asks: 'What does truncation leave of the checkpoint of the cleaner?',
    methods: { '0.10.2.2': 'LogCleanerManager.maybeTruncateCheckpoint' },
  },
  keepsTombstone: {
    asks: 'Does the cleaner keep a tombstone that is the last record of its key?',
    methods: { '0.10.2.2': 'Cleaner.shouldRetainRecord' },
  },
  deleteHorizon: {
    asks: 'Which delete horizon does a batch with a tombstone get, when the cleaner first keeps it?',
    methods: { '3.1.0': 'MemoryRecords.filterTo' },
  },
  keepsLastBatch: {
    asks: 'Does the cleaner keep the header of the last batch that it may clean, where the record goes?',
    methods: { '0.10.2.2': 'Cleaner.cleanInto' },
  },
}

/** The same as part of the chapter about storage. */
export const storageQuestions = (about: Question['about']): StorageQuestions<Question> =>
  Object.fromEntries(
    Object.entries(asked).map(([decision, one]) => [decision, { about, ...one }]),
  ) as StorageQuestions<Question>
