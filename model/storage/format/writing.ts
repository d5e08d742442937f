import { HEADER_BYTES, NO_HORIZON, type Batch, type Segment } from '../segment'
import { crc32c } from './crc32c'
import { varint } from './varint'

/** Where a field of the header of a batch of magic 2 begins, in bytes. DefaultRecordBatch.java has the same table. */
export const FIELDS = {
  baseOffset: 0,
  length: 8,
  partitionLeaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  count: 57,
} as const

/** The bit of `attributes` that says that the base timestamp is the delete horizon (KIP-534). */
export const HAS_HORIZON = 0x40

/** `length` counts what comes after it. */
export const LENGTH_COUNTS_FROM = FIELDS.partitionLeaderEpoch

const NONE = -1

/**
 * A batch as Kafka writes it, with magic 2: no compression, no transaction, no idempotent producer, no record headers.
 *
 * `size` of the batch is not looked at: it is what the model counts, and `bytesOfRecord` says what it is here.
 */
export const bytesOfBatch = (batch: Batch): Uint8Array => {
  const hasHorizon = batch.deleteHorizon !== NO_HORIZON
  const baseTimestamp = batch.count === 0 ? NONE : hasHorizon ? batch.deleteHorizon : batch.timestamp
  const record = batch.count === 0 ? [] : recordOf(batch, baseTimestamp)
  const bytes = new Uint8Array(HEADER_BYTES + record.length)
  const view = new DataView(bytes.buffer)
  view.setBigInt64(FIELDS.baseOffset, BigInt(batch.offset))
  view.setInt32(FIELDS.length, bytes.length - LENGTH_COUNTS_FROM)
  view.setInt32(FIELDS.partitionLeaderEpoch, batch.epoch)
  view.setInt8(FIELDS.magic, 2)
  view.setInt16(FIELDS.attributes, hasHorizon ? HAS_HORIZON : 0)
  view.setInt32(FIELDS.lastOffsetDelta, 0)
  view.setBigInt64(FIELDS.baseTimestamp, BigInt(baseTimestamp))
  view.setBigInt64(FIELDS.maxTimestamp, BigInt(batch.timestamp))
  view.setBigInt64(FIELDS.producerId, BigInt(NONE))
  view.setInt16(FIELDS.producerEpoch, NONE)
  view.setInt32(FIELDS.baseSequence, NONE)
  view.setInt32(FIELDS.count, batch.count)
  bytes.set(record, HEADER_BYTES)
  view.setUint32(FIELDS.crc, crc32c(bytes.subarray(FIELDS.attributes)))
  return bytes
}

/** The file of a segment: its batches, one behind the other. */
export const bytesOfSegment = ({ batches }: Segment): Uint8Array => {
  const parts = batches.map(bytesOfBatch)
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** How many bytes a batch with one record takes on disk: what a `size` of the model should be. */
export const bytesOfRecord = (record: Pick<Batch, 'key' | 'value'>): number =>
  HEADER_BYTES + recordOf({ ...record, timestamp: 0 }, 0).length

/** DefaultRecord.writeTo: length, attributes, timestamp and offset relative to the batch, key, value, no headers. */
const recordOf = (
  { key, value, timestamp }: Pick<Batch, 'key' | 'value' | 'timestamp'>,
  baseTimestamp: number,
): readonly number[] => {
  const body = [0, ...varint(timestamp - baseTimestamp), ...varint(0), ...text(key), ...text(value), ...varint(0)]
  return [...varint(body.length), ...body]
}

/** A text in UTF-8, behind its length; -1 is no text. */
const text = (given: string | null): readonly number[] => {
  if (given === null) return varint(NONE)
  const bytes = new TextEncoder().encode(given)
  return [...varint(bytes.length), ...bytes]
}
