/** Bytes of batches. Kafka's own tool reads the same file in conformance/dump-log.real.test.ts, which writes golden/. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { NO_HORIZON, type Batch } from '../segment'
import { crc32c } from './crc32c'
import { dumpFormatOf, dumpLog, segmentName } from './dump'
import { batchesIn } from './reading'
import { goldenOf, optionsOf, sample, ways } from './sample.fixture'
import { varint, varintAt } from './varint'
import { bytesOfBatch, bytesOfRecord, bytesOfSegment } from './writing'

const bytes = bytesOfSegment(sample)
const name = segmentName(sample.baseOffset)

test.each((['0.11', '2.4', '3.3'] as const).flatMap((format) => ways.map((way) => [format, way] as const)))(
  'a file is dumped as kafka-dump-log prints it, since %s, %s',
  (format, way) => {
    const lines = dumpLog(name, sample.baseOffset, bytes, { format, ...optionsOf[way] })
    expect(`${lines.join('\n')}\n`).toBe(readFileSync(goldenOf(format, way), 'utf8'))
  },
)

test('kafka-dump-log of 2.2 and 2.3 does not print the key of a tombstone, as 2.1 does not', () => {
  const [two, four] = (['2.2', '2.4'] as const).map((format) =>
    dumpLog(name, sample.baseOffset, bytes, { format, ...optionsOf.data }),
  )
  expect(two?.map((line) => line.replace(/ key: gone$/, ''))).toEqual(
    four?.map((line) => line.replace(/ key: gone$/, '')),
  )
  expect([two, four].map((lines) => lines?.filter((line) => line.endsWith('key: gone')).length)).toEqual([0, 2])
})

test('each release has the format of the last one that changed it', () =>
  expect(['0.8.0', '1.1.1', '2.1', '2.2.0', '2.10', '3.2', '3.9.1', '4.1', 'baseline'].map(dumpFormatOf)).toEqual([
    ...['0.11', '0.11', '0.11', '2.2', '2.4', '2.4', '3.3', '3.3', '3.3'],
  ]))

test('a checksum is that of RFC 3720', () => {
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283)
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43)
})

test('a number of variable length is read as it was written', () => {
  expect([0, -1, 1, 63, -64, 64].map(varint)).toEqual([[0], [1], [2], [126], [127], [128, 1]])
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      const written = Uint8Array.from([7, ...varint(value)])
      expect(varintAt(written, 1)).toEqual({ value, next: written.length })
    }),
  )
  expect([varintAt(Uint8Array.from([0x80]), 0), varintAt(new Uint8Array(12).fill(0x80), 0)]).toEqual([
    undefined,
    undefined,
  ])
})

const text = fc.option(fc.string({ maxLength: 20, unit: 'grapheme' }))

const anyBatch: fc.Arbitrary<Batch> = fc
  .record({
    offset: fc.nat({ max: 2 ** 40 }),
    epoch: fc.nat(),
    key: text,
    value: text,
    timestamp: fc.nat({ max: 2 ** 42 }),
    deleteHorizon: fc.option(fc.nat({ max: 2 ** 42 }), { nil: NO_HORIZON }),
  })
  .map((drawn) => ({ ...drawn, size: 0, count: 1 }))

test('a batch is read as it was written', () =>
  fc.assert(
    fc.property(anyBatch, (batch) => {
      const { batches, trailing } = batchesIn(bytesOfBatch(batch))
      expect([batches.length, trailing]).toEqual([1, 0])
      expect(batches[0]).toMatchObject({ isValid: true, baseOffset: batch.offset, partitionLeaderEpoch: batch.epoch })
      expect(batches[0]?.deleteHorizon ?? NO_HORIZON).toBe(batch.deleteHorizon)
      const { key, value, offset, timestamp } = batch
      expect(batches[0]?.records).toMatchObject([{ key, value, offset, timestamp }])
      if (batch.deleteHorizon === NO_HORIZON) expect(batches[0]?.size).toBe(bytesOfRecord(batch))
    }),
  ))

test('a bit that was changed behind the checksum is noticed', () => {
  for (let at = 21; at < 100; at += 7) {
    const broken = Uint8Array.from(bytesOfBatch(sample.batches[6] as Batch))
    broken[at] = (broken[at] ?? 0) ^ 4
    expect(batchesIn(broken).batches).toMatchObject([{ isValid: false, records: [] }])
  }
})

test('what is left of a batch that was cut short is told, and nothing of it is read', () => {
  const whole = batchesIn(bytes)
  const last = whole.batches.at(-1)
  for (const missing of [1, 60]) {
    const cut = batchesIn(bytes.subarray(0, bytes.length - missing))
    expect(cut).toEqual({ batches: whole.batches.slice(0, -1), trailing: (last?.size ?? 0) - missing })
  }
  const lines = dumpLog(name, sample.baseOffset, bytes.subarray(0, bytes.length - 1), {
    format: '3.3',
    ...optionsOf.batches,
  })
  expect(lines.at(-1)).toBe(`Found 60 invalid bytes at the end of ${name}`)
})
