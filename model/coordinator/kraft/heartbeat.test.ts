/** A heartbeat that unfences a broker, and names a log directory that has failed. */
import { isRefused } from '../../../kit/refused'
import { NONE } from '../../../kit/schema'
import { brokerOf } from '../../cluster'
import { isHeartbeatHeldBack, unfenceWithDirectoriesOffline } from './heartbeat'
import { brokerRegistrationOf, memberOf, registrationOf } from './image'
import { configOf, played, type Asked } from './kraft.fixture'

const faults = { 'session-expiry': 2, 'directory-failure': 1, 'process-crash': 1 }
const two: Asked = { bounds: { brokers: 2, records: 1, epochs: 4, faults }, settings: { minIsr: 1 } }
const withElr: Asked = { ...two, elr: true, settings: { minIsr: 2 } }
const repaired: Asked = { ...two, with: ['hypothetical-unfence-knowing'] }

/** Broker 1 is the last member of the ISR, and is fenced: the partition has no leader. */
const LEADERLESS = 'controller fences broker 2\ncontroller fences broker 1'
const FAILS = 'log directory of broker 1 fails'
const BOTH = 'controller unfences broker 1, and hears in the same heartbeat that its log directory has failed'
const OFFLINE = `${LEADERLESS}\n${FAILS}`

test('the broker is elected in a directory that the controller knows to be offline', () => {
  const { state } = played(`${OFFLINE}\n${BOTH}`, two)
  expect(registrationOf(state, 0)).toMatchObject({ leader: 0, isr: 0b01, leaderEpoch: 2 })
  expect(brokerRegistrationOf(state, 0)).toMatchObject({ isFenced: false, firstOnline: 1 })
})

test('so is an eligible leader replica, and the other is not elected when it is back', () => {
  const { state } = played(`${OFFLINE}\n${BOTH}\ncontroller unfences broker 2`, withElr)
  expect(registrationOf(state, 0)).toMatchObject({ leader: 0, isr: 0b01, elr: 0b10 })
})

test('in two heartbeats it is not, in whichever order', () => {
  const [unfenced, heard] = [
    'controller unfences broker 1',
    'controller hears that the log directory of broker 1 has failed',
  ]
  for (const both of [`${unfenced}\n${heard}`, `${heard}\n${unfenced}`])
    expect(registrationOf(played(`${OFFLINE}\n${both}`, two).state, 0)).toMatchObject({ leader: NONE, isr: 0b01 })
})

test('if the controller knows of the directory first, there is no leader, and the rest is the same', () => {
  const { state } = played(`${OFFLINE}\n${BOTH}`, repaired)
  expect(registrationOf(state, 0)).toMatchObject({ leader: NONE, isr: 0b01, leaderEpoch: 1 })
  expect(brokerRegistrationOf(state, 0)).toMatchObject({ isFenced: false, firstOnline: 1 })
})

test('where another may be elected uncleanly, both records count: two leader epochs, and the second leader', () => {
  const { state } = played(`${OFFLINE}\ncontroller unfences broker 2`, two)
  const before = registrationOf(state, 0)
  const nowUnclean = configOf({ ...two, settings: { minIsr: 1, uncleanElection: true } })
  const after = unfenceWithDirectoriesOffline(nowUnclean)(state, { type: 'UnfenceWithDirectoriesOffline', broker: 0 })
  expect(isRefused(after) ? after : registrationOf(after, 0)).toMatchObject({
    ...{ leader: 1, isr: 0b10, isRecovering: true },
    leaderEpoch: before.leaderEpoch + 2,
    partitionEpoch: before.partitionEpoch + 2,
  })
})

test('a partition that has a leader keeps it', () => {
  const { state } = played(`controller fences broker 1\n${FAILS}\n${BOTH}`, two)
  expect(registrationOf(state, 0)).toMatchObject({ leader: 1, isr: 0b10, leaderEpoch: 1 })
})

test('a process serves from then on', () => {
  const started = `the process of broker 1 crashes\ncontroller fences broker 1\nbroker 1 starts\nbroker 1 registers\nbroker 1 replays the metadata log (0 behind)`
  const { state } = played(`${started}\n${FAILS}\n${BOTH}`, two)
  expect(memberOf(brokerOf(state, 0)).serves).toBe(true)
})

test.each([
  [LEADERLESS, '4.3', 'has no failed log directory that the controller does not know'],
  [FAILS, '4.3', 'is unfenced already'],
  [OFFLINE, '3.5', 'the controller keeps no log directories'],
  [`${OFFLINE}\nthe process of broker 1 crashes`, '4.3', 'sends no heartbeat that the controller would take'],
])('after %j it does not happen in %s: %s', (schedule, kafka, message) =>
  expect(played(schedule, { ...two, kafka }).refusal(BOTH)).toBe(message),
)

test('the controller is held back where that takes a leader epoch, and none is left within the bounds', () => {
  const isHeldBack = (schedule: string, asked: Asked): boolean =>
    isHeartbeatHeldBack(configOf(asked))(played(schedule, asked).state)
  const few: Asked = { ...two, bounds: { ...two.bounds, epochs: 2 } }
  expect(isHeldBack(OFFLINE, two)).toBe(false)
  expect(isHeldBack(OFFLINE, few)).toBe(true)
  expect(isHeldBack(LEADERLESS, few)).toBe(false)
  // Up to 3.5 an ISR that shrinks takes a leader epoch; and the controller does not hear of directories.
  const older: Asked = { ...two, kafka: '3.5', bounds: { ...two.bounds, epochs: 3 } }
  expect(isHeldBack(OFFLINE, older)).toBe(false)
  expect(isHeldBack(`${LEADERLESS}\n${FAILS}\nthe process of broker 1 crashes`, few)).toBe(false)
})

test('nor is it done where the two records together take more leader epochs than there are', () => {
  const three: Asked = { ...two, bounds: { ...two.bounds, epochs: 3 } }
  const { state } = played(`${OFFLINE}\ncontroller unfences broker 2`, three)
  const nowUnclean = configOf({ ...three, settings: { minIsr: 1, uncleanElection: true } })
  const after = unfenceWithDirectoriesOffline(nowUnclean)(state, { type: 'UnfenceWithDirectoriesOffline', broker: 0 })
  expect(isRefused(after) && after.refused).toBe('no leader epochs are left within the bounds')
})
