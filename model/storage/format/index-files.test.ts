/** Indexes of a segment. Kafka's own tool reads the same files in conformance/dump-log.real.test.ts. */
import { indexesOf, rolledTimes } from '../indexes'
import { NO_HORIZON, type Batch } from '../segment'
import { dumpOffsets, dumpTimes, indexedSegment, type Dumped } from './index-files'
import { bytesOfBatch, bytesOfRecord } from './writing'

const SIZE = bytesOfRecord({ key: 'k', value: 'v' })

const batch = (offset: number, timestamp: number): Batch => ({
  ...{ offset, timestamp, size: SIZE, epoch: 0, key: 'k', value: 'v' },
  ...{ deleteHorizon: NO_HORIZON, count: 1 },
})

/** Every third batch is indexed: more than two of them were appended since. The largest timestamps are those of 5, 6 and 9. */
const batches = [batch(5, 50), batch(6, 60), batch(7, 55), batch(8, 52), batch(9, 70), batch(10, 1)]

/** LogSegment.append, TimeIndex.maybeAppend (2.1.1) */
test('a batch is indexed when more than index.interval.bytes were appended since the last one, with the largest timestamp so far', () => {
  const indexes = indexesOf(batches, SIZE)
  expect(indexes.offsets).toEqual([
    { offset: 7, position: 2 * SIZE },
    { offset: 9, position: 4 * SIZE },
  ])
  expect(indexes.times).toEqual([
    { timestamp: 60, offset: 6 },
    { timestamp: 70, offset: 9 },
  ])
  expect(indexesOf(batches, 6 * SIZE)).toEqual({ offsets: [], times: [] })
})

test('the time index has no entry where the largest timestamp has not grown, and no timestamp twice', () =>
  expect(indexesOf([batch(0, 9), batch(1, 9), batch(2, 9), batch(3, 10)], 0)).toEqual({
    offsets: [1, 2, 3].map((offset) => ({ offset, position: offset * SIZE })),
    times: [
      { timestamp: 9, offset: 0 },
      { timestamp: 10, offset: 3 },
    ],
  }))

/** LogSegment.onBecomeInactiveSegment (2.1.1) */
test('a segment that is rolled has its largest timestamp in the time index', () => {
  expect(rolledTimes(batches, indexesOf(batches, 1e6))).toEqual([{ timestamp: 70, offset: 9 }])
  expect(rolledTimes(batches, indexesOf(batches, SIZE))).toHaveLength(2)
  expect(rolledTimes([], { offsets: [], times: [] })).toEqual([])
})

const bytesOf = (of: readonly Batch[]): Uint8Array => Uint8Array.from(of.flatMap((one) => [...bytesOfBatch(one)]))

const bytes = bytesOf(batches)

type Way = 'all' | 'verify' | 'sanity'

const both = (isOpen: boolean, release: string, way: Way = 'all', given: Uint8Array = bytes): readonly Dumped[] => {
  const segment = indexedSegment(5, given, SIZE, isOpen)
  const options = { release, checksSanity: way === 'sanity', verifiesOnly: way === 'verify' }
  return [
    dumpOffsets('5.index', '/5.index', segment, options),
    dumpTimes('5.timeindex', '/5.timeindex', segment, options),
  ]
}

const entries = [
  ['Dumping 5.index', `offset: 7 position: ${2 * SIZE}`, `offset: 9 position: ${4 * SIZE}`],
  ['Dumping 5.timeindex', 'timestamp: 60 offset: 6', 'timestamp: 70 offset: 9'],
]

/** DumpLogSegments.dumpIndex, DumpLogSegments.dumpTimeIndex */
test.each(['1.1.1', '2.1.1', '2.6.3', '3.9.1'])(
  'kafka-dump-log of %s prints the entries, and stops at zeros',
  (release) => {
    expect(both(false, release)).toEqual(entries.map((lines) => ({ lines, errors: [] })))
    expect(both(true, release).map(({ lines }) => lines)).toEqual(entries)
    expect(both(true, release, 'verify').map(({ lines }) => lines)).toEqual(entries.map(([first]) => [first]))
  },
)

test('up to 2.2 the tool verifies the first zeros of a time index, and finds them wrong', () => {
  const [, times] = both(true, '2.2.0')
  expect(times?.errors).toEqual([
    'Found timestamp mismatch in :/5.timeindex',
    '  Index timestamp: 0, log timestamp: 50',
    'Found out of order timestamp in :/5.timeindex',
    '  Index timestamp: 0, Previously indexed timestamp: 70',
  ])
  expect(both(true, '2.3.0').map(({ errors }) => errors)).toEqual([[], []])
})

