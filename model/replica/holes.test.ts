/** What a log answers about offsets of which the record is gone: removed with its batch, emptied, or torn by a crash. */
import type { LogRecord } from '../values'
import {
  batchEpochAt,
  batchesAmong,
  batchValueAt,
  clashOf,
  emptiedAt,
  entriesOf,
  extendedTo,
  firstDifference,
  firstEntry,
  firstTorn,
  keptAt,
  lacks,
  lastShared,
  logOf,
  prefixOf,
  recordAt,
  recordEpochsFrom,
  recordsFrom,
  tornFrom,
  without,
  type Log,
} from './log'

const [a, b, c, d] = [0, 1, 2, 3].map((value): LogRecord => ({ value, epoch: value })) as [
  LogRecord,
  LogRecord,
  LogRecord,
  LogRecord,
]
const whole = logOf([a, b, c, d])
const removed = (log: Log, at: number): Log => without(log, (offset) => offset === at)
const emptied = (log: Log, at: number): Log => emptiedAt(log, (offset) => offset === at)

/** A record at 0, a hole at 1, the header of a batch at 2, and a batch that cannot be read at 3, where the log ends. */
const log = tornFrom(emptied(removed(whole, 1), 2), 3)
const offsets = [0, 1, 2, 3, 4]

describe('at each offset', () => {
  test('the log knows what is there', () =>
    expect(offsets.map((offset) => keptAt(log, offset))).toEqual(['record', 'hole', 'emptied', 'torn', 'none']))

  test('it has a record only where it is left', () =>
    expect(offsets.map((offset) => recordAt(log, offset))).toEqual([a, undefined, undefined, undefined, undefined]))

  test('it knows the value and the epoch of a batch that can be read, whether or not the record is left', () => {
    expect(offsets.map((offset) => batchValueAt(log, offset))).toEqual([0, undefined, 2, undefined, undefined])
    expect(offsets.map((offset) => batchEpochAt(log, offset))).toEqual([0, -1, 2, -1, -1])
  })
})

describe('a fetch', () => {
  const brings = (of: Log, offset: number, most: number): readonly [number, number] => {
    const brought = recordsFrom(of, offset, most)
    return [brought.length, batchesAmong(brought)]
  }

  test('brings so many batches, and the holes before and between them', () => {
    expect([brings(log, 0, 1), brings(log, 0, 2), brings(log, 1, 1)]).toEqual([
      [1, 1],
      [3, 2],
      [2, 1],
    ])
    expect(recordsFrom(removed(whole, 1), 1, 2)).toEqual([...recordsFrom(removed(whole, 1), 1, 1), d])
  })

  test('ends before a batch that cannot be read, and with its last batch', () => {
    expect([brings(log, 0, 9), brings(log, 3, 9), brings(removed(whole, 3), 2, 9)]).toEqual([
      [3, 2],
      [0, 0],
      [1, 1],
    ])
  })
})

describe('among its records', () => {
  test('are those that are left', () => {
    expect(entriesOf(log)).toEqual([{ offset: 0, record: a }])
    expect(entriesOf(whole)).toHaveLength(4)
    expect(firstEntry(removed(whole, 0), () => true)).toEqual({ offset: 1, record: b })
  })

  test('none is lost that retention or compaction has removed', () => {
    const lost = (value: number, of: Log): boolean => lacks(of, value, whole)
    expect([0, 1, 2, 3].map((value) => lost(value, log))).toEqual([false, false, false, true])
    expect([lost(3, prefixOf(whole, 3)), lost(1, logOf([a, d]))]).toEqual([true, true])
    expect(lacks(log, 9, whole)).toBe(true)
  })

  test('are the epochs of batches, and their offsets from some offset on', () => {
    const found = [
      { epoch: 0, offset: 0 },
      { epoch: 2, offset: 2 },
    ]
    expect(recordEpochsFrom(log, 0)).toEqual(found)
    expect(recordEpochsFrom(log, 1)).toEqual(found.slice(1))
  })
})

describe('a log', () => {
  test('that is torn keeps what is below, and knows the first batch from there on that it cannot read', () => {
    expect(recordsFrom(tornFrom(whole, 2), 0, 9)).toEqual([a, b])
    expect([firstTorn(tornFrom(whole, 2), 0), firstTorn(tornFrom(whole, 2), 3), firstTorn(whole, 0)]).toEqual([
      2, 3, -1,
    ])
  })

  test('that goes on further has a hole in between, and else stays as it is', () => {
    const longer = extendedTo(prefixOf(whole, 1), 3)
    expect([0, 1, 2, 3].map((offset) => keptAt(longer, offset))).toEqual(['record', 'hole', 'hole', 'none'])
    expect(extendedTo(whole, 2)).toEqual(whole)
  })

  test('is emptied at records only', () =>
    expect(
      offsets.map((offset) =>
        keptAt(
          emptiedAt(log, () => true),
          offset,
        ),
      ),
    ).toEqual([...['emptied', 'hole', 'emptied', 'torn', 'none']]))
})

describe('two logs', () => {
  test('agree where the record is removed from one of them, and not where it cannot be read', () => {
    for (const other of [removed(whole, 1), emptied(whole, 1)])
      expect([firstDifference(other, whole, 4), firstDifference(whole, other, 4)]).toEqual([-1, -1])
    expect(firstDifference(tornFrom(whole, 1), whole, 4)).toBe(1)
  })

  test('share the epoch of no hole', () => expect(lastShared(removed(whole, 3), removed(whole, 3))).toBe(2))

  test('clash at records, whatever was removed from one of them', () => {
    const other = logOf([a, { ...b, value: 4 }, c, d])
    expect(clashOf(whole, other)?.offset).toBe(1)
    for (const one of [removed(whole, 1), emptied(whole, 1)])
      expect([clashOf(one, other), clashOf(other, one)]).toEqual([undefined, undefined])
  })
})
