import type { LeaderEpoch, LogRecord, Offset } from '../values'
import {
  latestOf,
  truncateEpochsFromEnd,
  UNDEFINED,
  undefinedEnd,
  type EpochEndOffset,
  type EpochEntry,
} from './epochs'
import { truncatedFiles, type Files } from '../storage/files'
import { appended, endOf, prefixOf, recordsFrom, tornFrom, type Log } from './log'

/** What one broker has stored of the partition. */
export interface Disk {
  readonly log: Log
  /** The leader-epoch cache, written through to its checkpoint. Empty before KIP-101. */
  readonly epochs: readonly EpochEntry[]
  /** The line of this partition in replication-offset-checkpoint: the high watermark as of some time ago. */
  readonly highWatermark: Offset
  /** recovery-point-offset-checkpoint: all below is flushed and survives a crash of the machine. */
  readonly recoveryPoint: Offset
  /** What else there is of it where the bounds have storage; empty otherwise. */
  readonly files: readonly Files[]
}

/** logStartOffset: where what may be read begins. */
export const logStart = ({ files: [files] }: Disk): Offset => (files === undefined ? 0 : files.logStart)

/** The offset that the next record of this replica will get (LEO). */
export const logEnd = ({ log }: Disk): Offset => endOf(log)

/** The epoch of the last entry of the cache, or -1. */
export const latestEpoch = ({ epochs }: Disk): LeaderEpoch => latestOf(epochs)

/** The first batch that is behind a part of another one, so that nobody can read it. Undefined: there is none. */
export const firstBehindPart = ({ log, files: [files] }: Disk): Offset | undefined =>
  files === undefined || files.partAt < 0 || files.partAt >= endOf(log) ? undefined : files.partAt

/** What one fetch brings: see `recordsFrom`. */
export const readFrom = (disk: Disk, offset: Offset, most: number): readonly LogRecord[] => {
  const unreadable = firstBehindPart(disk)
  return recordsFrom(unreadable === undefined ? disk.log : prefixOf(disk.log, unreadable), offset, most)
}

/** What the next process finds of the log. */
export const logAtRest = (disk: Disk): Log => {
  const unreadable = firstBehindPart(disk)
  return unreadable === undefined ? disk.log : tornFrom(disk.log, unreadable)
}

/** Appends a record to the log. The epoch cache is the caller's. */
export const append = (disk: Disk, record: LogRecord): Disk => ({ ...disk, log: appended(disk.log, [record]) })

/**
 * Log.truncateTo (2.1.0): drops every record from `offset` on.
 *
 * At or beyond the log end it does nothing, not even to the epoch cache. It does not lower the high watermark: up to
 * 2.3 the high watermark may be above the log end until the next fetch response. Since 2.4 Log.updateLogEndOffset
 * lowers it.
 */
export const truncateTo = (disk: Disk, offset: Offset): Disk => {
  if (offset >= logEnd(disk)) return disk
  return {
    ...disk,
    log: prefixOf(disk.log, offset),
    epochs: truncateEpochsFromEnd(disk.epochs, offset),
    recoveryPoint: Math.min(disk.recoveryPoint, offset),
    ...(disk.files.length > 0 && { files: disk.files.map((files) => truncatedFiles(files, offset)) }),
  }
}

/**
 * LeaderEpochFileCache.endOffsetFor as KIP-279 left it: the largest known epoch up to the one asked for, and the first
 * offset that belongs to a later epoch (the log end where there is none). Undefined for an epoch newer, or older, than
 * all that is known.
 */
export const endOffsetFor = (disk: Disk, epoch: LeaderEpoch): EpochEndOffset => {
  if (epoch === UNDEFINED) return undefinedEnd
  if (epoch === latestEpoch(disk)) return { epoch, endOffset: logEnd(disk) }
  const next = disk.epochs.find((entry) => entry.epoch > epoch)
  const floor = disk.epochs.findLast((entry) => entry.epoch <= epoch)
  if (next === undefined || floor === undefined) return undefinedEnd
  return { epoch: floor.epoch, endOffset: next.startOffset }
}