test('up to 2.2 the tool verifies the first zeros of an offset index, and finds them wrong if the first batch is gone', () => {
  const errors = (release: string): readonly string[] | undefined =>
    both(true, release, 'all', bytesOf(batches.slice(1)))[0]?.errors
  expect([errors('2.2.0'), errors('2.3.0')]).toEqual([
    ['Mismatches in :/5.index', '  Index offset: 5, log offset: 6'],
    [],
  ])
})

test('up to 2.2 the tool looks for a record at an entry of an offset index, and later for a batch', () => {
  const emptied = batches.map((one): Batch => (one.offset === 7 ? { ...one, count: 0 } : one))
  const given = bytesOf(emptied)
  const errors = (release: string): readonly string[] | undefined => both(false, release, 'all', given)[0]?.errors
  expect([errors('2.2.0'), errors('2.3.0')]).toEqual([
    ['Mismatches in :/5.index', '  Index offset: 7, log offset: 8'],
    [],
  ])
})

test('the zeros of an active segment without entries dump as an entry', () => {
  const one = bytesOfBatch(batch(5, 50))
  expect(both(true, '2.6.3', 'all', one)).toEqual([
    { lines: ['Dumping 5.index', 'offset: 5 position: 0'], errors: [] },
    {
      lines: ['Dumping 5.timeindex', 'timestamp: 0 offset: 5'],
      errors: ['Found timestamp mismatch in :/5.timeindex', '  Index timestamp: 0, log timestamp: 50'],
    },
  ])
})

test('of a log without a batch the zeros of an offset index end the tool, and those of a time index are not found', () => {
  const [offsets, times] = both(true, '2.6.3', 'all', new Uint8Array(0))
  expect(offsets).toEqual({ lines: ['Dumping 5.index'], errors: [], thrown: 'java.util.NoSuchElementException' })
  expect(times?.errors).toEqual([
    'The following indexed offsets are not found in the log.',
    'Indexed offset: 5, found log offset: -1',
  ])
})

test('zeros at the offset of a batch that is gone are a mismatch', () => {
  const [offsets, times] = both(true, '2.6.3', 'all', bytesOfBatch(batch(6, 50)))
  expect(offsets?.errors).toEqual(['Mismatches in :/5.index', '  Index offset: 5, log offset: 6'])
  expect(times?.errors).toEqual([
    'The following indexed offsets are not found in the log.',
    'Indexed offset: 5, found log offset: 6',
  ])
})

test('an index without entries is said to be empty since 2.8', () => {
  const one = bytesOfBatch(batch(5, 50))
  expect(['2.7.2', '2.8.0'].map((release) => both(false, release, 'all', one)[0]?.lines)).toEqual([
    ['Dumping 5.index'],
    ['Dumping 5.index', '5.index is empty.'],
  ])
})

/** OffsetIndex.sanityCheck, TimeIndex.sanityCheck */
describe('--index-sanity-check', () => {
  test.each([
    ['of a segment that was rolled', bytes],
    ['without entries', new Uint8Array(0)],
  ])('is passed by indexes %s', (_, given) =>
    expect(both(false, '1.0.0', 'sanity', given).map(({ lines }) => lines[1])).toEqual([
      '5.index passed sanity check.',
      '5.timeindex passed sanity check.',
    ]),
  )

  test('takes the zeros of a time index for corrupt, and up to 1.1 those of an offset index', () => {
    const thrown = (release: string): readonly (string | undefined)[] =>
      both(true, release, 'sanity').map((one) => one.thrown?.replace(/non-zero size but /, ''))
    const times = 'Corrupt time index found, time index file (/5.timeindex) has the last timestamp is 0'
    const less = `${times} which is less than the first timestamp 60`
    const offsets = 'Corrupt index found, index file (/5.index) has the last offset is 5 which is no'
    expect(thrown('2.0.0')).toEqual([undefined, `kafka.log.CorruptIndexException: ${less}`])
    expect(thrown('1.1.1')).toEqual([
      `kafka.log.CorruptIndexException: ${offsets} greater than the base offset 5.`,
      `kafka.log.CorruptIndexException: ${less}`,
    ])
    expect(thrown('1.0.0')).toEqual([
      `java.lang.IllegalArgumentException: requirement failed: ${offsets} larger than the base offset 5.`,
      `java.lang.IllegalArgumentException: requirement failed: ${less}`,
    ])
  })
})
