/** The records of the metadata log, and what stands after them (PartitionRegistration.merge, ClusterDelta at 4.3.1). */
import { batchesIn } from '../../../model/storage/format/reading'
import { varintAt } from '../../../model/storage/format/varint'
import { HEADER_BYTES } from '../../../model/storage/segment'
import { metadataRecord, type MetadataRecord } from '../messages'
import type { Schemas } from '../schemas'

export interface LoggedRecord extends MetadataRecord {
  readonly offset: number
}

/** All records of a file, or of a response, in order. Those that only the quorum reads are left out. */
export const metadataRecords = (schemas: Schemas, bytes: Buffer): readonly LoggedRecord[] =>
  batchesIn(bytes).batches.flatMap(({ position, size, baseOffset, count }) => {
    const batch = bytes.subarray(position, position + size)
    return isControl(batch) ? [] : recordsOf(schemas, batch, baseOffset, count)
  })

/** The offset behind the last whole batch. */
export const endOfLog = (bytes: Buffer): number => (batchesIn(bytes).batches.at(-1)?.lastOffset ?? -1) + 1

const isControl = (batch: Buffer): boolean => (batch.readInt16BE(ATTRIBUTES) & 0x20) !== 0

const ATTRIBUTES = 21

const recordsOf = (schemas: Schemas, batch: Buffer, baseOffset: number, count: number): readonly LoggedRecord[] => {
  const found: LoggedRecord[] = []
  let at = HEADER_BYTES
  const next = (): number => {
    const read = varintAt(batch, at)
    if (read === undefined) throw new Error('a record of the metadata log is cut short')
    at = read.next
    return read.value
  }
  for (let place = 0; place < count; place++) {
    const length = next()
    const end = at + length
    at++ // attributes
    next() // timestamp
    const offset = baseOffset + next()
    const key = next()
    at += Math.max(0, key)
    const size = next()
    const record = metadataRecord(schemas, batch.subarray(at, at + size))
    if (record !== undefined) found.push({ offset, ...record })
    at = end
  }
  return found
}
