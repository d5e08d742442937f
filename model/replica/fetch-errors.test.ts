/** What is wrong with a fetch, and what a follower does when it is out of range. */
import { bounds, defaultSettings, type Bounds } from '../bounds'
import { replicaOf, withBroker, withReplica } from '../cluster'
import type { Config } from '../config'
import { establishedCluster } from '../initial'
import type { Cluster, Replica } from '../state'
import { preset } from '../versions/timeline'
import { afterError, teachesNothing } from './fetch-errors'
import { endOf, logOf } from './log'

const configOf = (release: string, differing: Partial<Bounds> = {}): Config => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return { decide: protocol.decide, settings: defaultSettings, bounds: { ...bounds(), ...differing } }
}
const between = { leader: 0, follower: 1, partition: 0 }

/** The replica of a broker has a record of each of these epochs. */
const withRecords = (
  cluster: Cluster,
  id: number,
  epochs: readonly number[],
  changes: Partial<Replica> = {},
): Cluster => {
  const replica = replicaOf(cluster, id, 0)
  const disk = {
    ...replica.disk,
    log: logOf(epochs.map((epoch, value) => ({ value, epoch }))),
    epochs: epochs.map((epoch, startOffset) => ({ epoch, startOffset })),
  }
  return withReplica(cluster, id, 0, { ...replica, disk, ...changes })
}

describe('a fetch that is repeated', () => {
  const old = configOf('2.1')
  const asked = { leaderEpoch: 0, fetchOffset: 1, epoch: -1 }

  test('teaches nothing where its offset is known, and something where it is not', () => {
    const leader = replicaOf(establishedCluster(old), 0, 0)
    const known = { ...leader.leadership, remoteLogEnds: [-1, 1, 0] }
    const [apart, same] = [{}, { leadership: known }].map((one) => withRecords(establishedCluster(old), 0, [0], one))
    expect([apart, same].map((one) => one && teachesNothing(old, one, between, asked))).toEqual([false, true])
  })

  test('teaches nothing where nobody leads, whatever its offset', () => {
    const resigned = withRecords(establishedCluster(old), 0, [], { leader: 2 })
    expect(teachesNothing(old, resigned, between, asked)).toBe(true)
  })

  test('is told where the logs diverge, which teaches something', () => {
    const since = configOf('2.8')
    const leader = replicaOf(establishedCluster(since), 0, 0)
    const known = { leadership: { ...leader.leadership, remoteLogEnds: [-1, 2, 0] } }
    const [ahead, diverging] = [
      [1, 2],
      [1, 3],
    ].map((epochs) => withRecords(establishedCluster(since), 0, epochs, known))
    const of = { leaderEpoch: 0, fetchOffset: 2, epoch: 2 }
    expect([ahead, diverging].map((one) => one && teachesNothing(since, one, between, of))).toEqual([true, false])
  })
})

describe('a follower that is out of range', () => {
  const config = configOf('0.10.2')
  const ends = (before: Cluster, by = config): number =>
    endOf(replicaOf(afterError(by, before, between, 'outOfRange'), 1, 0).disk.log)
  const longer = withRecords(establishedCluster(config), 1, [0])

  test('cuts its log where that of its leader ends', () => expect(ends(longer, configOf('2.1'))).toBe(0))

  test('keeps it where its leader has as many records by now', () => {
    const first = configOf('0.8.0')
    const caughtUp = withRecords(withRecords(establishedCluster(first), 1, [0]), 0, [0])
    expect(ends(caughtUp, first)).toBe(1)
  })

  test('keeps it, and tries again, where its leader does not answer', () => {
    expect(ends(withBroker(longer, 0, { isUp: false }))).toBe(1)
    expect(ends(withBroker(longer, 0, { unreachable: 0b010 }))).toBe(1)
  })
})
