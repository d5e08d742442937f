/** Batches that this project does not write: of idempotent producers, damaged, and cut short. */
import { HEADER_BYTES, NO_HORIZON, type Batch } from '../segment'
import { crc32c } from './crc32c'
import { dumpLog } from './dump'
import { batchesIn } from './reading'
import { optionsOf } from './sample.fixture'
import { bytesOfBatch, FIELDS } from './writing'

const batch: Batch = {
  ...{ offset: 7, epoch: 3, key: 'key', value: 'value', timestamp: 1000, size: 0 },
  ...{ deleteHorizon: NO_HORIZON, count: 1 },
}

const whole = bytesOfBatch(batch)

/** The bytes with a change, and with the checksum that goes with it. */
const changed = (change: (view: DataView) => void, bytes: Uint8Array = whole): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  const view = new DataView(copy.buffer)
  change(view)
  view.setUint32(FIELDS.crc, crc32c(copy.subarray(FIELDS.attributes)))
  return copy
}

/** The batch without its last bytes, or with more of them, as if it had been written so. */
const resized = (bytes: Uint8Array, count = 1): Uint8Array =>
  changed((view) => {
    view.setInt32(FIELDS.length, bytes.length - FIELDS.partitionLeaderEpoch)
    view.setInt32(FIELDS.count, count)
  }, bytes)

const dumped = (bytes: Uint8Array, printsData: boolean, isDeep = printsData): readonly string[] =>
  dumpLog('7.log', 7, bytes, { format: '2.4', isDeep, printsData }).slice(2)

/** DefaultRecordBatch.lastSequence, DefaultRecordBatch.baseSequence */
test('the sequences of a batch of an idempotent producer are printed, for the batch and for each record', () => {
  const idempotent = changed((view) => {
    view.setInt32(FIELDS.baseSequence, 40)
    view.setInt32(FIELDS.lastOffsetDelta, 2)
  })
  const [first, second] = dumped(idempotent, true)
  expect(first).toContain('baseSequence: 40 lastSequence: 42')
  expect(second).toContain('sequence: 40 ')
  expect(dumped(whole, true)[1]).toContain('sequence: -1 ')
})

/** The record of the batch as if its length were that of so many bytes. */
const shortened = (bytes: number): Uint8Array => {
  const cut = Uint8Array.from(whole.subarray(0, HEADER_BYTES + 1 + bytes))
  cut[HEADER_BYTES] = 2 * bytes
  return resized(cut)
}

/** DumpLogSegments: isDeepIteration */
test('--print-data-log prints records without --deep-iteration, too', () => {
  expect(dumped(whole, true, false)).toEqual(dumped(whole, true))
  expect(dumped(whole, false)).toHaveLength(1)
  expect(optionsOf.data).toEqual({ isDeep: true, printsData: true })
})

test.each<readonly [string, (view: DataView) => void]>([
  [
    'is shorter than its header',
    (view) => view.setInt32(FIELDS.length, HEADER_BYTES - FIELDS.partitionLeaderEpoch - 1),
  ],
  ['is longer than the file', (view) => view.setInt32(FIELDS.length, whole.length)],
  ['has another magic', (view) => view.setInt8(FIELDS.magic, 1)],
])('what follows from a batch on that %s is no batch', (_, damage) => {
  const damaged = changed(damage)
  expect(batchesIn(damaged)).toEqual({ batches: [], trailing: whole.length })
  expect(batchesIn(Uint8Array.from([...whole, ...damaged]))).toMatchObject({
    ...{ batches: [{ baseOffset: 7, position: 0 }], trailing: whole.length },
  })
})

test('of a batch with a right checksum whose records are cut short, the records that are whole are read', () => {
  for (let length = HEADER_BYTES; length < whole.length; length++) {
    const [cut] = batchesIn(resized(whole.subarray(0, length))).batches
    expect(cut).toMatchObject({ isValid: true, records: [] })
  }
  for (const more of [[], [2], [4, 0], [0x80]]) {
    const [longer] = batchesIn(resized(Uint8Array.from([...whole, ...more]), 2)).batches
    expect(longer).toMatchObject({ isValid: true, records: [{ key: 'key', value: 'value', offset: 7 }] })
    expect(longer?.records).toHaveLength(1)
  }
})

test('a record whose fields do not fit into its length is not read', () => {
  for (let bytes = 0; bytes < whole.length - HEADER_BYTES - 2; bytes++)
    expect(batchesIn(shortened(bytes)).batches.map(({ isValid, records }) => [isValid, records.length])).toEqual([
      [true, 0],
    ])
})
