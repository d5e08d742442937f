/** What the cleaner writes in the place of old segments. */
import { allAmendments, preset } from '../versions/timeline'
import { cleanInto } from './filtering'
import { keysBetween } from './offset-map'
import { defaultLogConfig, HEADER_BYTES, NO_HORIZON, type Batch, type Segment } from './segment'

const batch = (offset: number, key: string, differing: Partial<Batch> = {}): Batch => ({
  ...{ offset, timestamp: 0, size: 100, epoch: 0, key, value: 'v' },
  ...{ deleteHorizon: NO_HORIZON, count: 1 },
  ...differing,
})

const segment = (lastModified: number, ...batches: readonly Batch[]): Segment => ({
  ...{ baseOffset: batches[0]?.offset ?? 0, lastModified, batches },
})

type Old = readonly [Segment, ...Segment[]]

/** A round of a cleaner with KIP-534 and KAFKA-17076, or without, that cleans up to an offset. */
const cleaned = (old: Old, upTo: number, put: readonly string[] = [], now = 1000, mostKeys = 99): Segment => {
  const protocol = preset('2.1', { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error('no release 2.1')
  const { decide } = protocol
  const config = { ...defaultLogConfig, deleteRetentionMs: 50 }
  const map = keysBetween(old, 0, upTo, mostKeys)
  return cleanInto(old, { map, now, config, lastClean: undefined, upperBound: upTo, decide })
}

test('a cleaned segment begins where the first of the old ones began, and is as old as the last', () => {
  const old: Old = [segment(100, batch(0, 'k')), segment(200, batch(1, 'k')), segment(300, batch(2, 'l'))]
  const made = cleaned(old, 3)
  expect(made.batches.map(({ offset }) => offset)).toEqual([1, 2])
  expect(made).toMatchObject({ baseOffset: 0, lastModified: 300 })
})

/** MemoryRecords.filterTo (3.1.0, KIP-534) */
test('a tombstone gets a delete horizon when the cleaner first keeps it, and keeps that one; no other record gets one', () => {
  const old: Old = [
    segment(0, batch(0, 'k'), batch(1, 'l', { value: null }), batch(2, 'm', { value: null, deleteHorizon: 1020 })),
  ]
  const horizons = (now: number): readonly (readonly [number, number])[] =>
    cleaned(old, 3, ['kip-534'], now).batches.map(({ offset, deleteHorizon }) => [offset, deleteHorizon])
  expect(horizons(1000)).toEqual([
    [0, NO_HORIZON],
    [1, 1050],
    [2, 1020],
  ])
  expect(horizons(1020)).toEqual([
    [0, NO_HORIZON],
    [1, 1070],
  ])
})

/** Cleaner.cleanInto (4.0.0, KAFKA-17076), MemoryRecords.filterTo: BatchRetention.RETAIN_EMPTY and DELETE_EMPTY */
test('a header without a record goes, unless it is the last that may be cleaned', () => {
  const header = { key: null, value: null, count: 0, size: HEADER_BYTES } as const
  const old: Old = [segment(0, batch(0, 'k'), batch(1, 'l', header), batch(2, 'm', header))]
  expect(cleaned(old, 3, ['kafka-17076']).batches).toEqual([batch(0, 'k'), batch(2, 'm', header)])
  expect(cleaned(old, 3).batches).toEqual([batch(0, 'k')])
})

test('a header without a record goes even where the map of keys does not reach', () => {
  const header = { key: null, value: null, count: 0, size: HEADER_BYTES } as const
  const old: Old = [segment(0, batch(0, 'k'), batch(1, 'l'), batch(2, 'm', header))]
  expect(cleaned(old, 5, [], 1000, 1).batches).toEqual([batch(0, 'k'), batch(1, 'l')])
})
