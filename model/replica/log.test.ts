/** What a log answers: where it ends, what it holds, and where two logs differ. */
import type { LogRecord } from '../values'
import {
  appended,
  clashOf,
  emptyLog,
  endOf,
  entriesOf,
  firstDifference,
  firstEntry,
  holds,
  isSameRecord,
  lastShared,
  logOf,
  prefixOf,
  recordAt,
  recordsFrom,
  type Log,
} from './log'

const a: LogRecord = { value: 0, epoch: 0 }
const b: LogRecord = { value: 1, epoch: 0 }
const c: LogRecord = { value: 2, epoch: 1 }
const log = logOf([a, b, c])

describe('a log', () => {
  test('ends behind its last record', () => expect([endOf(emptyLog), endOf(log)]).toEqual([0, 3]))

  test('has a record at each offset below its end, and none at its end', () =>
    expect([0, 1, 2, 3].map((offset) => recordAt(log, offset))).toEqual([a, b, c, undefined]))

  test('gives a fetch so many records, or as many as are left', () => {
    expect(recordsFrom(log, 1, 1)).toEqual([b])
    expect(recordsFrom(log, 1, 9)).toEqual([b, c])
    expect(recordsFrom(log, 3, 1)).toEqual([])
  })

  test('that is cut keeps what is below the offset, and goes on from there', () => {
    expect(prefixOf(log, 1)).toEqual(logOf([a]))
    expect(appended(prefixOf(log, 1), [c])).toEqual(logOf([a, c]))
  })

  test('knows the first record of a kind with its offset, or that there is none', () => {
    expect(firstEntry(log, ({ epoch }) => epoch === 0)).toEqual({ offset: 0, record: a })
    expect(firstEntry(log, (_, offset) => offset > 1)).toEqual({ offset: 2, record: c })
    expect(firstEntry(log, ({ epoch }) => epoch === 2)).toBeUndefined()
    expect(entriesOf(log)[2]).toEqual({ offset: 2, record: c })
  })

  test('holds the values that were appended, and no other', () =>
    expect([0, 2, 3].map((value) => holds(log, value))).toEqual([true, true, false]))
})

describe('a record is the same', () => {
  test('with the same value and epoch', () => expect(isSameRecord(a, { ...a })).toBe(true))

  test.each<[string, LogRecord | undefined, LogRecord | undefined]>([
    ['another value', a, { ...a, value: 1 }],
    ['another epoch', a, { ...a, epoch: 1 }],
    ['nothing there', a, undefined],
    ['nothing here', undefined, a],
    ['nothing in either place', undefined, undefined],
  ])('but not with %s', (_, one, other) => expect(isSameRecord(one, other)).toBe(false))
})

describe('two logs', () => {
  const other = logOf([a, { ...b, value: 2 }, c])

  test('differ at the first offset where a record is another, or is missing in one of them', () => {
    expect(firstDifference(log, other, 3)).toBe(1)
    expect(firstDifference(log, prefixOf(log, 2), 3)).toBe(2)
    expect(firstDifference(prefixOf(log, 1), log, 3)).toBe(1)
  })

  test('do not differ below an offset up to which they agree', () => {
    expect(firstDifference(log, other, 1)).toBe(-1)
    expect(firstDifference(log, logOf([a, b, c]), 3)).toBe(-1)
  })

  test('share the last offset at which the epochs are equal', () => {
    expect(lastShared(log, other)).toBe(2)
    expect(lastShared(log, logOf([a, { ...b, epoch: 1 }, { ...c, epoch: 2 }]))).toBe(0)
    expect(lastShared(log, prefixOf(log, 2))).toBe(1)
    expect(lastShared(log, emptyLog)).toBe(-1)
  })

  const clashing = (one: Log, two: Log): readonly unknown[] => {
    const clash = clashOf(one, two)
    return clash === undefined ? [] : [clash.offset, ...clash.records]
  }

  test('clash where one epoch has two records at an offset', () =>
    expect(clashing(log, other)).toEqual([1, b, { ...b, value: 2 }]))

  test('do not clash where epochs differ, where records are equal, or where one log has ended', () => {
    expect(clashing(log, logOf([a, { value: 3, epoch: 1 }, c]))).toEqual([])
    expect(clashing(log, logOf([a, b, c]))).toEqual([])
    expect(clashing(log, prefixOf(log, 1))).toEqual([])
    expect(clashing(prefixOf(log, 1), log)).toEqual([])
  })
})
