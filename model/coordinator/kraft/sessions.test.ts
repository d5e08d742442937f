/** What the controller makes of brokers that do not send heartbeats, and for whom it has no leader epoch left. */
import { NONE } from '../../../kit/schema'
import type { Bounds } from '../../bounds'
import { brokerOf } from '../../cluster'
import { isProposalHeldBack } from './alter-partition'
import { active, isHeldBack } from './controller'
import { brokerRegistrationOf, kraftOf, registrationOf } from './image'
import { configOf, played, type Asked, type Played } from './kraft.fixture'

const two = (faults: Partial<Bounds['faults']> = {}, more: Partial<Asked> = {}): Asked => ({
  ...{ bounds: { brokers: 2, records: 1, epochs: 6, faults }, settings: { minIsr: 1 } },
  ...more,
})

const FENCES = 'controller fences broker 2'
const SHUTS_DOWN = 'controller agrees to shut down broker 2'
const NO_HEARTBEAT = 'sends no heartbeat that the controller would take'
const NO_BUDGET = 'no more of this within the bounds'

const isFenced = ({ state }: Played, id: number): boolean => brokerRegistrationOf(state, id).isFenced

describe('a session', () => {
  test('of a broker that is paused or cut off ends without another fault', () => {
    for (const [fault, harm] of [
      ['pause', 'broker 2 is paused'],
      ['cut-off', 'broker 2 is cut off from the controllers'],
    ] as const) {
      const after = played(`${harm}\n${FENCES}`, two({ [fault]: 1 }))
      expect(isFenced(after, 1)).toBe(true)
      expect(active(after.state)).toBe(0b01)
    }
  })

  test('of a broker that sends heartbeats ends as often as the bounds say, and the broker is fenced', () => {
    const once = played(FENCES, two({ 'session-expiry': 1 }))
    expect(isFenced(once, 1)).toBe(true)
    const again = once.then('broker 2 replays the metadata log (0 behind)\ncontroller unfences broker 2')
    expect(isFenced(again, 1)).toBe(false)
    expect(again.refusal(FENCES)).toBe(NO_BUDGET)
  })

  test('goes on once the broker is reached again, or wakes up', () => {
    const cut = played('broker 2 is cut off from the controllers', two({ 'cut-off': 1 }))
    expect(brokerOf(cut.state, 1).isCutOff).toBe(true)
    const back = cut.then('broker 2 reaches the controllers again')
    expect(brokerOf(back.state, 1)).toMatchObject({ isCutOff: false, isOutOfReach: false })
    expect(back.refusal('broker 2 reaches the controllers again')).toBe('is not cut off')
    const awake = played('broker 2 is paused\nbroker 2 wakes up', two({ pause: 1 }))
    expect(brokerOf(awake.state, 1).isPaused).toBe(false)
    expect(awake.refusal('broker 2 wakes up')).toBe('is not paused')
  })
})

test('a broker that is paused or cut off hears of nothing', () => {
  const REPLAYS = 'broker 2 replays the metadata log (0 behind)'
  const within: Asked = two({ 'leader-move': 1, pause: 1, 'cut-off': 1 })
  const moved = played('controller moves the leader to broker 2', within)
  expect(moved.refusal(REPLAYS)).toBeUndefined()
  expect(moved.then('broker 2 is paused').refusal(REPLAYS)).toBe('is paused')
  expect(moved.then('broker 2 is cut off from the controllers').refusal(REPLAYS)).toBe('cannot reach the controllers')
})

describe('a process that cannot register', () => {
  test('is down, or is cut off from the controllers', () => {
    const down = played('the process of broker 2 crashes', two({ 'process-crash': 1 }))
    expect(down.refusal('broker 2 registers')).toBe('is not running')
    const cut = two({ 'process-crash': 1, 'cut-off': 1 })
    const started = played('the process of broker 2 crashes\nbroker 2 starts', cut)
    expect(started.then('broker 2 is cut off from the controllers').refusal('broker 2 registers')).toBe(
      'cannot reach the controllers',
    )
  })
})

test('with eligible leader replicas a broker that was stopped cleanly is still one of them when it registers', () => {
  const asked: Asked = { ...two({ 'clean-shutdown': 1 }, { elr: true }), settings: { minIsr: 2 } }
  const stopped = played(`${SHUTS_DOWN}\nbroker 2 stops cleanly\nbroker 2 starts`, asked)
  expect(registrationOf(stopped.state, 0).elr).toBe(0b10)
  expect(registrationOf(stopped.then('broker 2 registers').state, 0).elr).toBe(0b10)
})

