/** Whose fetch counts, and who may be proposed for the ISR, as far as a leader has heard. */
import { replicaOf } from '../../cluster'
import { registrationOf } from './image'
import { configOf, played, type Asked, type Played } from './kraft.fixture'
import { UNREGISTERED } from './state'

const two: Asked = { bounds: { brokers: 2, records: 1 }, settings: { minIsr: 1 } }

const pendingIsr = (schedule: string, asked: Asked = two): number =>
  replicaOf(played(schedule, asked).state, 0, 0).leadership.pendingIsr

const SHUTS_DOWN = `
  producer sends a record to broker 1
  controller agrees to shut down broker 2
  broker 1 replays the metadata log (0 behind)
  broker 2 fetches from its leader
  broker 2 fetches from its leader`

describe('a leader', () => {
  test('does not propose a follower that it knows to be fenced, since KIP-841', () => {
    expect(pendingIsr(SHUTS_DOWN)).toBe(0)
    expect(pendingIsr(SHUTS_DOWN, { ...two, without: ['kip-841/isEligibleForIsr'] })).toBe(0b11)
  })

  const RETURNS = `
    producer sends a record to broker 1
    broker 2 fetches from its leader
    the process of broker 2 crashes
    controller fences broker 2
    broker 1 replays the metadata log (0 behind)
    broker 2 starts
    broker 2 registers
    broker 2 replays the metadata log (0 behind)
    controller unfences broker 2`

  test('proposes a follower that has come back once it has heard of its registration', () => {
    const fetches = 'broker 2 fetches from its leader'
    expect(pendingIsr(`${RETURNS}\n${fetches}`)).toBe(0)
    expect(pendingIsr(`${RETURNS}\nbroker 1 replays the metadata log (0 behind)\n${fetches}`)).toBe(0b11)
  })

  test('notes the broker epoch of a fetch with its offset', () => {
    const fetched = played(
      `${RETURNS}
      broker 1 replays the metadata log (0 behind)
      broker 2 fetches from its leader`,
      two,
    )
    expect(replicaOf(fetched.state, 0, 0).leadership.remoteBrokerEpochs[1]).toBe(1)
    expect(registrationOf(fetched.state, 0).isr).toBe(0b01)
  })
})

test('a process fetches before it has registered, and would not with hypothetical-registered-fetch', () => {
  const FETCHES = 'broker 2 fetches from its leader'
  const started = (amendments: readonly string[]): Played =>
    played(
      `producer sends a record to broker 1
      broker 2 fetches from its leader
      the process of broker 2 crashes
      broker 2 starts
      broker 2 replays the metadata log (0 behind)`,
      { ...two, with: amendments },
    )
  expect(started([]).refusal(FETCHES)).toBeUndefined()
  const waits = started(['hypothetical-registered-fetch'])
  expect(waits.refusal(FETCHES)).toBeDefined()
  expect(waits.then('broker 2 registers').refusal(FETCHES)).toBeUndefined()
})

test('a fetch of an earlier registration counts where the broker is fenced, and would not with hypothetical-fenced-too', () => {
  const counts = (amendments: readonly string[], fetched: number, isFenced = true): boolean => {
    const seen = { epoch: 1, isFenced, inControlledShutdown: false, firstOnline: 0 }
    return configOf({ with: amendments }).decide.acceptsFetchOf(seen, fetched)
  }
  const put = ['hypothetical-fenced-too']
  expect([counts([], 0), counts([], 0, false)]).toEqual([true, false])
  expect([0, 1, UNREGISTERED].map((fetched) => counts(put, fetched))).toEqual([false, true, true])
})

test('a follower of which a fetch without a broker epoch is noted may be proposed, and not with hypothetical-known-process', () => {
  const mayJoin = (amendments: readonly string[], noted: number, isFenced = false): boolean => {
    const seen = { epoch: 1, isFenced, inControlledShutdown: false, firstOnline: 0 }
    return configOf({ with: amendments }).decide.isEligibleForIsr(seen, noted)
  }
  expect(mayJoin([], UNREGISTERED)).toBe(true)
  const put = ['hypothetical-known-process']
  expect([UNREGISTERED, 1].map((noted) => mayJoin(put, noted))).toEqual([false, true])
  expect(mayJoin(put, 1, true)).toBe(false)
})
