import type { Disk, EpochEntry, LeaderEpoch, LogRecord, Offset } from '../state'

/** The answer to "where does this epoch end?". Undefined offsets are -1, as on the wire. */
export interface EpochEnd {
  /** The largest epoch up to the one asked for; -1 where the answer does not say (before KIP-279) or is undefined. */
  readonly epoch: LeaderEpoch
  readonly endOffset: Offset
}

/** UNDEFINED_EPOCH and UNDEFINED_EPOCH_OFFSET. */
export const UNDEFINED = -1

export const undefinedEnd: EpochEnd = Object.freeze({ epoch: UNDEFINED, endOffset: UNDEFINED })

/** The offset that the next record will get (LEO). */
export const logEnd = ({ log }: Disk): Offset => log.length

/** The epoch of the last entry of the cache, or -1. */
export const latestEpoch = ({ epochs }: Disk): LeaderEpoch => epochs.at(-1)?.epoch ?? UNDEFINED

export const append = (disk: Disk, record: LogRecord): Disk => ({ ...disk, log: [...disk.log, record] })

/**
 * Log.truncateTo (2.1.0): drops every record from `offset` on.
 *
 * At or beyond the log end it does nothing at all, not even to the epoch cache. The high watermark is not touched: up to
 * 2.1 it may stand beyond the log end until the next fetch.
 */
export const truncateTo = (disk: Disk, offset: Offset): Disk => {
  if (offset >= disk.log.length) return disk
  return {
    ...disk,
    log: disk.log.slice(0, offset),
    epochs: truncateEpochsFromEnd(disk.epochs, offset),
    recoveryPoint: Math.min(disk.recoveryPoint, offset),
  }
}

/** LeaderEpochFileCache.truncateFromEnd: drops the entries that start at `offset` or later. */
export const truncateEpochsFromEnd = (epochs: readonly EpochEntry[], offset: Offset): readonly EpochEntry[] =>
  epochs.some((entry) => entry.startOffset >= offset) ? epochs.filter((entry) => entry.startOffset < offset) : epochs

/**
 * LeaderEpochFileCache.endOffsetFor as KIP-279 left it: the largest known epoch up to the one asked for, and the first
 * offset that belongs to a later epoch (the log end where there is none). Undefined for an epoch newer, or older, than
 * all that is known.
 */
export const endOffsetFor = (disk: Disk, epoch: LeaderEpoch): EpochEnd => {
  if (epoch === UNDEFINED) return undefinedEnd
  if (epoch === latestEpoch(disk)) return { epoch, endOffset: logEnd(disk) }
  const next = disk.epochs.find((entry) => entry.epoch > epoch)
  const floor = disk.epochs.findLast((entry) => entry.epoch <= epoch)
  if (next === undefined || floor === undefined) return undefinedEnd
  return { epoch: floor.epoch, endOffset: next.startOffset }
}
