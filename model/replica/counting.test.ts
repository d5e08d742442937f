/** What a leader notes of a fetch, and what a follower makes of the answer. States that only long schedules reach are made by hand. */
import { isRefused } from '../../kit/refused'
import { bounds, defaultSettings, type Bounds } from '../bounds'
import { replicaOf, withBroker, withReplica } from '../cluster'
import type { Config } from '../config'
import { establishedCluster } from '../initial'
import type { Cluster, Leadership, Replica } from '../state'
import { filesFrom } from '../storage/files'
import { preset } from '../versions/timeline'
import { applyFetch, countRead } from './replication'
import { endOf, logOf } from './log'

const kraft = { metadataLag: 2, elr: false }
const configOf = (release: string, differing: Partial<Bounds> = {}): Config => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return { decide: protocol.decide, settings: defaultSettings, bounds: { ...bounds(), ...differing } }
}

/** The leader of the initial cluster, and what differs in its leadership. */
const led = (config: Config, differing: Partial<Leadership>): Cluster => {
  const cluster = establishedCluster(config)
  const leader = replicaOf(cluster, 0, 0)
  return withReplica(cluster, 0, 0, { ...leader, leadership: { ...leader.leadership, ...differing } })
}

const counted = (config: Config, before: Cluster): Cluster => {
  const between = { leader: 0, follower: 1, partition: 0 }
  const read = { fetchOffset: 0, leaderEpoch: 0, error: 'none' as const, brokerEpoch: 0 }
  const after = countRead(config, before, between, read)
  if (isRefused(after)) throw new Error(after.refused)
  return after
}
const leadershipAfter = (config: Config, differing: Partial<Leadership>): Leadership =>
  replicaOf(counted(config, led(config, differing)), 0, 0).leadership

const OUTSIDE = { isr: 0b101, remoteLogEnds: [-1, -1, 0] }

describe('a leader that has read for a fetch', () => {
  const since = configOf('4.3', { kraft })
  const before = configOf('3.5', { kraft })
  const faults = { ...bounds({ faults: { 'late-fetch': 1 } }).faults }

  test('notes where the log of the follower ends, and lets it into the ISR', () =>
    expect(leadershipAfter(configOf('2.1'), OUTSIDE)).toMatchObject({ isr: 0b111, remoteLogEnds: [-1, 0, 0] }))

  test('notes nothing of a broker that it does not take for a replica', () => {
    const others = led(configOf('2.1'), { ...OUTSIDE, unassigned: 0b010 })
    expect(counted(configOf('2.1'), others)).toBe(others)
  })

  test('notes nothing new where nothing is', () => {
    const same = establishedCluster(since)
    expect(counted(since, same)).toBe(same)
  })

  test('proposes an ISR with KRaft, even if it is cut off', () => {
    const cutOff = withBroker(led(since, OUTSIDE), 0, { isCutOff: true })
    expect(replicaOf(counted(since, cutOff), 0, 0).leadership.pendingIsr).toBe(0b111)
  })

  test('notes the log end, and no more, while it is about to propose another ISR', () => {
    const joining = { ...OUTSIDE, joining: 0b100 }
    expect(leadershipAfter(before, joining)).toMatchObject({ joining: 0b100, pendingIsr: 0, remoteLogEnds: [-1, 0, 0] })
    const known = led(before, { ...joining, remoteLogEnds: [-1, 0, 0] })
    expect(counted(before, known)).toBe(known)
  })

  test('proposes it in a step of its own where a late fetch may come in between: with KRaft, until KAFKA-15221', () => {
    const late = { faults, grain: 'message' as const }
    expect(leadershipAfter(before, OUTSIDE)).toMatchObject({ joining: 0, pendingIsr: 0b111 })
    expect(leadershipAfter(configOf('3.5', { kraft, ...late }), OUTSIDE)).toMatchObject({ joining: 0b010 })
    expect(leadershipAfter(configOf('4.3', { kraft, ...late }), OUTSIDE)).toMatchObject({ joining: 0 })
    expect(leadershipAfter(configOf('2.1', late), OUTSIDE)).toMatchObject({ joining: 0, isr: 0b111 })
  })
})

describe('a follower that gets an answer', () => {
  const config = configOf('2.8')
  const follower = replicaOf(establishedCluster(config), 1, 0)
  const records = [{ value: 0, epoch: 0 }]
  const applied = (to: Partial<Replica>, sent: typeof records, highWatermark: number): Replica =>
    applyFetch(config, { ...follower, ...to }, { records: sent, highWatermark, logStart: 0 }, 0)

  test('appends its records, unless an append to its log has failed', () => {
    const failed = { ...follower.disk, files: [{ ...filesFrom(0, 0), hasFailed: true }] }
    expect(endOf(applied({}, records, 0).disk.log)).toBe(1)
    expect(endOf(applied({ disk: failed }, records, 0).disk.log)).toBe(0)
  })

  test('adopts the high watermark of an answer without records, even if an append to its log has failed', () => {
    const disk = { ...follower.disk, log: logOf(records), files: [{ ...filesFrom(0, 0), hasFailed: true }] }
    expect(applied({ disk }, [], 1).highWatermark).toBe(1)
  })

  test('answers what has waited for a high watermark up to the one that it adopts', () => {
    const [first, third] = [
      { offset: 0, value: 0 },
      { offset: 2, value: 2 },
    ]
    const waiting = (...deferred: Leadership['deferred']): Leadership['deferred'] =>
      applied({ leadership: { ...follower.leadership, deferred } }, records, 1).leadership.deferred
    expect([waiting(first), waiting(first, third), waiting(third)]).toEqual([[], [third], [third]])
  })
})
