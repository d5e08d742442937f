/** Log.append (2.1.0): a batch goes into the active segment, or a new one begins with it. */
import { append, logEnd, type Disk } from '../replica/disk'
import type { LogRecord, Offset } from '../values'
import type { Decisions } from '../versions/decisions'
import { activeFile, NO_PART, type Files, type SegmentFile } from './files'
import { rollsBefore } from './rolling'
import type { Batch } from './segment'
import type { Storage } from './storage-bounds'
import { activeSegmentOf, batchAt } from './view'

/** A leader appends a record, at the moment `now`. The epoch cache is the caller's. */
export const appendStored = (storage: Storage, disk: Disk, record: LogRecord, now: number): Disk =>
  appendAt(storage, disk, record, now, logEnd(disk))

/** A leader writes a part of a batch: FileRecords.append fails halfway (2.1.0). The log ends where it did. */
export const appendPart = (storage: Storage, disk: Disk, record: LogRecord, now: number): Disk => {
  const end = logEnd(disk)
  const files = disk.files.map((one) => ({
    ...written(storage, disk, one, batchOf(storage, disk, record), now, end),
    partAt: end,
  }))
  return { ...disk, files }
}

/**
 * A follower appends what it has fetched: batches, and the holes before them. A segment that is rolled because of a batch begins at
 * the log end from before the holes.
 */
export const appendFetched = (
  storage: Storage,
  decide: Decisions,
  before: Disk,
  brought: readonly LogRecord[],
  now: number,
): Disk => {
  let [disk, base] = [before, logEnd(before)]
  for (const record of brought) {
    if (record.epoch < 0) {
      disk = append(disk, record)
      continue
    }
    const epochs = decide.assignEpoch(disk.epochs, record.epoch, logEnd(disk))
    disk = appendAt(storage, { ...disk, epochs }, record, now, base)
    base = logEnd(disk)
  }
  return disk
}

const appendAt = (storage: Storage, disk: Disk, record: LogRecord, now: number, base: Offset): Disk => {
  const files = disk.files.map((one) => written(storage, disk, one, batchOf(storage, disk, record), now, base))
  return append({ ...disk, files }, record)
}

/** The batch that this record is, if it is appended. */
const batchOf = ({ bounds }: Storage, disk: Disk, record: LogRecord): Batch =>
  batchAt(bounds, append(disk, record), logEnd(disk)) as Batch

/**
 * The files once a batch is written to the active segment, or to a new one. An active segment without a batch that should be rolled
 * is replaced by a new one with the same name (KAFKA-6388).
 */
const written = (storage: Storage, disk: Disk, files: Files, batch: Batch, now: number, base: Offset): Files => {
  const active = activeFile(files)
  // An index of which every place is taken, even by zeros, is full (AbstractIndex.isFull).
  const rolls =
    active.hasZeroIndexes ||
    rollsBefore(activeSegmentOf(storage.bounds, disk, files), batch, storage.topic.log) !== undefined
  const isNew = rolls && active.baseOffset < base
  const into: SegmentFile = { baseOffset: isNew ? base : active.baseOffset, modified: now, hasZeroIndexes: false }
  // Log.roll cuts the file at what the log counts (FileRecords.trim).
  const partAt = isNew && files.partAt === logEnd(disk) ? NO_PART : files.partAt
  return { ...files, partAt, segments: [...(isNew ? files.segments : files.segments.slice(0, -1)), into] }
}
