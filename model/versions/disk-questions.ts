import type { DiskDecisions } from './disk-decisions'
import type { Asked, Question } from './question'

type DiskQuestions<Q> = Readonly<Record<keyof DiskDecisions, Q>>

const asked: DiskQuestions<Asked> = {
  learnsLogStart: {
    asks: 'Does a follower take over the log start offset of its leader?',
    methods: { '1.1.1': 'ReplicaFetcherThread.processPartitionData' },
  },
  beginsAnewAt: {
    asks: 'From where does a follower begin a new log, whose fetch is out of range though its log is not too long?',
    methods: {
      '0.8.0': 'ReplicaFetcherThread.handleOffsetOutOfRange',
      '2.1.0': 'AbstractFetcherThread.fetchOffsetAndTruncate',
    },
  },
  highWatermarkOfNewLog: {
    asks: 'What becomes of the high watermark of a replica that begins a new log?',
    methods: { '0.10.2.2': 'Log.truncateFullyAndStartAt', '3.1.0': 'UnifiedLog.truncateFullyAndStartAt' },
  },
  keepsUnledHighWatermark: {
    asks: 'Does the checkpoint of high watermarks keep the line of a replica that has heard of no leader yet?',
    methods: { '0.8.0': 'ReplicaManager.checkpointHighWatermarks' },
  },
  deletesMarkerFirst: {
    asks: 'Is the marker of a clean shutdown deleted before the logs are loaded?',
    methods: { '0.8.0': 'LogManager.loadLogs' },
  },
  recoveryPointOfRecovered: {
    asks: 'What is the recovery point of a log that was recovered?',
    methods: { '0.8.0': 'Log.loadSegments', '0.10.2.2': 'Log.recoverLog', '3.1.0': 'LogLoader.recoverLog' },
  },
  recoversEpoch: {
    asks: 'Does recovery enter an epoch that it finds in a batch, and that is newer than all in the cache?',
    methods: { '1.1.1': 'LogSegment.recover' },
  },
  readsBehindLogEnd: {
    asks: 'Is a follower sent a batch before the log end of its leader has moved behind it?',
    methods: { '0.8.0': 'Log.read', '3.1.0': 'UnifiedLog.read' },
  },
  electsWhenUncleanIsAllowed: {
    asks: 'Does the controller elect where a partition has no leader, when the configuration of its topic comes to allow unclean election?',
    methods: { '0.10.2.2': 'TopicConfigHandler.processConfigChanges' },
  },
  movesLogEndFirst: {
    asks: 'Does the log end move before the indexes are written?',
    methods: { '0.8.0': 'Log.append', '3.1.0': 'UnifiedLog.append' },
  },
  takesAfterFailure: {
    asks: 'Does a log take a batch, after an append to it has failed?',
    methods: { '0.8.0': 'Log.append', '3.1.0': 'UnifiedLog.append' },
  },
}

/** The decisions about what is on disk, in the order in which a page of a release has them. */
export const diskQuestions = (about: Question['about']): DiskQuestions<Question> =>
  Object.fromEntries(
    Object.entries(asked).map(([decision, one]) => [decision, { about, ...one }]),
  ) as DiskQuestions<Question>
