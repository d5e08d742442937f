/** Log.append (2.1.0): a batch goes into the active segment, or a new one begins with it. */
import { append, logEnd, type Disk } from '../replica/disk'
import type { LogRecord, Offset } from '../values'
import type { Decisions } from '../versions/decisions'
import { NO_PART, type Files, type SegmentFile } from './files'
import { rollsBefore } from './rolling'
import { HEADER_BYTES } from './segment'
import type { Storage } from './storage-bounds'
import { activeSegmentOf, writtenOf } from './view'

/** A leader appends a record, at the moment `now`. The epoch cache is the caller's. */
export const appendStored = (storage: Storage, disk: Disk, record: LogRecord, now: number): Disk =>
  appendAt(storage, disk, record, now, logEnd(disk))

/** A leader writes a part of a batch: FileRecords.append fails halfway (2.1.0). The log ends where it did. */
export const appendPart = (storage: Storage, disk: Disk, record: LogRecord, now: number): Disk => {
  const end = logEnd(disk)
  const files = disk.files.map((one) => ({ ...written(storage, disk, one, record, now, end), partAt: end }))
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

const appendAt = (storage: Storage, disk: Disk, record: LogRecord, now: number, base: Offset): Disk =>
  append({ ...disk, files: disk.files.map((files) => written(storage, disk, files, record, now, base)) }, record)

/** The files once a batch is written to the active segment, or to a new one. */
const written = (storage: Storage, disk: Disk, files: Files, record: LogRecord, now: number, base: Offset): Files => {
  const fresh: SegmentFile = { baseOffset: base, modified: now, hasZeroIndexes: false }
  const active = files.segments.at(-1) ?? fresh
  // An index of which every place is taken, even by zeros, is full (AbstractIndex.isFull).
  const rolls =
    active.hasZeroIndexes ||
    rollsBefore(activeSegmentOf(storage.bounds, disk), sizeOf(storage, disk, record), storage.topic.log)
  if (!rolls || active.baseOffset === base)
    return { ...files, segments: [...files.segments.slice(0, -1), { ...active, modified: now, hasZeroIndexes: false }] }
  // Log.roll cuts the file at what the log counts (FileRecords.trim).
  const partAt = files.partAt === logEnd(disk) ? NO_PART : files.partAt
  return { ...files, partAt, segments: [...files.segments, fresh] }
}

const sizeOf = (
  { bounds }: Storage,
  disk: Disk,
  { value }: LogRecord,
): { readonly offset: Offset; readonly timestamp: number; readonly size: number } => {
  const offset = logEnd(disk)
  if (value < 0) return { offset, timestamp: 0, size: HEADER_BYTES }
  const { timestamp, size } = writtenOf(bounds, value)
  return { offset, timestamp, size }
}
