/** What truncation takes from a disk, and what the epoch cache answers. */
import { filesFrom } from '../storage/files'
import {
  append,
  endOffsetFor,
  firstBehindPart,
  latestEpoch,
  logAtRest,
  logEnd,
  readFrom,
  truncateTo,
  type Disk,
} from './disk'
import { latestOf, truncateEpochsFromEnd, truncateEpochsFromStart, undefinedEnd, type EpochEntry } from './epochs'
import { keptAt, logOf } from './log'

const entries = (...pairs: readonly (readonly [number, number])[]): readonly EpochEntry[] =>
  pairs.map(([epoch, startOffset]) => ({ epoch, startOffset }))

/** Three records: epoch 1 starts at offset 0, epoch 3 at offset 2. */
const disk: Disk = {
  log: logOf([
    { value: 0, epoch: 1 },
    { value: 1, epoch: 1 },
    { value: 2, epoch: 3 },
  ]),
  epochs: entries([1, 0], [3, 2]),
  highWatermark: 3,
  recoveryPoint: 3,
  files: [],
}

describe('Log.truncateTo', () => {
  test('drops records and epochs from the offset on, and what was flushed of them', () => {
    expect(truncateTo(disk, 2)).toEqual({
      log: logOf([
        { value: 0, epoch: 1 },
        { value: 1, epoch: 1 },
      ]),
      epochs: entries([1, 0]),
      highWatermark: 3,
      recoveryPoint: 2,
      files: [],
    })
    expect(truncateTo({ ...disk, recoveryPoint: 1 }, 2).recoveryPoint).toBe(1)
  })

  test('drops the segments that begin above the offset', () => {
    const segments = [0, 2].map((baseOffset) => ({ baseOffset, modified: 0, hasZeroIndexes: false }))
    const { files } = truncateTo({ ...disk, files: [{ ...filesFrom(0, 0), segments }] }, 1)
    expect(files.map((one) => one.segments.map(({ baseOffset }) => baseOffset))).toEqual([[0]])
  })

  test('does nothing at the log end or beyond it, not even to an epoch that starts there', () => {
    const led: Disk = { ...disk, epochs: [...disk.epochs, ...entries([4, 3])] }
    for (const offset of [3, 4]) expect(truncateTo(led, offset)).toEqual(led)
  })
})

describe('the epoch cache', () => {
  test('ends with its last epoch, or with none', () => {
    expect([latestEpoch(disk), latestOf(disk.epochs), latestOf([])]).toEqual([3, 3, -1])
    expect(logEnd(append(disk, { value: 3, epoch: 3 }))).toBe(4)
  })

  test('loses the epochs that start at the offset or later', () => {
    expect(truncateEpochsFromEnd(disk.epochs, 2)).toEqual(entries([1, 0]))
    expect(truncateEpochsFromEnd(disk.epochs, 1)).toEqual(entries([1, 0]))
    expect(truncateEpochsFromEnd(disk.epochs, 0)).toEqual([])
    expect(truncateEpochsFromEnd(disk.epochs, 3)).toEqual(disk.epochs)
  })

  test('that has nothing to lose is the same object, so that nothing is copied', () =>
    expect(truncateEpochsFromEnd(disk.epochs, 3)).toBe(disk.epochs))
})

describe('LeaderEpochFileCache.truncateFromStart', () => {
  const epochs = entries([1, 1], [3, 2], [4, 5])

  test.each([
    ['keeps all entries below the first', 0, entries([1, 1], [3, 2], [4, 5])],
    ['keeps all entries from where the first starts', 1, entries([1, 1], [3, 2], [4, 5])],
    ['drops entries up to where another starts', 2, entries([3, 2], [4, 5])],
    ['lets the last of the dropped ones start there', 3, entries([3, 3], [4, 5])],
    ['keeps the last entry in any case', 9, entries([4, 9])],
  ])('%s', (_, offset, left) => expect(truncateEpochsFromStart(epochs, offset)).toEqual(left))

  test('lets the first entry start later, too', () =>
    expect(truncateEpochsFromStart(entries([1, 0], [3, 2]), 1)).toEqual(entries([1, 1], [3, 2])))

  test('that has nothing to drop is the same object, so that nothing is copied', () => {
    for (const offset of [0, 1]) expect(truncateEpochsFromStart(epochs, offset)).toBe(epochs)
  })
})

describe('a part of a batch', () => {
  const withPart = (partAt: number): Disk => ({ ...disk, files: [{ ...filesFrom(0, 0), partAt }] })

  test.each([
    ['hides the batches behind it', 1, 1, 1, 'torn'],
    ['hides nothing at the log end', 3, undefined, 3, 'record'],
    ['hides nothing where it is nowhere', -1, undefined, 3, 'record'],
  ])('%s', (_, partAt, first, readable, left) => {
    expect(firstBehindPart(withPart(partAt))).toBe(first)
    expect(readFrom(withPart(partAt), 0, 9)).toHaveLength(readable)
    expect(keptAt(logAtRest(withPart(partAt)), 2)).toBe(left)
  })
})

describe('LeaderEpochFileCache.endOffsetFor', () => {
  test.each([
    ['the last epoch ends at the log end', 3, { epoch: 3, endOffset: 3 }],
    ['an epoch ends where the next one starts', 1, { epoch: 1, endOffset: 2 }],
    ['an epoch that is not there stands for the largest one before it', 2, { epoch: 1, endOffset: 2 }],
    ['nothing is known of an epoch before the first', 0, undefinedEnd],
    ['nothing is known of an epoch after the last', 4, undefinedEnd],
    ['nothing is known of no epoch', -1, undefinedEnd],
  ])('%s', (_, epoch, end) => expect(endOffsetFor(disk, epoch)).toEqual(end))

  test('knows nothing where the cache is empty', () => {
    expect(endOffsetFor({ ...disk, epochs: [] }, 0)).toEqual(undefinedEnd)
    expect(endOffsetFor({ ...disk, epochs: [] }, -1)).toEqual(undefinedEnd)
  })
})
