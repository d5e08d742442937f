/** Another controller becomes active. */
import type { Bounds } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { alterPartitionOf, brokerRegistrationOf, kraftOf, memberOf, registrationOf } from './image'
import { played, type Asked, type Played } from './kraft.fixture'

const COMMITS = 'what the controller has changed is committed'
const FAILS_OVER = 'another controller becomes active'
const HANDLES = 'controller handles the AlterPartition of broker 1'
const DROPS = 'producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR'

const within = (faults: Partial<Bounds['faults']>, asked: Asked = {}): Asked => ({
  ...{ settings: { minIsr: 1 }, bounds: { brokers: 2, records: 1, faults: { 'controller-failover': 1, ...faults } } },
  ...asked,
})

const shrinks = within({ 'isr-shrink': 2, 'session-expiry': 1, 'process-crash': 1 })

const isrOf = ({ state }: Played): number => registrationOf(state, 0).isr

describe('what is appended', () => {
  const pending = played(`${DROPS}\n${HANDLES}`, shrinks)

  test('is not what stands, and nobody can replay it', () => {
    expect(isrOf(pending)).toBe(0b11)
    expect(kraftOf(pending.state).uncommitted[0]?.partitions[0]?.isr).toBe(0b01)
    expect(pending.refusal('broker 2 replays the metadata log (0 behind)')).toBeDefined()
  })

  test('is answered once it is committed', () => {
    const slot = (after: Played): string => alterPartitionOf(brokerOf(after.state, 0), 0).stage
    expect([slot(pending), slot(pending.then(COMMITS)), isrOf(pending.then(COMMITS))]).toEqual([
      ...['request', 'answer', 0b01],
    ])
    expect(memberOf(brokerOf(pending.then(COMMITS).state, 0)).awaitsCommit).toBe(false)
    expect(pending.then(COMMITS).refusal(COMMITS)).toBe('everything is committed')
  })

  test('is committed before the controller does anything else', () =>
    expect(pending.refusal('controller fences broker 2')).toMatch(/commit first/))

  test('is lost in a failover, and the leader asks again', () => {
    const lost = pending.then(FAILS_OVER)
    expect(isrOf(lost)).toBe(0b11)
    expect(memberOf(brokerOf(lost.state, 0)).awaitsCommit).toBe(false)
    expect(lost.refusal(FAILS_OVER)).toBe('no more of this fault within the bounds')
    expect(isrOf(lost.then(HANDLES))).toBe(0b01)
  })

  test('is nothing where the answer is an error, which is given at once', () => {
    const stale = played(`${DROPS}\ncontroller fences broker 2\n${COMMITS}\n${HANDLES}`, shrinks)
    expect(alterPartitionOf(brokerOf(stale.state, 0), 0)).toMatchObject({ stage: 'answer', error: 'stale' })
    expect(kraftOf(stale.state).uncommitted).toEqual([])
  })

  test('is not what a process begins with that starts before it is committed', () => {
    const started = pending.then(
      `the process of broker 1 crashes\nbroker 1 starts\nbroker 1 replays the metadata log (0 behind)\n${COMMITS}`,
    )
    expect([replicaOf(started.state, 0, 0).leadership.isr, isrOf(started)]).toEqual([0b11, 0b01])
    expect(alterPartitionOf(brokerOf(started.state, 0), 0).stage).toBe('idle')
  })
})

test.each([
  ['a registration', 'controller fences broker 2\nwhat the controller has changed is committed\nbroker 2 registers'],
  [
    'an unfencing',
    `controller fences broker 2\n${COMMITS}\nbroker 2 registers\n${COMMITS}
    broker 2 replays the metadata log (0 behind)\ncontroller unfences broker 2`,
  ],
])('%s is what a broker hears of once it is committed', (_, schedule) => {
  const pending = played(`the process of broker 2 crashes\nbroker 2 starts\n${schedule}`, shrinks)
  const heard = (after: Played): unknown => {
    const { brokerEpoch, serves } = memberOf(brokerOf(after.state, 1))
    return [brokerEpoch, serves]
  }
  expect(heard(pending.then(FAILS_OVER))).toEqual(heard(pending))
  expect(heard(pending.then(COMMITS))).not.toEqual(heard(pending))
})

describe('a controller that was replaced', () => {
  const knowsLess = `${DROPS}\n${FAILS_OVER}\n${HANDLES}\nbroker 1 gets the answer to its AlterPartition
    broker 1 replays the metadata log (0 behind)\nbroker 2 replays the metadata log (0 behind)
    broker 2 fetches from its leader\nbroker 2 fetches from its leader`
  const ANSWERS = 'the replaced controller answers the AlterPartition of broker 1'

  test('says since 3.3 that it is not the controller, where a leader knows more', () =>
    expect(played(knowsLess, shrinks).refusal(ANSWERS)).toMatch(/^NOT_CONTROLLER/))

  test('refused that leader up to 3.2', () => {
    const refused = played(`${knowsLess}\n${ANSWERS}`, { ...shrinks, without: ['kafka-14154'] })
    expect(alterPartitionOf(brokerOf(refused.state, 0), 0).error).toBe('stale')
  })

  test('answers nobody who asks for a change, because its record is never committed', () =>
    expect(played(`${DROPS}\n${FAILS_OVER}`, shrinks).refusal(ANSWERS)).toMatch(/never committed/))

  test('answers nobody at all if it has a change to commit', () =>
    expect(played(`${DROPS}\n${HANDLES}\n${FAILS_OVER}`, shrinks).refusal(ANSWERS)).toMatch(/no replaced controller/))
})

