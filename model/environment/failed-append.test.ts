/** An append that fails halfway: what is on disk then, and who refuses it. */
import { endOf } from '../replica/log'
import { stored, type Stored } from '../storage/stored.fixture'

const RECORD = 'producer sends a record to broker 1'
const INDEX = `${RECORD}, which cannot write the index`
const PART = `${RECORD}, which writes a part of it`
const HALTS = 'broker 1 halts, because its log directory has failed'
const faults = { 'io-error': 2, 'process-crash': 1, pause: 1 }

const usual = stored({ bounds: { faults } })
const later = stored({ bounds: { faults }, with: ['kafka-7866', 'kafka-10778'] })

const found = (of: Stored): unknown => {
  const { log, files } = of.disk(1)
  return [endOf(log), ...files.map(({ strays, partAt, hasFailed }) => ({ strays: strays.length, partAt, hasFailed }))]
}

describe('once an append has failed', () => {
  test.each<readonly [string, Stored, string, number, object]>([
    ['a batch without an index is behind the log end', usual, INDEX, 1, { strays: 1, partAt: -1 }],
    ['it is in the log since KAFKA-7866', later, INDEX, 2, { strays: 0, partAt: -1 }],
    ['a part of a batch is at the log end', usual, PART, 1, { strays: 0, partAt: 1 }],
  ])('%s', (_, before, fails, end, left) => {
    const failed = before.then(RECORD, fails)
    expect(found(failed)).toEqual([end, { ...left, hasFailed: true }])
    expect([failed.state.produced, failed.state.spent['io-error']]).toEqual([[2], 1])
  })

  test.each([INDEX, PART])('%s: another append is possible, and none since KAFKA-10778', (fails) => {
    for (const next of [RECORD, fails]) {
      expect(usual.then(fails).refusal(next)).toBeUndefined()
      expect(later.then(fails).refusal(next)).toMatch(/KAFKA_STORAGE_ERROR/)
    }
  })

  test('the broker halts, and no sooner', () => {
    expect(usual.refusal(HALTS)).toBe('has no failed log directory')
    const failed = usual.then(RECORD, PART)
    expect(failed.then(HALTS).broker(1).isUp).toBe(false)
    expect(found(failed.then(HALTS))).toEqual([1, { strays: 0, partAt: -1, hasFailed: false }])
    expect(failed.then(HALTS).refusal(HALTS)).toBe('is not running')
    expect(failed.then('broker 1 is paused').refusal(HALTS)).toBe('is paused')
  })
})

describe.each([INDEX, PART])('%s', (fails) => {
  test('is an append of a leader that runs', () => {
    expect(usual.refusal(fails)).toBeUndefined()
    expect(usual.then('broker 1 is paused').refusal(fails)).toBe('is paused')
    expect(usual.then('the process of broker 1 crashes').refusal(fails)).toBe('is not running')
    expect(usual.refusal(fails.replace('broker 1', 'broker 2'))).toBe('does not accept producers')
  })

  test('is within the bounds, of records and of this fault', () => {
    expect(stored({ bounds: { faults, records: 1 } }, RECORD).refusal(fails)).toMatch(/no records are left/)
    expect(stored({ bounds: { faults: { ...faults, 'io-error': 1 } } }, fails).refusal(fails)).toMatch(
      /no more of this/,
    )
  })

  test('waits while the partition is locked', () => {
    const locking = { ...faults, 'isr-shrink': 1, 'lost-zk-answer': 1 }
    const shrinks = [RECORD, 'broker 1 drops lagging broker 2 from the ISR']
    const locked = stored({ bounds: { faults: locking } }, ...shrinks)
    expect(locked.refusal(fails)).toMatch(/with the partition locked/)
    expect(locked.then('ZooKeeper answers broker 1').refusal(fails)).toBeUndefined()
  })
})
