/** The cluster at the beginning, before anything has happened. */
import { NONE } from '../kit/schema'
import { bounds, defaultSettings } from './bounds'
import { replicaOf } from './cluster'
import { stateOf } from './coordinator/coordinator'
import { NOT_FETCHED, UNASSIGNED, type LogDirectory, type MetadataImage } from './coordinator/kraft/state'
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

const kraft = { metadataLag: 1, elr: false }

const leader = replicaOf(established(), 0, 0)
const follower = replicaOf(established(), 1, 0)

test('every broker runs, and nothing is on its way', () => {
  for (const broker of established().brokers)
    expect(broker).toMatchObject({
      ...{ isUp: true, isCutOff: false, isPaused: false, isStopping: false, unreachable: 0, requests: [] },
      ...{ isOutOfReach: false, hasCleanMarker: false, directory: [] },
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

describe('with KRaft', () => {
  const imageWith = (differing: Differing = {}): MetadataImage | undefined =>
    established('4.3', { kraft, ...differing }).coordinator.kraft[0]?.images[0]

  test('every broker is registered, and none is fenced or about to stop', () =>
    expect(imageWith()?.brokers).toEqual(
      Array.from({ length: 3 }, () => ({ epoch: 0, isFenced: false, inControlledShutdown: false, firstOnline: 0 })),
    ))

  test('the partition was never without a leader', () =>
    expect(imageWith()?.partitions).toMatchObject([
      { leader: 0, leaderEpoch: 0, isr: 0b111, partitionEpoch: 0, elr: 0, lastKnownLeader: NONE, isRecovering: false },
    ]))

  test.each<[string, Differing, readonly number[], LogDirectory | undefined]>([
    ['there are none of their own', {}, [], undefined],
    ['they may fail', { faults: { 'directory-failure': 1 } }, [0, 0, 0], { id: 0, oldest: 0, hasFailed: false }],
    [
      'no broker has named its own yet',
      { kraft: { ...kraft, unassigned: true } },
      [UNASSIGNED, UNASSIGNED, UNASSIGNED],
      { id: 0, oldest: 0, hasFailed: false },
    ],
  ])('log directories are as the bounds say: %s', (_, differing, directories, own) => {
    expect(imageWith(differing)?.partitions[0]?.directories).toEqual(directories)
    expect(established('4.3', { kraft, ...differing }).brokers[0]?.directory[0]).toEqual(own)
  })

  test('a leader counts the fetches of its followers, which have registered once', () =>
    expect(replicaOf(established('4.3', { kraft }), 0, 0).leadership.remoteBrokerEpochs).toEqual([NOT_FETCHED, 0, 0]))
})

describe.each<[string, string, Differing]>([
  ['ZooKeeper', '2.1', {}],
  ['KRaft', '4.3', { kraft }],
])('where replicas move, with %s,', (_, release, differing) => {
  const moving = established(release, { ...differing, reassign: { replicas: [0, 2], moves: [[1, 2]] } })

  test('a broker without a replica has none in memory, and its leader knows nothing of it', () => {
    expect(stateOf(moving, 0).isr).toBe(0b101)
    expect(replicaOf(moving, 1, 0)).toMatchObject({ leader: NONE, leaderEpoch: -1, fetcher: 'none' })
    expect(replicaOf(moving, 0, 0).leadership).toMatchObject({
      ...{ isr: 0b101, unassigned: 0b010, remoteLogEnds: [-1, -1, 0] },
      remoteBrokerEpochs: release === '2.1' ? [] : [NOT_FETCHED, NOT_FETCHED, 0],
    })
  })

  test('the assignment is the first, and no move was asked for', () => {
    const [assignment] = moving.coordinator.assignments
    const [registered] = moving.coordinator.kraft[0]?.images[0]?.partitions[0]?.assignment ?? []
    expect(assignment ?? registered).toMatchObject({ replicas: [0, 2], adding: 0 })
    expect(assignment?.asked ?? moving.coordinator.kraft[0]?.asked).toBe(0)
  })
})
