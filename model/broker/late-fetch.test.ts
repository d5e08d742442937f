/** Fetches of processes that have ended. */
import type { Grain } from '../bounds'
import { configOf, machineOf, played, type Asked, type Played } from '../coordinator/kraft/kraft.fixture'
import { brokerOf, idle, replicaOf } from '../cluster'
import type { Cluster } from '../state'
import { answeredUncounted } from './serving'

const asked = (late: number, differing: Asked = {}): Asked => ({
  ...differing,
  bounds: { brokers: 2, records: 2, epochs: 2, grain: 'message', faults: { 'process-crash': 2, 'late-fetch': late } },
})

const SENDS = 'broker 2 sends a fetch to its leader'
const SERVES = 'broker 1 serves broker 2'
const CRASHES = 'the process of broker 2 crashes'
const SERVES_LATE = 'broker 1 serves a fetch of a process of broker 2 that has ended'
const COUNTS_LATE = 'broker 1 counts the fetch of a process of broker 2 that has ended'
const REGISTERED = ['broker 2 starts', 'broker 2 registers', 'broker 2 replays the metadata log (0 behind)']
const UNFENCED = [...REGISTERED, 'controller unfences broker 2', 'broker 1 replays the metadata log (0 behind)']
/** Broker 2 has a record, and says so in a fetch. */
const HAS_ONE = ['producer sends a record to broker 1', SENDS, SERVES, 'broker 1 counts the fetch of broker 2']
const SAYS_SO = [...HAS_ONE, 'broker 2 gets the answer of broker 1', SENDS]

const after = (steps: readonly string[], late = 1, differing?: Asked): Played =>
  played(steps.join('\n'), asked(late, differing))

const three = (steps: readonly string[], late: number): Cluster => {
  const { bounds: of } = asked(late)
  return played(steps.join('\n'), { bounds: { ...of, brokers: 3 } }).state
}

const lateOf = ({ state }: Played): string | undefined => brokerOf(state, 1).lateFetches[0]?.[0]?.stage
const notedOf = ({ state }: Played): number | undefined => replicaOf(state, 0, 0).leadership.remoteLogEnds[1]

describe('a fetch of a process that ends', () => {
  test('is still on its way, or is still to be counted', () => {
    expect(lateOf(after([SENDS, CRASHES]))).toBe('fetch')
    expect(lateOf(after([SENDS, SERVES, CRASHES]))).toBe('read')
  })

  test('is gone where the bounds have no late fetches', () =>
    expect(brokerOf(after([SENDS, CRASHES], 0).state, 1).lateFetches).toEqual([]))

  test('is never late where a fetch is one step', () => {
    const { bounds: messages } = asked(1)
    const lateIn = (grain: Grain): readonly string[] =>
      machineOf({ bounds: { ...messages, grain } })
        .actions.kinds.map(({ type }) => type)
        .filter((type) => ['ServeLate', 'CountLate'].includes(type))
    expect([lateIn('message'), lateIn('atomic')]).toEqual([['ServeLate', 'CountLate'], []])
  })

  test('is gone with the process of the leader', () =>
    expect(lateOf(after([SENDS, CRASHES, 'the process of broker 1 crashes']))).toBe('idle'))

  test('is dropped if it was read of a log whose leader does not count it, and not if it is still on its way', () => {
    const uncounted = (...steps: readonly string[]): string | undefined => {
      const before = after(steps).state
      return brokerOf(answeredUncounted(configOf(asked(1)), before, 0, 0, 0b10), 1).lateFetches[0]?.[0]?.stage
    }
    expect([uncounted(SENDS, SERVES, CRASHES), uncounted(SENDS, CRASHES)]).toEqual(['idle', 'fetch'])
  })

  test('gives way to the last one of the next process', () =>
    expect(lateOf(after([...SAYS_SO, SERVES, CRASHES, ...UNFENCED, SENDS, CRASHES]))).toBe('fetch'))
})

