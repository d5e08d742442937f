import { bytesOfBatch } from '../../model/storage/format/writing'
import { recordsIn } from './batches'

/** Magic 1: offset, size, crc, magic, attributes, timestamp, key, value. */
const message = (offset: number, value: string): Buffer => {
  const bytes = Buffer.alloc(34 + value.length)
  bytes.writeBigInt64BE(BigInt(offset), 0)
  bytes.writeInt32BE(22 + value.length, 8)
  bytes.writeInt8(1, 16)
  bytes.writeInt32BE(-1, 26)
  bytes.writeInt32BE(value.length, 30)
  bytes.write(value, 34)
  return bytes
}

const batch = (offset: number, epoch: number, value: string): Uint8Array =>
  bytesOfBatch({ offset, epoch, key: 'k', value, timestamp: 0, size: 0, deleteHorizon: -1, count: 1 })

test('messages of magic 1 have an offset and a value, and no epoch', () => {
  expect(recordsIn(Buffer.concat([message(0, 'a'), message(1, 'bc')]))).toEqual([
    { offset: 0, value: 'a' },
    { offset: 1, value: 'bc' },
  ])
})

test('batches of magic 2 have the epoch of their leader; a key is passed over', () => {
  expect(recordsIn(Buffer.concat([batch(0, 0, 'a'), batch(1, 3, 'b')]))).toEqual([
    { offset: 0, epoch: 0, value: 'a' },
    { offset: 1, epoch: 3, value: 'b' },
  ])
})

test('a batch that is not whole ends the log', () => {
  const bytes = Buffer.concat([batch(0, 0, 'a'), batch(1, 0, 'b')])
  expect(recordsIn(bytes.subarray(0, bytes.length - 1))).toEqual([{ offset: 0, epoch: 0, value: 'a' }])
})
