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

/** Magic 2 with one record that has a key of one byte. */
const batch = (offset: number, epoch: number, value: string): Buffer => {
  const record = Buffer.concat([
    Buffer.from([0, 0, 0, 2]),
    Buffer.from('k'),
    Buffer.from([2 * value.length]),
    Buffer.from(value),
    Buffer.from([0]),
  ])
  const header = Buffer.alloc(61)
  header.writeBigInt64BE(BigInt(offset), 0)
  header.writeInt32BE(49 + 1 + record.length, 8)
  header.writeInt32BE(epoch, 12)
  header.writeInt8(2, 16)
  header.writeInt32BE(1, 57)
  return Buffer.concat([header, Buffer.from([2 * record.length]), record])
}

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
