/** What the controller does about brokers, and why it does nothing. */
import { NONE } from '../../../kit/schema'
import { brokerOf } from '../../cluster'
import { brokerRegistrationOf, memberOf, registrationOf } from './image'
import { played, type Asked } from './kraft.fixture'

const two: Asked = { bounds: { brokers: 2, records: 1 }, settings: { minIsr: 1 } }

const CRASHES = 'the process of broker 2 crashes'
const RETURNS = `${CRASHES}
  controller fences broker 2
  broker 2 starts`

describe('a broker is fenced', () => {
  test('where its process has ended, and leaves the ISR', () => {
    const { state } = played(`${CRASHES}\ncontroller fences broker 2`, two)
    expect(brokerRegistrationOf(state, 1).isFenced).toBe(true)
    expect(registrationOf(state, 0)).toMatchObject({ leader: 0, leaderEpoch: 0, isr: 0b01 })
  })

  test('but not while its heartbeats arrive, unless a fault holds them back', () => {
    const fences = 'controller fences broker 2'
    expect(played('', two).refusal(fences)).toBe('sends heartbeats, so its session goes on')
    const expiring: Asked = { ...two, bounds: { brokers: 2, records: 1, faults: { 'session-expiry': 1 } } }
    expect(registrationOf(played(fences, expiring).state, 0).isr).toBe(0b01)
  })

  test('once', () =>
    expect(played(`${CRASHES}\ncontroller fences broker 2`, two).refusal('controller fences broker 2')).toBe(
      'is fenced already',
    ))

  test('as the leader: the next replica of the ISR is elected in a new leader epoch', () => {
    const { state } = played('the process of broker 1 crashes\ncontroller fences broker 1')
    expect(registrationOf(state, 0)).toMatchObject({ leader: 1, leaderEpoch: 1, isr: 0b110 })
  })

  test('as the last of the ISR: it stays, without a leader; with eligible leader replicas it is one of those', () => {
    const last =
      'the process of broker 1 crashes\nthe process of broker 2 crashes\ncontroller fences broker 2\ncontroller fences broker 1'
    expect(registrationOf(played(last, two).state, 0)).toMatchObject({ leader: NONE, isr: 0b01, elr: 0 })
    const { state } = played(last, { ...two, elr: true })
    expect(registrationOf(state, 0)).toMatchObject({ leader: NONE, isr: 0, elr: 0b01, lastKnownLeader: 0 })
  })
})

describe('a process registers', () => {
  test('under another broker epoch, fenced', () => {
    const { state } = played(`${RETURNS}\nbroker 2 registers`, two)
    expect(brokerRegistrationOf(state, 1)).toEqual({
      ...{ epoch: 1, isFenced: true, inControlledShutdown: false, firstOnline: 0 },
    })
    expect(memberOf(brokerOf(state, 1)).brokerEpoch).toBe(1)
  })

  test('once', () =>
    expect(played(`${RETURNS}\nbroker 2 registers`, two).refusal('broker 2 registers')).toBe('is registered already'))

  test('before the controller has noticed that it was gone: since 4.0 it is taken out of the ISR, and up to 3.9 it waits', () => {
    const early = `${CRASHES}\nbroker 2 starts`
    expect(registrationOf(played(`${early}\nbroker 2 registers`, two).state, 0).isr).toBe(0b01)
    expect(played(early, { ...two, kafka: '3.9' }).refusal('broker 2 registers')).toBe(
      'DUPLICATE_BROKER_REGISTRATION: the session of the process before has not ended',
    )
  })

  test('and is not eligible any more where it was not stopped cleanly, since 4.0', () => {
    const asked: Asked = { bounds: { brokers: 2, records: 1 }, settings: { minIsr: 2 }, elr: true }
    const fenced = played(`${CRASHES}\ncontroller fences broker 2`, asked)
    expect(registrationOf(fenced.state, 0).elr).toBe(0b10)
    const returned = 'broker 2 starts\nbroker 2 registers'
    expect(registrationOf(fenced.then(returned).state, 0).elr).toBe(0)
    const without = played(`${RETURNS}\nbroker 2 registers`, { ...asked, without: ['kafka-18106'] })
    expect(registrationOf(without.state, 0).elr).toBe(0b10)
  })
})

describe('a broker is unfenced', () => {
  const UNFENCES = 'controller unfences broker 2'

  test('once it has registered, and has replayed that', () => {
    const started = played(RETURNS, two)
    expect(played('', two).refusal(UNFENCES)).toBe('is unfenced already')
    expect(started.refusal(UNFENCES)).toBe('sends no heartbeat that the controller would take')
    const registered = started.then('broker 2 registers')
    expect(registered.refusal(UNFENCES)).toBe('has not caught up with its own registration')
    const { state } = registered.then(`broker 2 replays the metadata log (0 behind)\n${UNFENCES}`)
    expect(brokerRegistrationOf(state, 1).isFenced).toBe(false)
    expect(memberOf(brokerOf(state, 1)).serves).toBe(true)
  })

  test('and then leads a partition whose last member of the ISR it is', () => {
    const { state } = played(
      `${CRASHES}
      controller fences broker 2
      the process of broker 1 crashes
      controller fences broker 1
      broker 1 starts
      broker 1 registers
      broker 1 replays the metadata log (0 behind)
      controller unfences broker 1`,
      two,
    )
    expect(registrationOf(state, 0)).toMatchObject({ leader: 0, leaderEpoch: 2, isr: 0b01, isRecovering: false })
  })
})

describe('a leader is moved', () => {
  test('to a member of the ISR that does not lead', () => {
    expect(registrationOf(played('controller moves the leader to broker 2').state, 0)).toMatchObject({
      ...{ leader: 1, leaderEpoch: 1, isr: 0b111 },
    })
    expect(played().refusal('controller moves the leader to broker 1')).toBe('may not lead, or leads already')
    expect(played(`${CRASHES}\ncontroller fences broker 2`).refusal('controller moves the leader to broker 2')).toBe(
      'may not lead, or leads already',
    )
  })
})

describe('a broker that asks to shut down', () => {
  test('is fenced at once where it leads nothing', () => {
    const { state } = played('controller agrees to shut down broker 2')
    expect(brokerRegistrationOf(state, 1)).toMatchObject({ isFenced: true, inControlledShutdown: false })
    expect(registrationOf(state, 0).isr).toBe(0b101)
  })

  test('hands its partitions over first, and stops once every active broker has heard of that', () => {
    const asked = played('controller agrees to shut down broker 1')
    expect(brokerRegistrationOf(asked.state, 0)).toMatchObject({ isFenced: false, inControlledShutdown: true })
    expect(registrationOf(asked.state, 0)).toMatchObject({ leader: 1, isr: 0b110 })
    expect(asked.refusal('broker 1 stops cleanly')).toBe('is shutting down')
    const heard = asked.then(
      'broker 2 replays the metadata log (0 behind)\nbroker 3 replays the metadata log (0 behind)',
    )
    const { state } = heard.then('broker 1 stops cleanly')
    expect(brokerOf(state, 0)).toMatchObject({ isUp: false, hasCleanMarker: true })
    expect(brokerRegistrationOf(state, 0).isFenced).toBe(true)
  })

  test('does not stop where it has not asked', () =>
    expect(played().refusal('broker 1 stops cleanly')).toBe('has not asked to shut down'))
})

test('no leader epochs left within the bounds: the controller does nothing', () =>
  expect(
    played('the process of broker 1 crashes', { bounds: { brokers: 2, records: 1, epochs: 1 } }).refusal(
      'controller fences broker 1',
    ),
  ).toBe('no leader epochs are left within the bounds'))
