/** What a segment file holds: messages of magic 0 and 1, and batches of magic 2 without compression. */

/** One record of a log. */
export interface StoredRecord {
  readonly offset: number
  /** Only magic 2 has it. */
  readonly epoch?: number
  /** The value as text. */
  readonly value: string
}

/** All records, in order. An entry that is not whole ends the log, as it does for Kafka. */
export const recordsIn = (bytes: Buffer): readonly StoredRecord[] => {
  const records: StoredRecord[] = []
  for (let at = 0; at + OVERHEAD <= bytes.length; at += OVERHEAD + bytes.readInt32BE(at + 8)) {
    const entry = bytes.subarray(at, at + OVERHEAD + bytes.readInt32BE(at + 8))
    if (entry.length < OVERHEAD + bytes.readInt32BE(at + 8) || entry.length <= MAGIC) break
    records.push(...(entry.readInt8(MAGIC) < 2 ? [messageOf(entry)] : batchRecords(entry)))
  }
  return records
}

/** An offset of 8 bytes, and a size of 4. */
const OVERHEAD = 12
const MAGIC = 16

/** Magic 0: crc, magic, attributes, key, value. Magic 1 has a timestamp before the key. */
const messageOf = (entry: Buffer): StoredRecord => {
  const key = entry.readInt8(MAGIC) === 0 ? 18 : 26
  const value = key + 4 + Math.max(entry.readInt32BE(key), 0)
  return { offset: Number(entry.readBigInt64BE(0)), value: entry.toString('utf8', value + 4) }
}

/** A batch has a header of 61 bytes. Records have varints; see DefaultRecord. */
const batchRecords = (batch: Buffer): readonly StoredRecord[] => {
  const [base, epoch] = [Number(batch.readBigInt64BE(0)), batch.readInt32BE(12)]
  const cursor = { at: 61 }
  return Array.from({ length: batch.readInt32BE(57) }, () => {
    const size = varint(batch, cursor)
    const end = cursor.at + size
    cursor.at += 1 // attributes
    varint(batch, cursor) // timestamp delta
    const offset = base + varint(batch, cursor)
    const keySize = varint(batch, cursor)
    cursor.at += Math.max(keySize, 0)
    const valueSize = varint(batch, cursor)
    const value = batch.toString('utf8', cursor.at, cursor.at + Math.max(valueSize, 0))
    cursor.at = end
    return { offset, epoch, value }
  })
}

/** A signed number, zigzag and in groups of seven bits. Up to 2^53. */
const varint = (bytes: Buffer, cursor: { at: number }): number => {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const next = bytes.readUInt8(cursor.at++)
    value += (next & 0x7f) * factor
    if (next < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
}
