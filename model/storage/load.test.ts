/** What a process finds when it loads a log: with the marker of a clean shutdown, and without it. */
import { bounds, defaultSettings } from '../bounds'
import { emptyDisk } from '../cluster'
import { configsOf } from '../config'
import { logEnd, type Disk } from '../replica/disk'
import { keptAt, logOf, recordAt, tornFrom, without } from '../replica/log'
import { allAmendments, preset } from '../versions/timeline'
import { filesFrom, type Files } from './files'
import { loadedDisk, withZeroIndexes } from './load'
import { smallStorage } from './storage-bounds'

const storage = smallStorage(
  {
    ...{ segmentRecords: 2, keys: 0, tombstones: [], retention: -1, time: 1 },
    ...{ cleanup: 'delete', deletesRecords: false },
  },
  defaultSettings,
)

interface How {
  readonly kafka?: string
  readonly put?: readonly string[]
  readonly isClean?: boolean
  readonly losesPower?: boolean
}

const loaded = (disk: Disk, { kafka = '2.1', put = [], isClean = false, losesPower = true }: How = {}): Disk => {
  const protocol = preset(kafka, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${kafka}`)
  const world = bounds({ storage, faults: { 'machine-crash': losesPower ? 1 : 0 } })
  const [config] = configsOf(protocol.decide, defaultSettings, world)
  return loadedDisk(config, disk, isClean, 1)
}

const segments = (...bases: readonly number[]): Files['segments'] =>
  bases.map((baseOffset) => ({ baseOffset, modified: 0, hasZeroIndexes: true }))

/** Four records of epochs 0, 0, 1 and 2 in two segments. The cache has epoch 0 only, and all indexes are full of zeros. */
const diskWith = (files: Partial<Files> = {}, differing: Partial<Disk> = {}): Disk => ({
  ...emptyDisk({}, 0),
  log: logOf([0, 0, 1, 2].map((epoch, value) => ({ value, epoch }))),
  epochs: [{ epoch: 0, startOffset: 0 }],
  files: [{ ...filesFrom(0, 0), segments: segments(0, 2), ...files }],
  ...differing,
})

const fileOf = ({ files: [files] }: Disk): Files => {
  if (files === undefined) throw new Error('no files')
  return files
}
const epochsOf = ({ epochs }: Disk): readonly number[] => epochs.map(({ epoch }) => epoch)
const zerosOf = (disk: Disk): readonly boolean[] => fileOf(disk).segments.map(({ hasZeroIndexes }) => hasZeroIndexes)

test('a log without files is as it is', () => {
  const none = emptyDisk({}, 0)
  expect(loaded(none)).toBe(none)
})

describe('a log without the marker is recovered', () => {
  test('from the segment of the recovery point on: its indexes are made anew', () => {
    const zeros = [0, 1, 2, 3].map((recoveryPoint) => zerosOf(loaded(diskWith({ recoveryPoint }))))
    expect(zeros).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [true, false],
    ])
    expect(zerosOf(loaded(diskWith(), { isClean: true }))).toEqual([true, true])
  })

  test('and enters the epochs that are newer than those in the cache', () => {
    expect(epochsOf(loaded(diskWith()))).toEqual([0, 1, 2])
    expect(epochsOf(loaded(diskWith(), { isClean: true }))).toEqual([0])
    const newer = [{ epoch: 2, startOffset: 1 }]
    expect(loaded(diskWith({}, { epochs: newer })).epochs).toEqual(newer)
  })

  test('and does not enter epoch 0 from 2.2 to 2.6.0 (KAFKA-10432)', () => {
    const none = diskWith({}, { epochs: [] })
    expect(epochsOf(loaded(none))).toEqual([0, 1, 2])
    expect(epochsOf(loaded(none, { put: ['kafka-10432-flaw'] }))).toEqual([1, 2])
  })

  test('and is cut at the first batch that cannot be read', () => {
    const torn = diskWith({}, { log: tornFrom(diskWith().log, 3) })
    expect(logEnd(loaded(torn))).toBe(3)
    expect(keptAt(loaded(torn, { isClean: true }).log, 3)).toBe('torn')
  })

  test('and has its log end as recovery point until KAFKA-10101, where a machine may crash', () => {
    const pointOf = (how: How): number => fileOf(loaded(diskWith({ recoveryCheckpoint: 2 }), how)).recoveryPoint
    expect([pointOf({}), pointOf({ kafka: '3.2' }), pointOf({ losesPower: false })]).toEqual([4, 2, 0])
  })
})

test('a batch behind the log end is a part of the log, and one below it is none', () => {
  const strays = [2, 4].map((offset) => ({ offset, record: { value: 9, epoch: 2 } }))
  const { log, files } = loaded(diskWith({ strays }))
  expect(recordAt(log, 4)).toEqual({ value: 9, epoch: 2 })
  expect(files.map((one) => one.strays.map(({ offset }) => offset))).toEqual([[2]])
})

describe('the log start offset', () => {
  const first = { log: without(diskWith().log, (offset) => offset < 2) }

  test('is that of the checkpoint, or the base offset of the first segment', () => {
    expect(fileOf(loaded(diskWith({ logStartCheckpoint: 1 }))).logStart).toBe(1)
    expect(fileOf(loaded(diskWith({ segments: segments(2) }, first))).logStart).toBe(2)
  })

  test('is where a log begins anew that ends below it', () => {
    const anew = loaded(diskWith({ logStartCheckpoint: 5 }))
    expect([logEnd(anew), fileOf(anew).segments]).toEqual([5, filesFrom(5, 1).segments])
    expect(logEnd(loaded(diskWith({ logStartCheckpoint: 4 })))).toBe(4)
    expect(fileOf(loaded(diskWith({ logStartCheckpoint: 4 }))).segments).toHaveLength(2)
  })
})

test('a process that loads a log fills the indexes of its active segment with zeros, if there is a batch in it', () => {
  const clean = (...bases: readonly number[]): Disk =>
    diskWith({ segments: segments(...bases).map((one) => ({ ...one, hasZeroIndexes: false })) })
  expect([zerosOf(withZeroIndexes(clean(0, 2))), zerosOf(withZeroIndexes(clean(0, 4)))]).toEqual([
    [false, true],
    [false, false],
  ])
})
