/** What a broker makes of the metadata log. */
import { brokerOf, fetcherRequestOf, replicaOf } from '../../cluster'
import { memberOf } from './image'
import { played } from './kraft.fixture'
import { NOT_FETCHED } from './state'

const two = { bounds: { brokers: 2, records: 2 }, settings: { minIsr: 1 } }

const SHRINKS = `
  producer sends a record to broker 1
  broker 2 fetches from its leader
  broker 1 drops lagging broker 2 from the ISR
  controller handles the AlterPartition of broker 1
  broker 1 gets the answer to its AlterPartition`

/** The change above is in the log, and known to the leader; another one is proposed. */
const PROPOSES = `${SHRINKS}
  broker 2 fetches from its leader`

describe('a broker', () => {
  test('that has replayed the whole log replays nothing more', () =>
    expect(played().refusal('broker 2 replays the metadata log (0 behind)')).toBe(
      'has replayed that much of the metadata log',
    ))

  test('can stop at no change that nobody keeps', () =>
    expect(played().refusal('broker 2 replays the metadata log (1 behind)')).toBe(
      'can no longer stop so far behind the end of the metadata log',
    ))

  test('may stop before the end of the log, and cannot go back', () => {
    const moved = played(`
      controller moves the leader to broker 2
      controller moves the leader to broker 3`)
    expect(replicaOf(moved.then('broker 1 replays the metadata log (1 behind)').state, 0, 0).leader).toBe(1)
    expect(
      moved
        .then('broker 1 replays the metadata log (0 behind)')
        .refusal('broker 1 replays the metadata log (1 behind)'),
    ).toBe('has replayed that much of the metadata log')
  })

  test('sees two elections as one: a leader that leads again has led all the time', () => {
    const back = played(`
      producer sends a record to broker 1
      broker 2 fetches from its leader
      broker 2 fetches from its leader
      controller moves the leader to broker 3
      controller moves the leader to broker 1
      broker 1 replays the metadata log (0 behind)`)
    expect(replicaOf(back.state, 0, 0)).toMatchObject({
      leaderEpoch: 2,
      leadership: { remoteLogEnds: [-1, 1, 0], remoteBrokerEpochs: [NOT_FETCHED, 0, 0] },
    })
  })
})

describe('a process that has not registered', () => {
  const STARTS = `
  the process of broker 2 crashes
  broker 2 starts`
  const REPLAYS = 'broker 2 replays the metadata log (0 behind)'

  test('replays the metadata log since 3.5', () =>
    expect(memberOf(brokerOf(played(STARTS).then(REPLAYS).state, 1)).hasPublished).toBe(true))

  test('waited, up to 3.4, until it had registered and caught up with that', () => {
    const waiting = played(STARTS, { kafka: '3.2' })
    expect(waiting.refusal(REPLAYS)).toBe('waits until it has registered and caught up')
    const registered = waiting.then('controller fences broker 2').then('broker 2 registers')
    expect(registered.refusal('broker 2 replays the metadata log (1 behind)')).toBe(
      'waits until it has registered and caught up',
    )
    expect(memberOf(brokerOf(registered.then(REPLAYS).state, 1)).hasPublished).toBe(true)
  })
})

describe('a leader that replays', () => {
  test('a change that it has learnt by an answer forgets the next one that it has proposed', () => {
    const { state } = played(`${PROPOSES}\nbroker 1 replays the metadata log (0 behind)`, two)
    expect(replicaOf(state, 0, 0).leadership).toMatchObject({ isr: 0b01, pendingIsr: 0 })
    expect(memberOf(brokerOf(state, 0)).alterPartitions[0]).toMatchObject({ stage: 'request', isAwaited: false })
  })

  test('the same keeps its proposal with hypothetical-keep-proposal', () => {
    const kept = played(`${PROPOSES}\nbroker 1 replays the metadata log (0 behind)`, {
      ...two,
      with: ['hypothetical-keep-proposal'],
    })
    expect(replicaOf(kept.state, 0, 0).leadership).toMatchObject({ isr: 0b01, pendingIsr: 0b11 })
  })

  const OLDER = `${PROPOSES}
    controller handles the AlterPartition of broker 1
    broker 1 gets the answer to its AlterPartition
    broker 1 replays the metadata log (1 behind)`

  test('an earlier change skips it since KAFKA-13790, and went back to it before', () => {
    const isrAt = (kafka: string): number => replicaOf(played(OLDER, { ...two, kafka }).state, 0, 0).leadership.isr
    // 3.2 takes a new leader epoch for a smaller ISR, so its leader waits for the log.
    expect(isrAt('4.3')).toBe(0b11)
    const keeps = played(OLDER, { ...two, with: ['hypothetical-keep-proposal'] })
    expect(replicaOf(keeps.state, 0, 0).leadership.isr).toBe(0b11)
    const before = played(OLDER, { ...two, without: ['kafka-13790'] })
    expect(replicaOf(before.state, 0, 0).leadership.isr).toBe(0b01)
  })

  test('its own leader epoch once more takes it to begin at another offset before KAFKA-13790', () => {
    const schedule = `${SHRINKS}\nbroker 1 replays the metadata log (0 behind)`
    const beginsAt = (without: readonly string[]): number =>
      replicaOf(played(schedule, { ...two, without }).state, 0, 0).leadership.startOffset
    expect([beginsAt([]), beginsAt(['kafka-13790'])]).toEqual([0, 1])
    const noted = played(schedule, { settings: { minIsr: 1 }, without: ['kafka-13790'] })
    expect(replicaOf(noted.state, 0, 0).leadership).toMatchObject({ isr: 0b101, caughtUp: 0 })
  })
})

