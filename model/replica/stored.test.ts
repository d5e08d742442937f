/** What leaders and followers do with logs that have segments, a log start offset, and appends that fail. */
import { stored, type Stored } from '../storage/stored.fixture'
import { entriesOf, endOf } from './log'
import { readable } from './read'

const RECORD = 'producer sends a record to broker 1'
const FETCHES = 'broker 2 fetches from its leader'
const times = (count: number, line: string): readonly string[] => Array.from({ length: count }, () => line)
const bases = (of: Stored, broker: number): unknown =>
  of.disk(broker).files.map(({ segments }) => segments.map(({ baseOffset }) => baseOffset))

const three = stored({ storage: { segmentRecords: 1 } }, ...times(3, RECORD))
const copied = three.then(...times(5, FETCHES))

test('a leader appends to the segments of its log, and so does a follower', () => {
  expect([bases(three, 1), bases(copied, 2)]).toEqual([[[0, 1, 2]], [[0, 1, 2]]])
})

test('a consumer is given what lies between the log start offset and the high watermark', () => {
  const offsets = ({ state }: Stored): readonly number[] =>
    state.brokers
      .slice(0, 1)
      .flatMap(({ replicas: [replica] }) =>
        replica === undefined ? [] : entriesOf(readable(replica)).map(({ offset }) => offset),
      )
  expect(offsets(copied)).toEqual([0, 1, 2])
  expect(offsets(copied.then('broker 1 deletes the records below offset 2'))).toEqual([2])
})

describe('a follower that is far behind', () => {
  const late = stored(
    { storage: { segmentRecords: 1 }, bounds: { brokers: 3, faults: { 'isr-shrink': 1 } } },
    ...[...times(3, RECORD), 'broker 1 drops lagging broker 3 from the ISR', ...times(5, FETCHES)],
    ...['broker 1 deletes the records below offset 2', 'broker 1 deletes old segments'],
  )
  const FAR_BEHIND = 'broker 3 fetches from its leader'

  test('is out of range below the log start offset of its leader, and begins anew there', () => {
    const anew = late.then(FAR_BEHIND)
    expect([endOf(late.disk(3).log), endOf(anew.disk(3).log)]).toEqual([0, 2])
    expect(bases(anew, 3)).toEqual([[2]])
    expect(endOf(anew.then(FAR_BEHIND).disk(3).log)).toBe(3)
  })
})
