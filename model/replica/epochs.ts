import type { LeaderEpoch, Offset } from '../values'

/** A line of the file leader-epoch-checkpoint: the first offset of an epoch. */
export interface EpochEntry {
  readonly epoch: LeaderEpoch
  readonly startOffset: Offset
}

/** The answer to "where does this epoch end?". Undefined offsets are -1, as on the wire. */
export interface EpochEndOffset {
  /** The largest epoch up to the one asked for; -1 where the answer does not say (before KIP-279) or is undefined. */
  readonly epoch: LeaderEpoch
  readonly endOffset: Offset
}

/** UNDEFINED_EPOCH and UNDEFINED_EPOCH_OFFSET. */
export const UNDEFINED = -1

export const undefinedEnd: EpochEndOffset = Object.freeze({ epoch: UNDEFINED, endOffset: UNDEFINED })

/** The epoch of the last entry of the cache, or -1. */
export const latestOf = (epochs: readonly EpochEntry[]): LeaderEpoch => epochs.at(-1)?.epoch ?? UNDEFINED

/**
 * LeaderEpochFileCache.truncateFromStart: the entries up to `offset` go, but for the last of them, which now starts there.
 */
export const truncateEpochsFromStart = (epochs: readonly EpochEntry[], offset: Offset): readonly EpochEntry[] => {
  const first = epochs.findLast(({ startOffset }) => startOffset <= offset)
  if (first === undefined || (first === epochs[0] && first.startOffset === offset)) return epochs
  return [{ ...first, startOffset: offset }, ...epochs.filter(({ startOffset }) => startOffset > offset)]
}

/** LeaderEpochFileCache.truncateFromEnd: drops the entries that start at `offset` or later. */
export const truncateEpochsFromEnd = (epochs: readonly EpochEntry[], offset: Offset): readonly EpochEntry[] =>
  epochs.some((entry) => entry.startOffset >= offset) ? epochs.filter((entry) => entry.startOffset < offset) : epochs
