import { HEADER_BYTES } from '../segment'
import { crc32c } from './crc32c'
import { varintAt } from './varint'
import { FIELDS, HAS_HORIZON, LENGTH_COUNTS_FROM } from './writing'

/** A batch of magic 2 as it was found in a file. */
export interface StoredBatch {
  /** Where it begins in the file, and how long it is, in bytes. */
  readonly position: number
  readonly size: number
  readonly baseOffset: number
  readonly lastOffset: number
  readonly count: number
  readonly partitionLeaderEpoch: number
  /** Undefined: it has none. */
  readonly deleteHorizon: number | undefined
  readonly maxTimestamp: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly crc: number
  /** The checksum is that of the bytes. */
  readonly isValid: boolean
  readonly records: readonly StoredRecord[]
}

export interface StoredRecord {
  readonly offset: number
  readonly timestamp: number
  /** Bytes, or -1 where there is none. */
  readonly keySize: number
  readonly valueSize: number
  readonly key: string | null
  readonly value: string | null
}

/** What was found in a file, and how many bytes at its end are no batch. */
export interface Found {
  readonly batches: readonly StoredBatch[]
  readonly trailing: number
}

/**
 * The batches of the file of a segment, up to the first that is cut short or is not of magic 2.
 *
 * Records are read where there is no compression. A batch whose checksum is wrong is among them, and its records are not.
 */
export const batchesIn = (bytes: Uint8Array): Found => {
  const batches: StoredBatch[] = []
  let position = 0
  for (;;) {
    const batch = batchAt(bytes, position)
    if (batch === undefined) return { batches, trailing: bytes.length - position }
    batches.push(batch)
    position += batch.size
  }
}

const batchAt = (bytes: Uint8Array, position: number): StoredBatch | undefined => {
  if (bytes.length - position < HEADER_BYTES) return undefined
  const header = new DataView(bytes.buffer, bytes.byteOffset + position)
  const size = header.getInt32(FIELDS.length) + LENGTH_COUNTS_FROM
  if (size < HEADER_BYTES || size > bytes.length - position || header.getInt8(FIELDS.magic) !== 2) return undefined
  const whole = bytes.subarray(position, position + size)
  const baseOffset = Number(header.getBigInt64(FIELDS.baseOffset))
  const baseTimestamp = Number(header.getBigInt64(FIELDS.baseTimestamp))
  const crc = header.getUint32(FIELDS.crc)
  const isValid = crc === crc32c(whole.subarray(FIELDS.attributes))
  const count = header.getInt32(FIELDS.count)
  return {
    ...{ position, size, baseOffset, count, crc, isValid },
    lastOffset: baseOffset + header.getInt32(FIELDS.lastOffsetDelta),
    partitionLeaderEpoch: header.getInt32(FIELDS.partitionLeaderEpoch),
    deleteHorizon: header.getInt16(FIELDS.attributes) & HAS_HORIZON ? baseTimestamp : undefined,
    maxTimestamp: Number(header.getBigInt64(FIELDS.maxTimestamp)),
    producerId: Number(header.getBigInt64(FIELDS.producerId)),
    producerEpoch: header.getInt16(FIELDS.producerEpoch),
    baseSequence: header.getInt32(FIELDS.baseSequence),
    records: isValid ? recordsIn(whole, count, baseOffset, baseTimestamp) : [],
  }
}

const recordsIn = (
  batch: Uint8Array,
  count: number,
  baseOffset: number,
  baseTimestamp: number,
): readonly StoredRecord[] => {
  const records: StoredRecord[] = []
  let at = HEADER_BYTES
  for (let place = 0; place < count; place++) {
    const length = varintAt(batch, at)
    if (length === undefined || length.next + length.value > batch.length) return records
    const record = recordAt(batch, length.next + 1, baseOffset, baseTimestamp)
    if (record === undefined) return records
    records.push(record)
    at = length.next + length.value
  }
  return records
}

/** The record whose timestamp begins here: behind its length and its attributes. */
const recordAt = (
  batch: Uint8Array,
  at: number,
  baseOffset: number,
  baseTimestamp: number,
): StoredRecord | undefined => {
  const timestamp = varintAt(batch, at)
  const offset = timestamp && varintAt(batch, timestamp.next)
  const key = offset && textAt(batch, offset.next)
  const value = key && textAt(batch, key.next)
  if (timestamp === undefined || offset === undefined || key === undefined || value === undefined) return undefined
  return {
    offset: baseOffset + offset.value,
    timestamp: baseTimestamp + timestamp.value,
    ...{ keySize: key.size, valueSize: value.size, key: key.text, value: value.text },
  }
}

interface Text {
  readonly text: string | null
  readonly size: number
  readonly next: number
}

const textAt = (bytes: Uint8Array, at: number): Text | undefined => {
  const length = varintAt(bytes, at)
  if (length === undefined || length.next + Math.max(0, length.value) > bytes.length) return undefined
  const { value: size, next } = length
  if (size < 0) return { text: null, size: -1, next }
  return { text: new TextDecoder().decode(bytes.subarray(next, next + size)), size, next: next + size }
}
