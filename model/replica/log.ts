import { list, type Schema } from '../../kit/schema'
import type { LogRecord, Offset } from '../values'

/**
 * A log: records in the order of their offsets.
 *
 * This file is the only one that knows how a log is stored: the type is opaque, so that indexing a log anywhere else is a
 * compile error. Nothing outside may assume that a log begins at 0, or that an offset is an index.
 *
 * Where the log on disk is modelled (docs/decisions/0037), an offset may be without a record. hole: retention or compaction
 * has removed the batch, or the log began later. emptied: the cleaner has removed the record, and kept the header of its
 * batch. torn: the batch was not flushed when its machine crashed, and cannot be read.
 */
export interface Log {
  readonly [stored]: readonly LogRecord[]
}

declare const stored: unique symbol

/** A record with its offset. */
export interface Stored {
  readonly offset: Offset
  readonly record: LogRecord
}

/** What there is at an offset. none: it is not below the log end. */
export type Kept = 'record' | 'hole' | 'emptied' | 'torn' | 'none'

/** How an offset without a record is stored: as a record with a value that none has. */
const HOLE: LogRecord = Object.freeze({ value: -1, epoch: -1 })
const TORN: LogRecord = Object.freeze({ value: -2, epoch: -1 })
const EMPTIED = -3

/** The smallest value that a stored record of so many may have. */
export const leastValue = (records: number): number => EMPTIED - records + 1

const isRecord = ({ value }: LogRecord): boolean => value >= 0

const opaque = (records: readonly LogRecord[]): Log => records as unknown as Log

const plain = (log: Log): readonly LogRecord[] => log as unknown as readonly LogRecord[]

export const emptyLog: Log = opaque([])

/** A log that begins at offset 0 and holds these records. */
export const logOf = (records: readonly LogRecord[]): Log => opaque(records)

/** A log of at most `most` records. */
export const logSchema = (record: Schema<LogRecord>, most: number): Schema<Log> =>
  list(record, most) as unknown as Schema<Log>

/** logEndOffset: the offset that the next record will get. */
export const endOf = (log: Log): Offset => plain(log).length

/** The record at an offset, or undefined where the log has none. */
export const recordAt = (log: Log, offset: Offset): LogRecord | undefined => {
  const stored = plain(log)[offset]
  return stored !== undefined && isRecord(stored) ? stored : undefined
}

/** What a log has at an offset. */
export const keptAt = (log: Log, offset: Offset): Kept => kindOf(plain(log)[offset])

const kindOf = (stored: LogRecord | undefined): Kept => {
  if (stored === undefined) return 'none'
  if (isRecord(stored)) return 'record'
  if (stored.value === HOLE.value) return 'hole'
  return stored.value === TORN.value ? 'torn' : 'emptied'
}

/** The value of the record that a batch at this offset has or had; undefined: there is no batch that can be read. */
export const batchValueAt = (log: Log, offset: Offset): number | undefined => {
  const stored = plain(log)[offset]
  if (stored === undefined || stored.value === HOLE.value || stored.value === TORN.value) return undefined
  return isRecord(stored) ? stored.value : EMPTIED - stored.value
}

/** The epoch of the batch at an offset, or -1. */
export const batchEpochAt = (log: Log, offset: Offset): number => plain(log)[offset]?.epoch ?? -1

/**
 * What one fetch brings: at most `most` batches from `offset` on, with the holes before and between them. A fetch ends before a
 * batch that cannot be read, and does not say what holes come after its last batch.
 */
export const recordsFrom = (log: Log, offset: Offset, most: number): readonly LogRecord[] => {
  const stored = plain(log)
  const brought = stored.slice(offset, offset + most)
  return brought.every(isRecord) ? brought : batchesFrom(stored, offset, most)
}

const batchesFrom = (stored: readonly LogRecord[], offset: Offset, most: number): readonly LogRecord[] => {
  let [end, left] = [offset, most]
  for (let at = offset; at < stored.length && left > 0; at++) {
    const kind = kindOf(stored[at])
    if (kind === 'torn') break
    if (kind === 'hole') continue
    end = at + 1
    left--
  }
  return stored.slice(offset, end)
}

/** How many batches are among what a fetch has brought. */
export const batchesAmong = (brought: readonly LogRecord[]): number =>
  brought.filter(({ value }) => value !== HOLE.value).length

/** Every record with its offset, in order. */
export const entriesOf = (log: Log): readonly Stored[] => {
  const stored = plain(log)
  const entries = stored.map((record, offset) => ({ offset, record }))
  return stored.every(isRecord) ? entries : entries.filter(({ record }) => isRecord(record))
}

/** The first record that is like that, with its offset. */
export const firstEntry = (log: Log, is: (record: LogRecord, offset: Offset) => boolean): Stored | undefined => {
  const stored = plain(log)
  for (let offset = 0; offset < stored.length; offset++) {
    const record = stored[offset] as LogRecord
    if (isRecord(record) && is(record, offset)) return { offset, record }
  }
  return undefined
}

