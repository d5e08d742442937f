import { list, type Schema } from '../../kit/schema'
import type { LogRecord, Offset } from '../values'

/**
 * A log: records in the order of their offsets.
 *
 * This file is the only one that knows how a log is stored: the type is opaque, so that indexing a log anywhere else is a
 * compile error. Nothing outside may assume that a log begins at 0, or that an offset is an index.
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

const opaque = (records: readonly LogRecord[]): Log => records as unknown as Log

const plain = (log: Log): readonly LogRecord[] => log as unknown as readonly LogRecord[]

export const emptyLog: Log = opaque([])

/** A log that begins at offset 0 and holds these records. */
export const logOf = (records: readonly LogRecord[]): Log => opaque(records)

/** A log of at most `most` records. */
export const logSchema = (record: Schema<LogRecord>, most: number): Schema<Log> =>
  list(record, most) as unknown as Schema<Log>

/**
 * logStartOffset: the first offset that is kept.
 *
 * Deliberately simplified: nothing deletes records from the front yet, so this is 0 in every log.
 */
export const startOf = (_log: Log): Offset => 0

/** logEndOffset: the offset that the next record will get. */
export const endOf = (log: Log): Offset => plain(log).length

/** The record at an offset, or undefined where the log has none. */
export const recordAt = (log: Log, offset: Offset): LogRecord | undefined => plain(log)[offset]

/** At most `most` records from `offset` on: what one fetch brings. */
export const recordsFrom = (log: Log, offset: Offset, most: number): readonly LogRecord[] =>
  plain(log).slice(offset, offset + most)

/** Every record with its offset, in order. */
export const entriesOf = (log: Log): readonly Stored[] => plain(log).map((record, offset) => ({ offset, record }))

/** The first record that is like that, with its offset. */
export const firstEntry = (log: Log, is: (record: LogRecord, offset: Offset) => boolean): Stored | undefined => {
  const offset = plain(log).findIndex(is)
  const record = plain(log)[offset]
  return record && { offset, record }
}

/** The log holds the record of this value, at any offset. */
export const holds = (log: Log, value: number): boolean => plain(log).some((one) => one.value === value)

/** What is left of a log that is cut at an offset: the records below it. */
export const prefixOf = (log: Log, offset: Offset): Log => opaque(plain(log).slice(0, offset))

/** The log with these records at its end. */
export const appended = (log: Log, records: readonly LogRecord[]): Log => opaque([...plain(log), ...records])

export const isSameRecord = (a: LogRecord | undefined, b: LogRecord | undefined): boolean =>
  a !== undefined && b !== undefined && a.value === b.value && a.epoch === b.epoch

/** The first offset below `end` at which two logs do not hold the same record, or -1: they agree. */
export const firstDifference = (a: Log, b: Log, end: Offset): Offset => {
  const [one, other] = [plain(a), plain(b)]
  for (let offset = 0; offset < end; offset++) if (!isSameRecord(one[offset], other[offset])) return offset
  return -1
}

/** The last offset at which both logs hold a record of the same epoch, or -1. */
export const lastShared = (a: Log, b: Log): Offset => {
  const other = plain(b)
  return plain(a).findLastIndex((record, offset) => other[offset]?.epoch === record.epoch)
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
    if (record.epoch === other.epoch && record.value !== other.value) return { offset, records: [record, other] }
  }
  return undefined
}