describe('once it is served', () => {
  test('it is counted, and nobody gets an answer', () => {
    const counted = after([...SAYS_SO, CRASHES, SERVES_LATE, COUNTS_LATE])
    expect([notedOf(counted), lateOf(counted)]).toEqual([1, 'idle'])
    expect(brokerOf(counted.state, 1).fetcherRequests[0]?.[0]).toEqual(idle)
  })

  test('it takes from the budget, and without one there are no more', () => {
    const counted = after([...SAYS_SO, CRASHES, SERVES_LATE, COUNTS_LATE])
    expect(counted.state.spent['late-fetch']).toBe(1)
    expect(lateOf(counted.then([...UNFENCED, SENDS, CRASHES].join('\n')))).toBe('idle')
    expect(counted.refusal(COUNTS_LATE)).toContain('no more of this fault')
  })

  test('another one is still on its way, unless that was the last one of the budget', () => {
    const BOTH = [SENDS, SENDS.replace('2', '3'), CRASHES, CRASHES.replace('2', '3')]
    const other = (late: number): string | undefined =>
      brokerOf(three(['producer sends a record to broker 1', ...BOTH, SERVES_LATE, COUNTS_LATE], late), 2)
        .lateFetches[0]?.[0]?.stage
    expect([other(1), other(2)]).toEqual(['idle', 'fetch'])
  })

  test('it is not counted before, nor is it served twice', () => {
    expect(after([...SAYS_SO, CRASHES]).refusal(COUNTS_LATE)).toContain('has read nothing')
    expect(after([...SAYS_SO, CRASHES, SERVES_LATE]).refusal(SERVES_LATE)).toContain('has no request')
  })
})

describe('of an earlier registration than the one of which the leader has heard', () => {
  const steps = [...SAYS_SO, CRASHES, ...UNFENCED, SERVES_LATE, COUNTS_LATE]

  test('it does not count, since 3.7', () => expect(notedOf(after(steps))).toBe(0))

  test('it counts without that half of KAFKA-15221', () =>
    expect(notedOf(after(steps, 1, { without: ['kafka-15221/acceptsFetchOf'] }))).toBe(1))
})

describe('a leader that notes fetches without a lock', () => {
  const without = { without: ['kafka-15221/locksFetchState'], with: ['hypothetical-known-process'] }
  const finds = [...SAYS_SO, CRASHES, ...UNFENCED, SENDS, SERVES, 'broker 1 counts the fetch of broker 2']
  const found = after(finds, 1, without)
  const EXPANDS = 'broker 1 proposes the ISR with the follower that it has found fit'

  test('finds a follower fit in one step, and proposes it in the next', () => {
    expect(replicaOf(found.state, 0, 0).leadership).toMatchObject({ joining: 2, pendingIsr: 0 })
    expect(replicaOf(found.then(EXPANDS).state, 0, 0).leadership).toMatchObject({ joining: 0, pendingIsr: 3 })
  })

  test('holds the lock in between', () => {
    expect(found.refusal('producer sends a record to broker 1')).toContain('with the partition locked')
    expect(found.refusal('broker 1 replays the metadata log (0 behind)')).toContain('with the partition locked')
  })

  test('does both at once since 3.7, and has nobody to propose later', () => {
    const proposed = after(finds)
    expect(replicaOf(proposed.state, 0, 0).leadership).toMatchObject({ joining: 0, pendingIsr: 3 })
    expect(proposed.refusal(EXPANDS)).toContain('has found no follower fit')
  })
})

describe('a process that has not registered', () => {
  const started = [CRASHES, 'broker 2 starts', 'broker 2 replays the metadata log (0 behind)']

  test('fetches', () =>
    expect(after([...HAS_ONE, 'broker 2 gets the answer of broker 1', ...started]).refusal(SENDS)).toBeUndefined())

  test('does not, with the repair', () =>
    expect(
      after([...HAS_ONE, 'broker 2 gets the answer of broker 1', ...started], 1, {
        with: ['hypothetical-registered-fetch'],
      }).refusal(SENDS),
    ).toContain('has not registered'))
})
