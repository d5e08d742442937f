/** The cluster at the beginning, before anything has happened. */
import { bounds, defaultSettings } from './bounds'
import { replicaOf } from './cluster'
import { stateOf } from './coordinator/coordinator'
import { establishedCluster } from './initial'
import { endOf } from './replica/log'
import type { Cluster } from './state'
import { preset } from './versions/timeline'

type Differing = Parameters<typeof bounds>[0]

const established = (release = '2.1', differing: Differing = {}): Cluster => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return establishedCluster({ decide: protocol.decide, settings: defaultSettings, bounds: bounds(differing) })
}

const leader = replicaOf(established(), 0, 0)
const follower = replicaOf(established(), 1, 0)

test('every broker runs, and nothing is on its way', () => {
  for (const broker of established().brokers)
    expect(broker).toMatchObject({
      ...{ isUp: true, isCutOff: false, isPaused: false, isStopping: false, unreachable: 0, requests: [] },
    })
})

test('broker 1 leads, and every replica is in the ISR', () => {
  expect(stateOf(established(), 0)).toEqual({ leader: 0, leaderEpoch: 0, isr: 0b111 })
  expect(leader).toMatchObject({ leader: 0, leaderEpoch: 0, fetcher: 'none', highWatermark: 0 })
  expect(leader.leadership).toMatchObject({
    isr: 0b111,
    zkVersionIsCurrent: true,
    remoteLogEnds: [-1, 0, 0],
    caughtUp: 0,
  })
})

test('the others follow it, and know nothing that only a leader knows', () => {
  expect(follower).toMatchObject({ leader: 0, leaderEpoch: 0, fetcher: 'fetching', highWatermark: 0 })
  expect(follower.leadership).toMatchObject({
    isr: 0,
    pendingIsr: 0,
    zkVersionIsCurrent: false,
    remoteLogEnds: [-1, -1, -1],
  })
})

test('logs are empty, and only the leader has its epoch in the cache, since KAFKA-7415', () => {
  expect([leader, follower].map(({ disk }) => endOf(disk.log))).toEqual([0, 0])
  expect([leader, follower].map(({ disk }) => disk.epochs)).toEqual([[{ epoch: 0, startOffset: 0 }], []])
  expect(replicaOf(established('1.1'), 0, 0).disk.epochs).toEqual([])
})

test('the leader takes its followers for caught up if the bounds have a clock', () =>
  expect(replicaOf(established('2.1', { lagClock: true }), 0, 0).leadership.caughtUp).toBe(0b110))

test('each partition begins with the next broker as its leader', () => {
  const three = established('2.1', { partitions: 4 })
  expect([0, 1, 2, 3].map((partition) => stateOf(three, partition).leader)).toEqual([0, 1, 2, 0])
})