/** The log holds the record of this value, at any offset. */
export const holds = (log: Log, value: number): boolean => plain(log).some((one) => one.value === value)

/**
 * The log has lost a record that it should have: it does not hold it, and what was committed does not say that the record was
 * at an offset which retention or compaction has removed from this log.
 */
export const lacks = (log: Log, value: number, truth: Log): boolean => {
  if (holds(log, value)) return false
  const stored = plain(log)
  const removed = plain(truth).findIndex((one, offset) => one.value === value && isRemoved(stored[offset]))
  return removed < 0
}

const isRemoved = (stored: LogRecord | undefined): boolean => {
  const kind = kindOf(stored)
  return kind === 'hole' || kind === 'emptied'
}

/** What is left of a log that is cut at an offset: the records below it. */
export const prefixOf = (log: Log, offset: Offset): Log => opaque(plain(log).slice(0, offset))

/** A log with what another has from the end of this one up to `end`, holes too. */
export const extendedBy = (log: Log, other: Log, end: Offset): Log =>
  opaque([...plain(log), ...plain(other).slice(plain(log).length, end)])

/** The log without the records of which this is true. It ends where it ended. */
export const without = (log: Log, isGone: (offset: Offset) => boolean): Log =>
  opaque(plain(log).map((stored, offset) => (isGone(offset) ? HOLE : stored)))

/** A log in which nothing is left, and which ends at this offset. */
export const nothingBelow = (end: Offset): Log => opaque(Array.from({ length: end }, () => HOLE))

/** The log with another at its end, which begins at some offset: what lies between is a hole. */
export const extendedTo = (log: Log, end: Offset): Log =>
  endOf(log) >= end ? log : opaque([...plain(log), ...plain(nothingBelow(end)).slice(endOf(log))])

/** The log in which the batches from this offset on cannot be read any more. */
export const tornFrom = (log: Log, offset: Offset): Log =>
  opaque(plain(log).map((stored, at) => (at < offset ? stored : TORN)))

/** The first batch from an offset on that cannot be read, or -1. */
export const firstTorn = (log: Log, from: Offset): Offset =>
  plain(log).findIndex((stored, offset) => offset >= from && stored.value === TORN.value)

/** The epochs of the batches from an offset on, and where each batch is. */
export const recordEpochsFrom = (
  log: Log,
  from: Offset,
): readonly { readonly epoch: number; readonly offset: Offset }[] =>
  plain(log)
    .map(({ epoch }, offset) => ({ epoch, offset }))
    .filter(({ epoch, offset }) => offset >= from && epoch >= 0)

/** The log in which the cleaner has removed the records at these offsets, and kept the headers of their batches. */
export const emptiedAt = (log: Log, is: (offset: Offset) => boolean): Log =>
  opaque(
    plain(log).map((stored, offset) =>
      isRecord(stored) && is(offset) ? { value: EMPTIED - stored.value, epoch: stored.epoch } : stored,
    ),
  )

/** The log with these records at its end. */
export const appended = (log: Log, records: readonly LogRecord[]): Log => opaque([...plain(log), ...records])

export const isSameRecord = (a: LogRecord | undefined, b: LogRecord | undefined): boolean =>
  a !== undefined && b !== undefined && a.value === b.value && a.epoch === b.epoch

/**
 * The first offset below `end` at which two logs do not hold the same record, or -1: they agree. An offset of which retention
 * or compaction has removed the record agrees with any.
 */
export const firstDifference = (a: Log, b: Log, end: Offset): Offset => {
  const [one, other] = [plain(a), plain(b)]
  for (let offset = 0; offset < end; offset++) {
    if (isSameRecord(one[offset], other[offset]) || isRemoved(one[offset]) || isRemoved(other[offset])) continue
    return offset
  }
  return -1
}

/** The last offset at which both logs hold a record of the same epoch, or -1. */
export const lastShared = (a: Log, b: Log): Offset => {
  const other = plain(b)
  return plain(a).findLastIndex((record, offset) => record.epoch >= 0 && other[offset]?.epoch === record.epoch)
}

/** Two different records of the same epoch at the same offset. */
export interface Clash {
  readonly offset: Offset
  readonly records: readonly [LogRecord, LogRecord]
}

/** The first offset at which two logs hold different records of the same epoch; undefined: there is none. */
export const clashOf = (a: Log, b: Log): Clash | undefined => {
  if (a === b) return undefined
  const [records, others] = [plain(a), plain(b)]
  for (let offset = 0; offset < records.length && offset < others.length; offset++) {
    const [record, other] = [records[offset] as LogRecord, others[offset] as LogRecord]
    if (!isRecord(record) || !isRecord(other)) continue
    if (record.epoch === other.epoch && record.value !== other.value) return { offset, records: [record, other] }
  }
  return undefined
}
