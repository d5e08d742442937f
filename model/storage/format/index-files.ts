/** The files of the indexes of a segment, and what kafka-dump-log prints of them. */
import { isBefore } from '../../versions/releases'
import type { Offset } from '../../values'
import { indexesOf, rolledTimes, type OffsetEntry, type TimeEntry } from '../indexes'
import { OFFSET_ENTRY, TIME_ENTRY } from '../rolling'
import { batchesIn, type StoredBatch } from './reading'

/** The files of a segment, as far as its indexes are concerned. */
export interface IndexedSegment {
  readonly baseOffset: Offset
  readonly batches: readonly StoredBatch[]
  readonly offsets: readonly OffsetEntry[]
  readonly times: readonly TimeEntry[]
}

/**
 * The indexes of the segment whose file holds these bytes.
 *
 * `isOpen`: it is the active segment, and its broker has not been shut down cleanly. Then its indexes have the size of full ones, and
 * behind the entries are zeros. One zero stands for all of them here, because kafka-dump-log stops at the first.
 */
export const indexedSegment = (
  baseOffset: Offset,
  bytes: Uint8Array,
  interval: number,
  isOpen: boolean,
): IndexedSegment => {
  const { batches } = batchesIn(bytes)
  const stored = batches.map(({ lastOffset, maxTimestamp, size }) => ({
    ...{ offset: lastOffset, timestamp: maxTimestamp, size },
  }))
  const indexes = indexesOf(stored, interval)
  const { offsets, times } = indexes
  return isOpen
    ? {
        ...{ baseOffset, batches },
        offsets: [...offsets, { offset: baseOffset, position: 0 }],
        times: [...times, { timestamp: 0, offset: baseOffset }],
      }
    : { baseOffset, batches, offsets, times: rolledTimes(stored, indexes) }
}

/** The file of an offset index. An entry has the offset relative to the base offset, and the position: OffsetIndex.append (2.1.1). */
export const bytesOfOffsets = ({ baseOffset, offsets }: IndexedSegment): Uint8Array => {
  const view = new DataView(new ArrayBuffer(offsets.length * OFFSET_ENTRY))
  offsets.forEach(({ offset, position }, place) => {
    view.setInt32(place * OFFSET_ENTRY, offset - baseOffset)
    view.setInt32(place * OFFSET_ENTRY + 4, position)
  })
  return new Uint8Array(view.buffer)
}

/** The file of a time index: timestamp, and relative offset: TimeIndex.maybeAppend (2.1.1). */
export const bytesOfTimes = ({ baseOffset, times }: IndexedSegment): Uint8Array => {
  const view = new DataView(new ArrayBuffer(times.length * TIME_ENTRY))
  times.forEach(({ timestamp, offset }, place) => {
    view.setBigInt64(place * TIME_ENTRY, BigInt(timestamp))
    view.setInt32(place * TIME_ENTRY + 8, offset - baseOffset)
  })
  return new Uint8Array(view.buffer)
}

/** The options of kafka-dump-log that this prints by. */
export interface IndexOptions {
  /** Of the tool: 2.1.1. */
  readonly release: string
  /** --index-sanity-check */
  readonly checksSanity: boolean
  /** --verify-index-only */
  readonly verifiesOnly: boolean
}

/** What the tool prints, and what it prints to standard error, at its end. */
export interface Dumped {
  readonly lines: readonly string[]
  readonly errors: readonly string[]
  /** The tool ends with this exception. */
  readonly thrown?: string
}

/**
 * DumpLogSegments.dumpIndex (2.1.1, 2.6.3, 3.9.1). `path` is as it was given to the tool, `absolute` where it is. Up to 2.2 the zeros are
 * verified as an entry before the tool stops at them.
 */
export const dumpOffsets = (
  path: string,
  absolute: string,
  { baseOffset, batches, offsets }: IndexedSegment,
  options: IndexOptions,
): Dumped => {
  const lines = [`Dumping ${path}`]
  if (offsets.length === 0 && !isBefore(options.release, '2.8.0'))
    return { lines: [...lines, `${path} is empty.`], errors: [] }
  if (options.checksSanity) return sane(path, insaneOffsets(absolute, baseOffset, offsets, options), options)
  const mismatches: string[] = []
  const isSince23 = !isBefore(options.release, '2.3.0')
  for (const [place, { offset, position }] of offsets.entries()) {
    const isZero = offset === baseOffset && place > 0
    if (isZero && isSince23) break
    // Up to 2.2 the tool looks for a record, and later for a batch.
    const batch = batches.find((one) => one.position >= position && (isSince23 || one.records.length > 0))
    if (batch === undefined) return { lines, errors: [], thrown: 'java.util.NoSuchElementException' }
    if (batch.lastOffset !== offset) mismatches.unshift(`  Index offset: ${offset}, log offset: ${batch.lastOffset}`)
    if (isZero) break
    if (!options.verifiesOnly) lines.push(`offset: ${offset} position: ${position}`)
  }
  return { lines, errors: mismatches.length === 0 ? [] : [`Mismatches in :${absolute}`, ...mismatches] }
}