describe('a broker that asks to shut down', () => {
  test('is not heard where it is paused, and before it was ever unfenced', () => {
    const paused = played('broker 2 is paused', two({ pause: 1, 'clean-shutdown': 1 }))
    expect(paused.refusal(SHUTS_DOWN)).toBe(NO_HEARTBEAT)
    const registered = played(
      'the process of broker 2 crashes\ncontroller fences broker 2\nbroker 2 starts\nbroker 2 registers',
      two({ 'process-crash': 1, 'clean-shutdown': 1 }),
    )
    expect(registered.refusal(SHUTS_DOWN)).toBe(NO_HEARTBEAT)
  })

  test('asks once, as often as the bounds say, and is not unfenced any more', () => {
    const asked = played(SHUTS_DOWN, two({ 'clean-shutdown': 1 }))
    expect(asked.refusal(SHUTS_DOWN)).toBe('is shutting down')
    expect(asked.refusal('controller unfences broker 2')).toBe('is shutting down')
    expect(asked.refusal('controller agrees to shut down broker 1')).toBe(NO_BUDGET)
  })

  test('changes nothing where it is fenced already', () => {
    const fenced = played(FENCES, two({ 'session-expiry': 1, 'clean-shutdown': 1 }))
    const { state } = fenced.then(SHUTS_DOWN)
    expect(brokerOf(state, 1).isStopping).toBe(true)
    expect(kraftOf(state).images).toEqual(kraftOf(fenced.state).images)
  })

  test('does not stop while it is paused or cut off', () => {
    const asked = played(SHUTS_DOWN, two({ pause: 1, 'cut-off': 1, 'clean-shutdown': 1 }))
    expect(asked.then('broker 2 is paused').refusal('broker 2 stops cleanly')).toBe('is paused')
    expect(asked.then('broker 2 is cut off from the controllers').refusal('broker 2 stops cleanly')).toBe(NO_HEARTBEAT)
  })

  test('waits for an active broker that has published nothing yet', () => {
    const asked = played(
      `controller agrees to shut down broker 1
      broker 2 replays the metadata log (0 behind)
      the process of broker 3 crashes
      broker 3 starts`,
    )
    expect(asked.refusal('broker 1 stops cleanly')).toBe('is shutting down')
  })
})

describe('without a leader epoch left within the bounds the controller is held back', () => {
  const within = (epochs: number, faults: Partial<Bounds['faults']>): Asked => ({
    ...{ bounds: { brokers: 2, records: 1, epochs, faults }, settings: { minIsr: 1 } },
  })
  const isHeld = (schedule: string, asked: Asked): boolean => isHeldBack(configOf(asked))(played(schedule, asked).state)

  test('from replacing a leader', () => {
    const asked = within(1, { 'process-crash': 1 })
    expect(isHeld('', asked)).toBe(false)
    expect(isHeld('the process of broker 1 crashes', asked)).toBe(true)
  })

  test('from giving a partition the leader that has come back', () => {
    const asked = within(2, { 'process-crash': 2 })
    const returned = `the process of broker 2 crashes
      controller fences broker 2
      the process of broker 1 crashes
      controller fences broker 1
      broker 1 starts
      broker 1 registers
      broker 1 replays the metadata log (0 behind)`
    const back = played(returned, asked)
    expect(registrationOf(back.state, 0)).toMatchObject({ leader: NONE, leaderEpoch: 1 })
    expect(back.refusal('controller unfences broker 1')).toBe('no leader epochs are left within the bounds')
    expect(isHeld(returned, asked)).toBe(true)
  })

  test('from taking a follower out of the ISR where that takes a leader epoch, up to 3.5', () => {
    const schedule = 'producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR'
    const held = (kafka: string, lines: string): boolean => {
      const asked: Asked = { ...within(1, { 'isr-shrink': 1 }), kafka }
      return isProposalHeldBack(configOf(asked))(played(lines, asked).state)
    }
    expect([held('3.5', schedule), held('3.5', ''), held('4.3', schedule)]).toEqual([true, false, false])
  })
})
