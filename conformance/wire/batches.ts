/** What a segment file holds: messages of magic 0 and 1, or batches of magic 2 without compression. */
import { batchesIn } from '../../model/storage/format/reading'

/** One record of a log. */
export interface StoredRecord {
  readonly offset: number
  /** Only magic 2 has it. */
  readonly epoch?: number
  /** The value as text. */
  readonly value: string
}

/** All records, in order. What is not whole ends the log, as it does for Kafka. A release writes all its files in one magic. */
export const recordsIn = (bytes: Buffer): readonly StoredRecord[] =>
  bytes.length > MAGIC && bytes.readInt8(MAGIC) >= 2 ? ofBatches(bytes) : ofMessages(bytes)

/** Where the first message or batch of this offset, or of a later one, begins. In every format an offset of 8 bytes and a size of 4 come first. */
export const positionOf = (bytes: Buffer, offset: number): number => {
  let at = 0
  while (at + OVERHEAD <= bytes.length && bytes.readBigInt64BE(at) < offset) at += OVERHEAD + bytes.readInt32BE(at + 8)
  return Math.min(at, bytes.length)
}

/** Where the magic stands, in every format. */
const MAGIC = 16

const ofBatches = (bytes: Buffer): readonly StoredRecord[] =>
  batchesIn(bytes).batches.flatMap(({ partitionLeaderEpoch: epoch, records }) =>
    records.map(({ offset, value }) => ({ offset, epoch, value: value ?? '' })),
  )

/** An offset of 8 bytes and a size of 4, then the message. */
const ofMessages = (bytes: Buffer): readonly StoredRecord[] => {
  const records: StoredRecord[] = []
  for (let at = 0; at + OVERHEAD <= bytes.length;) {
    const end = at + OVERHEAD + bytes.readInt32BE(at + 8)
    if (end > bytes.length || end - at < SMALLEST) break
    records.push(messageOf(bytes.subarray(at, end)))
    at = end
  }
  return records
}

const OVERHEAD = 12
/** A message of magic 0 without key and value. */
const SMALLEST = 26

/** Magic 0: crc, magic, attributes, key, value. Magic 1 has a timestamp before the key. */
const messageOf = (message: Buffer): StoredRecord => {
  const key = message.readInt8(MAGIC) === 0 ? 18 : 26
  const value = key + 4 + Math.max(message.readInt32BE(key), 0)
  return { offset: Number(message.readBigInt64BE(0)), value: message.toString('utf8', value + 4) }
}
