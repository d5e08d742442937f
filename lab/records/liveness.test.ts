/** What becomes of a cluster once harm has stopped. Two records, and pairs of faults: liveness.long.test.ts. */
import { faults } from '../../model/state'
import { judged, single, type Judged } from './liveness.fixture'

describe('the baseline settles, and the rest goes on, after', () => {
  test.each(faults.filter((fault) => fault !== 'lost-request').map((fault) => [fault]))('a single %s', (fault) => {
    const [all, rest] = ['L1', 'L2'].map((property) => judged(single(fault), 1, { properties: [property] }))
    expect(all).toEqual({ verdict: 'holds', broken: [], leftOut: 0 })
    expect(rest?.broken).toEqual([])
  })
})

test('states in which a LeaderAndIsr was lost for good are left out, and counted', () => {
  const { verdict, leftOut } = judged(single('lost-request'), 1)
  expect(verdict).toBe('holds')
  expect(leftOut).toBeGreaterThan(0)
})

test('states in which the controller has no leader epoch left are left out, and counted', () => {
  const { verdict, leftOut } = judged({ 'process-crash': 2 }, 1)
  expect(verdict).toBe('holds')
  expect(leftOut).toBeGreaterThan(0)
})

describe('R8: a broker that crashes and starts before the controller looks', () => {
  const found = (kafka: string): Judged => judged({ 'process-crash': 1 }, 1, { kafka })
  test('is stuck for good up to 2.1', () =>
    expect(found('2.1')).toMatchObject({
      broken: ['L1', 'L2'],
      sentence: 'Broker 1 is the leader, and does not know it. No healing step leads on from here.',
    }))
  test('is noticed in the baseline', () => expect(found('baseline').broken).toEqual([]))
})

describe('R19: a partition that never recovers', () => {
  test('after an ISR write whose session ends, up to 2.1 (as in KAFKA-2729)', () => {
    const budget = single('lost-zk-answer')
    expect(judged(budget, 1, { kafka: '2.1.1' })).toMatchObject({
      broken: ['L1'],
      sentence: 'Broker 2 is not in the ISR. No healing step leads on from here.',
    })
    expect(judged(budget, 1, { kafka: '2.1.1', with: ['kip-380'] }).broken).toEqual([])
    expect(judged(budget, 1, { without: ['kip-497'] }).broken).toEqual([])
  })

  test('after a clean stop and a quick start, up to 2.1 (KAFKA-5845)', () => {
    expect(judged(single('clean-shutdown'), 1, { kafka: '1.1' }).broken).toEqual(['L1'])
    expect(judged(single('clean-shutdown'), 1, { kafka: '1.1', with: ['kip-380'] }).broken).toEqual([])
  })
})
