import type { DiskDecisions } from './disk-decisions'

/** What the first releases find on disk, and make of it. Each answer was read at the tag that it names. */
export const diskBase: DiskDecisions = {
  /** Log.logStartOffset, 0.8.2.0: the base offset of the first segment, whatever the leader has. */
  learnsLogStart: () => false,

  /** ReplicaFetcherThread.handleOffsetOutOfRange, 0.8.0: always where the log of the leader begins (kafka-2143.ts). */
  beginsAnewAt: (leaderStart) => leaderStart,

  /** Log.truncateFullyAndStartAt, 0.8.0 to 2.4.0: it stays until the next response of the leader (kafka-9491.ts). */
  highWatermarkOfNewLog: (highWatermark) => highWatermark,

  /** ReplicaManager.checkpointHighWatermarks, 0.8.0: only replicas that exist in memory have a line (kafka-1647.ts). */
  keepsUnledHighWatermark: () => false,

  /** LogManager.loadLogs, 0.8.2.0 to 2.7.0: after that (kafka-10471.ts). */
  deletesMarkerFirst: () => false,

  /** Log.recoverLog, 0.8.0 to 2.7.0: the log end (kafka-10101.ts). */
  recoveryPointOfRecovered: (_, logEnd) => logEnd,

  /** LogSegment.recover, 0.11.0.0 to 2.1.1: any. Before there are no epochs. */
  recoversEpoch: () => true,

  /** Log.read, 0.8.0 to 0.8.2.2: up to the end of the segment (kafka-2477.ts). */
  readsBehindLogEnd: () => true,

  /** TopicConfigHandler.processConfigChanges, 0.9.0.0 to 2.0.0: it is not told (kafka-6835.ts). */
  electsWhenUncleanIsAllowed: () => false,

  /** Log.append, 0.8.0 to 2.2.0: last of all (kafka-7866.ts). */
  movesLogEndFirst: () => false,

  /** Log.append, 0.8.0 to 2.7.2: nothing stops it before the broker halts (kafka-10778.ts). */
  takesAfterFailure: () => true,
}

/** The same in words. */
export const diskBaseAnswers: Readonly<Record<keyof DiskDecisions, string>> = {
  learnsLogStart: 'No: a log starts at its own first segment.',
  beginsAnewAt: 'From where the log of its leader begins. Its own log is thrown away.',
  highWatermarkOfNewLog: 'It stays as it is.',
  keepsUnledHighWatermark: 'No: the file is written anew without it.',
  deletesMarkerFirst: 'No: it is deleted when all logs are loaded.',
  recoveryPointOfRecovered: 'The log end, although recovery flushes nothing.',
  recoversEpoch: 'Yes, any.',
  readsBehindLogEnd: 'Yes, if it fetches while the batch is appended.',
  electsWhenUncleanIsAllowed: 'No: it elects when it looks again for another reason.',
  movesLogEndFirst: 'No: it moves when everything is written.',
  takesAfterFailure: 'Yes, until its broker halts.',
}