/**
 * DumpLogSegments.dumpTimeIndex (2.1.1, 2.6.3, 3.9.1).
 *
 * Deliberately simplified: up to 2.2 the tool does not stop at zeros where the first batch is gone. It prints all of them.
 */
export const dumpTimes = (path: string, absolute: string, segment: IndexedSegment, options: IndexOptions): Dumped => {
  const { baseOffset, times } = segment
  const lines = [`Dumping ${path}`]
  if (options.checksSanity) return sane(path, insaneTimes(absolute, segment), options)
  const found = { mismatches: [] as string[], outOfOrder: [] as string[], lost: [] as string[] }
  let before = -1
  for (const [place, entry] of times.entries()) {
    const isZero = entry.offset === baseOffset && place > 0
    if (isZero && !isBefore(options.release, '2.3.0')) break
    verifyTime(segment, entry, before, found)
    if (isZero) break
    if (!options.verifiesOnly) lines.push(`timestamp: ${entry.timestamp} offset: ${entry.offset}`)
    before = entry.timestamp
  }
  const { mismatches, outOfOrder, lost } = found
  return {
    lines,
    errors: [
      ...headed(`Found timestamp mismatch in :${absolute}`, mismatches),
      ...headed(`Found out of order timestamp in :${absolute}`, outOfOrder),
      ...headed('The following indexed offsets are not found in the log.', lost),
    ],
  }
}

const headed = (head: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [head, ...lines]

/** What is wrong with one entry is added to what was found. */
const verifyTime = (
  { batches }: IndexedSegment,
  { timestamp, offset }: TimeEntry,
  before: number,
  found: Readonly<Record<'mismatches' | 'outOfOrder' | 'lost', string[]>>,
): void => {
  const batch = batches.find(({ lastOffset }) => lastOffset >= offset)
  if (batch === undefined || batch.lastOffset !== offset) {
    found.lost.push(`Indexed offset: ${offset}, found log offset: ${batch?.lastOffset ?? -1}`)
    return
  }
  const largest = Math.max(-1, ...batch.records.map((record) => record.timestamp))
  if (largest !== timestamp) found.mismatches.push(`  Index timestamp: ${timestamp}, log timestamp: ${largest}`)
  if (before >= timestamp)
    found.outOfOrder.push(`  Index timestamp: ${timestamp}, Previously indexed timestamp: ${before}`)
}

const sane = (path: string, wrong: string | undefined, { release }: IndexOptions): Dumped => {
  if (wrong === undefined) return { lines: [`Dumping ${path}`, `${path} passed sanity check.`], errors: [] }
  return { lines: [`Dumping ${path}`], errors: [], thrown: `${corruptIn(release)}: ${wrong}` }
}

/** OffsetIndex.sanityCheck (1.1.1, 2.1.1): up to 1.1 zeros make an index look corrupt. */
const insaneOffsets = (
  absolute: string,
  baseOffset: Offset,
  offsets: readonly OffsetEntry[],
  { release }: IndexOptions,
): string | undefined => {
  const last = offsets.at(-1)
  if (last === undefined || last.offset > baseOffset || !isBefore(release, '2.0.0')) return undefined
  const than = isBefore(release, '1.1.0') ? 'larger' : 'greater'
  return [
    `Corrupt index found, index file (${absolute}) has non-zero size but the last offset is ${last.offset}`,
    `which is no ${than} than the base offset ${baseOffset}.`,
  ].join(' ')
}

/** TimeIndex.sanityCheck (2.1.1): zeros behind entries make a time index look corrupt. */
const insaneTimes = (absolute: string, { times }: IndexedSegment): string | undefined => {
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined || last.timestamp >= first.timestamp) return undefined
  return [
    `Corrupt time index found, time index file (${absolute}) has non-zero size but the last timestamp is ${last.timestamp}`,
    `which is less than the first timestamp ${first.timestamp}`,
  ].join(' ')
}

const corruptIn = (release: string): string =>
  isBefore(release, '1.1.0')
    ? 'java.lang.IllegalArgumentException: requirement failed'
    : 'kafka.log.CorruptIndexException'