describe('a follower that replays', () => {
  test('another change of the same leader epoch goes on fetching', () => {
    const { state } = played(`${SHRINKS}\nbroker 2 replays the metadata log (0 behind)`, two)
    expect(replicaOf(state, 1, 0)).toMatchObject({ leader: 0, leaderEpoch: 0, fetcher: 'fetching' })
  })

  test('that there is no leader stops fetching', () => {
    const { state } = played(
      `broker 1 drops lagging broker 2 from the ISR
      controller handles the AlterPartition of broker 1
      the process of broker 1 crashes
      controller fences broker 1
      broker 2 replays the metadata log (0 behind)`.replace(
        'broker 1 drops',
        'producer sends a record to broker 1\nbroker 1 drops',
      ),
      two,
    )
    expect(replicaOf(state, 1, 0)).toMatchObject({ leader: -1, leaderEpoch: 1, fetcher: 'none' })
  })
})

test('what changes about brokers alone is nothing to a leader, which still waits for its answer', () => {
  const waits = played(
    `producer sends a record to broker 1
    broker 1 drops lagging broker 2 from the ISR
    controller handles the AlterPartition of broker 1
    broker 1 gets the answer to its AlterPartition
    broker 1 replays the metadata log (0 behind)
    broker 1 drops lagging broker 3 from the ISR
    the process of broker 2 crashes
    controller fences broker 2
    broker 1 replays the metadata log (0 behind)`,
    { settings: { minIsr: 1 } },
  )
  expect(replicaOf(waits.state, 0, 0).leadership).toMatchObject({ isr: 0b101, pendingIsr: 0b001 })
  expect(memberOf(brokerOf(waits.state, 0)).alterPartitions[0]).toMatchObject({ isAwaited: true })
})

test('a process that starts follows its leader, also where a leader skips what it knows', () => {
  const started = (amendments: readonly string[]): unknown =>
    replicaOf(
      played('the process of broker 2 crashes\nbroker 2 starts\nbroker 2 replays the metadata log (0 behind)', {
        ...two,
        with: amendments,
      }).state,
      1,
      0,
    ).leader
  expect([started([]), started(['hypothetical-keep-proposal'])]).toEqual([0, 0])
})

describe('a broker that is to stop', () => {
  const faults = { 'clean-shutdown': 1 }
  const stopping = (broker: number): unknown => {
    const schedule = `controller agrees to shut down broker ${broker}\nbroker ${broker} replays the metadata log (0 behind)`
    const { state } = played(schedule, { ...two, bounds: { ...two.bounds, faults } })
    return replicaOf(state, broker - 1, 0)
  }

  test('fetches no more from the leader that it has, once it is out of the ISR', () =>
    expect(stopping(2)).toMatchObject({ leader: 0, leaderEpoch: 0, fetcher: 'none' }))

  test('fetches as long as it is in the ISR by what it has replayed', () => {
    const { state } = played(
      `controller moves the leader to broker 2
      broker 2 replays the metadata log (0 behind)
      controller moves the leader to broker 1
      controller agrees to shut down broker 2
      broker 2 replays the metadata log (1 behind)`,
      { ...two, bounds: { ...two.bounds, faults: { 'leader-move': 2, 'clean-shutdown': 1 } } },
    )
    expect(replicaOf(state, 1, 0)).toMatchObject({ leader: 0, leaderEpoch: 2 })
    expect(replicaOf(state, 1, 0).fetcher).not.toBe('none')
  })

  test('does not begin to fetch from the leader that takes over from it', () =>
    expect(stopping(1)).toMatchObject({ leader: 1, leaderEpoch: 1, fetcher: 'none' }))
})

test('a leader of KRaft knows no version of ZooKeeper', () => {
  const { state } = played('controller moves the leader to broker 2\nbroker 2 replays the metadata log (0 behind)', two)
  expect(replicaOf(state, 1, 0)).toMatchObject({ leader: 1, leadership: { zkVersionIsCurrent: false } })
})

test('what a leader has read for a follower is not counted once it leads no more, since 3.3', () => {
  const READ = 'producer sends a record to broker 1\nbroker 2 sends a fetch to its leader\nbroker 1 serves broker 2'
  const GONE = 'controller moves the leader to broker 2\nbroker 1 replays the metadata log (0 behind)'
  const stage = (without: readonly string[]): string | undefined => {
    const { state } = played(`${READ}\n${GONE}`, { ...two, bounds: { ...two.bounds, grain: 'message' }, without })
    return fetcherRequestOf(state, 1, 0, 0)?.stage
  }
  expect([stage([]), stage(['fetch-of-this-leadership'])]).toEqual(['fetched', 'read'])
})
