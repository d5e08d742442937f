/** The files of one replica beside its log, its epochs and its high watermark: `Disk.files`. */
import type { LogRecord, Offset } from '../values'

export interface Files {
  /** logStartOffset: what consumers and followers may read begins here. After a stop: what loading will find. */
  readonly logStart: Offset
  /** Oldest first. The last one is the active segment. */
  readonly segments: readonly SegmentFile[]
  /** The line of log-start-offset-checkpoint; 0: it has none. */
  readonly logStartCheckpoint: Offset
  /**
   * Log.recoveryPoint, as the broker believes. `Disk.recoveryPoint` is how far the log is flushed in truth. After a stop: that of
   * the checkpoint.
   */
  readonly recoveryPoint: Offset
  /** The line of recovery-point-offset-checkpoint. */
  readonly recoveryCheckpoint: Offset
  /** The line of cleaner-offset-checkpoint: the first offset that the cleaner has not cleaned; 0: it has none. */
  readonly cleanerCheckpoint: Offset
  /** Where the round of the cleaner that is under way ends; NONE: none is. */
  readonly cleaningUpTo: Offset
  /** The segments below this have been swapped in by that round. */
  readonly swappedUpTo: Offset
  /**
   * Batches that the active segment has, and the log does not count: their append failed before the log end moved. One below
   * the log end has the same offset as another batch (KAFKA-7866).
   */
  readonly strays: readonly Stray[]
  /** An append failed, and the broker has not halted yet because of it (LogDirFailureChannel). */
  readonly hasFailed: boolean
  /**
   * Where a part of a batch is in the active segment, because its append failed halfway; NO_PART: nowhere. The log does not count it,
   * and has its batches from this offset on behind it. Whoever reads finds the part, and no batch (KAFKA-10778).
   */
  readonly partAt: Offset
  /** deleteHorizonMs of the batches that have one (KIP-534), in the order of their offsets. */
  readonly horizons: readonly Horizon[]
}

export interface SegmentFile {
  readonly baseOffset: Offset
  /** When it was last written or cleaned, as a place in `StorageBounds.moments`. */
  readonly modified: number
  /**
   * Its indexes have the size of full ones, and zeros where entries should be: a process that loaded it has crashed, and
   * nobody has rebuilt them since (KAFKA-10471).
   */
  readonly hasZeroIndexes: boolean
}

export interface Stray {
  readonly offset: Offset
  readonly record: LogRecord
}

export interface Horizon {
  readonly offset: Offset
  /** Milliseconds. */
  readonly at: number
}

/** No round of the cleaner is under way. */
export const NOT_CLEANING = -1

/** The active segment has no part of a batch. */
export const NO_PART = -1

/** The files of a log that begins at an offset and has no record yet. */
export const filesFrom = (offset: Offset, moment: number): Files => ({
  logStart: offset,
  segments: [{ baseOffset: offset, modified: moment, hasZeroIndexes: false }],
  logStartCheckpoint: 0,
  recoveryPoint: 0,
  recoveryCheckpoint: 0,
  cleanerCheckpoint: 0,
  cleaningUpTo: NOT_CLEANING,
  swappedUpTo: 0,
  strays: [],
  hasFailed: false,
  partAt: NO_PART,
  horizons: [],
})

/** A log always has a segment. The last one is written to. */
export const activeFile = ({ segments }: Files): SegmentFile => segments.at(-1) as SegmentFile

export const activeBase = (files: Files): Offset => activeFile(files).baseOffset

export const firstBase = ({ segments }: Files): Offset => (segments[0] as SegmentFile).baseOffset

/** Log.truncateTo (2.1.0) of the files: the segments that begin above the offset are gone, and no offset that is kept is beyond it. */
export const truncatedFiles = (files: Files, offset: Offset): Files => {
  const recoveryPoint = Math.min(files.recoveryPoint, offset)
  return {
    ...files,
    logStart: Math.min(files.logStart, offset),
    segments: files.segments.filter(({ baseOffset }) => baseOffset <= offset),
    recoveryPoint,
    // LogManager.truncateTo writes the checkpoint of the directory afterwards.
    recoveryCheckpoint: Math.min(files.recoveryCheckpoint, recoveryPoint),
    cleaningUpTo: NOT_CLEANING,
    swappedUpTo: 0,
    strays: files.strays.filter((stray) => stray.offset < offset),
    partAt: files.partAt < offset ? files.partAt : NO_PART,
    horizons: files.horizons.filter((horizon) => horizon.offset < offset),
  }
}

/**
 * LogManager.checkpointLogStartOffsetsInDir (2.1.0): only a log that starts above the base offset of its first segment has a line.
 */
export const logStartLine = (files: Files): Offset => (files.logStart > firstBase(files) ? files.logStart : 0)

/** LogManager.shutdown (2.1.0): everything is flushed, indexes are trimmed, and all checkpoints are written. */
export const closedFiles = (files: Files, logEnd: Offset): Files =>
  filesAtRest({
    ...files,
    segments: files.segments.map((one) => (one.hasZeroIndexes ? { ...one, hasZeroIndexes: false } : one)),
    logStartCheckpoint: logStartLine(files),
    recoveryCheckpoint: logEnd,
  })

/** What is left of what a process knew of its files once it has ended. */
export const filesAtRest = (files: Files): Files => ({
  ...files,
  logStart: Math.max(files.logStartCheckpoint, firstBase(files)),
  recoveryPoint: files.recoveryCheckpoint,
  cleaningUpTo: NOT_CLEANING,
  swappedUpTo: 0,
  hasFailed: false,
  partAt: NO_PART,
})
