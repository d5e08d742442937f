import { play } from '../model/play'
import type { ObservedReplica } from './observation'
import { observe } from './observe'
import { HALF_FETCHED, machine } from './worlds.fixture'

const world = machine()
const after = (schedule: string): ReturnType<typeof observe> => observe(play(world, schedule))
const replica = (schedule: string, broker: number): ObservedReplica | undefined =>
  after(schedule).brokers[broker - 1]?.replicas[0]

test('brokers have the ids 1, 2, 3, as in the configuration of Kafka', () => {
  const { brokers, zookeeper } = after('')
  expect(brokers.map(({ id }) => id)).toEqual([1, 2, 3])
  expect(zookeeper).toEqual([{ leader: 1, leaderEpoch: 0, isr: [1, 2, 3] }])
})

test('a leader shows its ISR and the log ends that it knows, and no fetcher', () => {
  expect(replica(HALF_FETCHED, 1)).toEqual({
    role: 'leader',
    leader: 1,
    leaderEpoch: 0,
    log: [{ record: 'a', epoch: 0 }],
    logEndOffset: 1,
    highWatermark: 0,
    checkpointedHighWatermark: 0,
    epochCache: [{ epoch: 0, startOffset: 0 }],
    isr: [1, 2, 3],
    remoteLogEnds: [
      { broker: 2, logEndOffset: 0 },
      { broker: 3, logEndOffset: 0 },
    ],
    fetcher: null,
    exchanges: [],
  })
})

test('a follower shows what its fetcher thread will ask next', () => {
  expect(replica(HALF_FETCHED, 2)).toMatchObject({
    role: 'follower',
    log: [{ record: 'a', epoch: 0 }],
    fetcher: { state: 'fetching', leader: 1, leaderEpoch: 0, fetchOffset: 1 },
    exchanges: [],
  })
})

test('what the leader has read for a fetch is seen before it has counted it', () => {
  expect(replica(HALF_FETCHED, 3)?.exchanges).toEqual([
    {
      leader: 1,
      leaderEpoch: 0,
      api: 'Fetch',
      stage: 'read',
      fetchOffset: 0,
      error: 'NONE',
      highWatermark: 0,
      records: [{ record: 'a', epoch: 0 }],
    },
  ])
})

test('of a broker that does not run only the disk is seen', () => {
  expect(replica(`${HALF_FETCHED}\nthe process of broker 2 crashes`, 2)).toEqual({
    log: [{ record: 'a', epoch: 0 }],
    logEndOffset: 1,
    checkpointedHighWatermark: 0,
    epochCache: [{ epoch: 0, startOffset: 0 }],
    exchanges: [],
  })
})

test('a broker that has just started has heard of no leader', () => {
  const { brokers } = after('the process of broker 2 crashes\nbroker 2 starts')
  expect(brokers[1]).toMatchObject({ running: true, replicas: [{ role: 'none', log: [] }] })
})

test('a producer with acks=all waits until it is acknowledged', () => {
  expect(after(HALF_FETCHED).producers).toEqual([{ acknowledged: [], waiting: ['a'] }])
  const told = `${HALF_FETCHED}
    broker 1 counts the fetch of broker 3
    broker 3 gets the answer of broker 1
    broker 2 sends a fetch to its leader
    broker 1 serves broker 2
    broker 1 counts the fetch of broker 2
    broker 3 sends a fetch to its leader
    broker 1 serves broker 3
    broker 1 counts the fetch of broker 3`
  expect(after(told).producers).toEqual([{ acknowledged: ['a'], waiting: [] }])
})
