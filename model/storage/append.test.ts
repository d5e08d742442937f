/** Appending where an index is full of zeros, and where the active segment is empty: Log.roll (2.1.0). */
import { emptyDisk } from '../cluster'
import { defaultSettings } from '../bounds'
import { logEnd, type Disk } from '../replica/disk'
import { appendPart, appendStored } from './append'
import { filesFrom, NO_PART, type Files, type SegmentFile } from './files'
import { smallStorage, type Storage } from './storage-bounds'

const small = smallStorage(
  {
    ...{ segmentRecords: 2, keys: 0, tombstones: [], retention: -1, time: 1 },
    ...{ cleanup: 'delete', deletesRecords: false },
  },
  defaultSettings,
)
const [topic] = small.configs
const storage: Storage = { bounds: small, topic }

const empty = emptyDisk({ storage: small }, 0)

const appended = (disk: Disk, within: Storage = storage): Disk =>
  appendStored(within, disk, { value: logEnd(disk), epoch: 0 }, 1)

const segmentsOf = ({ files }: Disk): readonly SegmentFile[] => files.flatMap(({ segments }) => segments)

const withZeros = (disk: Disk): Disk => ({
  ...disk,
  files: disk.files.map((files): Files => ({
    ...files,
    segments: files.segments.map((one) => ({ ...one, hasZeroIndexes: true })),
  })),
})

/** AbstractIndex.isFull; KAFKA-10471 */
test('a segment whose indexes are full of zeros is rolled at the next append, and the new one has none', () => {
  const one = appended(empty)
  expect(segmentsOf(appended(one))).toHaveLength(1)
  expect(segmentsOf(appended(withZeros(one)))).toEqual([
    { baseOffset: 0, modified: 1, hasZeroIndexes: true },
    { baseOffset: 1, modified: 1, hasZeroIndexes: false },
  ])
})

/** FileRecords.append, Log.roll, FileRecords.trim (2.1.0) */
test('a part of a batch is left behind in the active segment, and cut off where a segment is rolled before a batch is behind it', () => {
  const partAtOf = ({ files }: Disk): readonly number[] => files.map(({ partAt }) => partAt)
  const one = appendPart(storage, appended(empty), { value: 1, epoch: 0 }, 1)
  expect([logEnd(one), partAtOf(one)]).toEqual([1, [1]])
  expect(partAtOf(appended(one))).toEqual([1])
  const two = appendPart(storage, appended(appended(empty)), { value: 2, epoch: 0 }, 1)
  expect([segmentsOf(two).length, partAtOf(two), partAtOf(appended(two))]).toEqual([2, [2], [2]])
  const full = { ...storage, topic: { ...topic, log: { ...topic.log, segmentBytes: 1 } } }
  expect(partAtOf(appended(one, full))).toEqual([NO_PART])
  expect(partAtOf(appended(appended(one), full))).toEqual([1])
})

/** KAFKA-6388 */
test('an active segment without a batch that should be rolled is replaced by one with the same name', () => {
  const tooSmall = { ...storage, topic: { ...topic, log: { ...topic.log, segmentBytes: 0 } } }
  const expected = [{ baseOffset: 0, modified: 1, hasZeroIndexes: false }]
  expect(segmentsOf(appended(empty, tooSmall))).toEqual(expected)
  expect(segmentsOf(appended(withZeros(empty)))).toEqual(expected)
  expect(empty.files).toEqual([filesFrom(0, 0)])
})
