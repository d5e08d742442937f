/** What truncation takes from a disk, and what the epoch cache answers. */
import { append, endOffsetFor, latestEpoch, logEnd, truncateTo, type Disk } from './disk'
import { latestOf, truncateEpochsFromEnd, undefinedEnd, type EpochEntry } from './epochs'
import { logOf } from './log'

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