test('the next controller does not know what a shutdown waits for, and agrees to it at the next heartbeat', () => {
  const asked = within({ 'clean-shutdown': 1 })
  const waits = played(`controller agrees to shut down broker 1\n${COMMITS}`, asked)
  expect(waits.refusal('broker 1 stops cleanly')).toBeDefined()
  expect(waits.refusal('controller agrees to shut down broker 1')).toBeDefined()
  const again = waits.then(`${FAILS_OVER}\ncontroller agrees to shut down broker 1`)
  expect(again.refusal('broker 1 stops cleanly')).toBeUndefined()
  expect(again.refusal('controller agrees to shut down broker 1')).toBe('is shutting down')
  expect([waits.then(FAILS_OVER), again].map(({ state }) => memberOf(brokerOf(state, 0)).isForgotten)).toEqual([
    true,
    false,
  ])
})

test('a broker asks again for a shutdown that was lost, without another fault', () => {
  const SHUTS_DOWN = 'controller agrees to shut down broker 1'
  const lost = played(`${SHUTS_DOWN}\n${FAILS_OVER}`, within({ 'clean-shutdown': 1 }))
  expect(brokerRegistrationOf(lost.state, 0).inControlledShutdown).toBe(false)
  expect(memberOf(brokerOf(lost.state, 0)).isForgotten).toBe(false)
  expect(brokerRegistrationOf(lost.then(SHUTS_DOWN).state, 0).inControlledShutdown).toBe(true)
})

describe('the next controller knows what a shutdown waits for', () => {
  const SHUTS_DOWN = `controller agrees to shut down broker 1\n${COMMITS}`
  const isForgotten = (after: Played): boolean => memberOf(brokerOf(after.state, 0)).isForgotten

  test('where the broker is fenced', () => {
    const asked = played(`${SHUTS_DOWN}\ncontroller fences broker 1\n${COMMITS}`, {
      ...within({ 'clean-shutdown': 1, 'session-expiry': 1 }),
    })
    expect(isForgotten(asked.then(FAILS_OVER))).toBe(false)
  })

  test('where the process has ended', () => {
    const asked = played(`${SHUTS_DOWN}\nthe process of broker 1 crashes`, {
      ...within({ 'clean-shutdown': 1, 'process-crash': 1 }),
    })
    expect(isForgotten(asked.then(FAILS_OVER))).toBe(false)
  })
})

describe('a leader whose request the active controller has handled, and whose answer was lost', () => {
  const LOST = 'controller handles the AlterPartition of broker 2, and the answer is lost'
  const ANSWERS = 'the replaced controller answers the AlterPartition of broker 2'
  const proposed = played(
    `the process of broker 1 crashes\nbroker 1 starts\nbroker 1 registers\n${COMMITS}\n${FAILS_OVER}
    broker 1 replays the metadata log (0 behind)\nbroker 1 truncates\ncontroller unfences broker 1
    broker 2 replays the metadata log (0 behind)\nbroker 1 fetches from its leader`,
    within({ 'process-crash': 1, 'lost-alter-partition': 2, 'isr-shrink': 1 }),
  )

  test('is not answered by the replaced one, which would let it drop what is committed', () => {
    expect(proposed.refusal(ANSWERS)).toBeUndefined()
    expect(proposed.then(LOST).refusal(ANSWERS)).toBe('has found the active controller')
  })

  test('is answered by it before that, and learns that the other replica is fenced', () =>
    expect(alterPartitionOf(brokerOf(proposed.then(ANSWERS).state, 1), 0).error).toBe('ineligible'))

  test('may be answered by the one that is replaced next', () => {
    const once = played(
      `${DROPS}\n${FAILS_OVER}\n${HANDLES}, and the answer is lost\n${COMMITS}`,
      within({ 'controller-failover': 2, 'lost-alter-partition': 1, 'isr-shrink': 1 }),
    )
    const hasLeft = ({ state }: Played): boolean => memberOf(brokerOf(state, 0)).hasLeftReplaced
    expect([hasLeft(once), hasLeft(once.then(FAILS_OVER))]).toEqual([true, false])
    expect(
      once.then(FAILS_OVER).refusal('the replaced controller answers the AlterPartition of broker 1'),
    ).toBeUndefined()
  })
})
