/**
 * Which error a broker returns that follows in a newer leader epoch: since KIP-320 the epoch is looked at first, and only then
 * whether the broker leads (Partition.getLocalReplica, 2.1.0). Before, it was NOT_LEADER_FOR_PARTITION
 * (Partition.lastOffsetForLeaderEpoch, 1.1.1 and 2.0.0), after which a follower asks again.
 */
import type { Machine } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { idle, replicaOf, withFetcherRequest, withReplica } from '../cluster'
import { kafka } from '../machine'
import { logOf } from '../replica/log'
import type { Cluster, FetcherRequest, Replica } from '../state'
import { allAmendments, preset } from '../versions/timeline'

type Fetcher = Replica['fetcher']

const KAFKA_9338 = '2.1 with kafka-9338'

const machineOf = (release: string): Machine<Cluster, Action> => {
  const [name = '', put] = release.split(' with ')
  const protocol = preset(name, { with: allAmendments.filter((one) => one.name === put) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return kafka({ protocol, settings: defaultSettings, bounds: bounds({ grain: 'message', epochs: 4 }) })
}

const changed = (cluster: Cluster, id: number, replica: Partial<Replica>): Cluster =>
  withReplica(cluster, id, 0, { ...replicaOf(cluster, id, 0), ...replica })

/** Broker 2 has a record, and follows broker 1 in epoch 1. Broker 1 follows broker 3, in `epoch`. */
const following = ({ initial }: Machine<Cluster, Action>, epoch: number, fetcher: Fetcher): Cluster => {
  const log = logOf([{ value: 0, epoch: 0 }])
  const disk = { ...replicaOf(initial, 1, 0).disk, log, epochs: [{ epoch: 0, startOffset: 0 }] }
  return changed(changed(initial, 1, { leaderEpoch: 1, fetcher, disk }), 0, { leader: 2, leaderEpoch: epoch })
}

/** The cluster after these steps, without those that are refused. */
const after = (machine: Machine<Cluster, Action>, start: Cluster, lines: readonly string[]): Cluster =>
  lines.reduce((before, line) => {
    const action = machine.actions.parse(line)
    if (action === undefined) throw new Error(`"${line}" is no action`)
    const next = machine.fire(before, action)
    return isRefused(next) ? before : next
  }, start)

const GET = 'broker 2 gets the answer of broker 1'
const ANSWER = ['broker 1 serves broker 2', 'broker 1 counts the fetch of broker 2', GET]

/** What the fetcher of broker 2 is about once broker 1, in each of these epochs, has answered what it was asked in epoch 1. */
const asked = (release: string, ask: string, fetcher: Fetcher, epochs: readonly number[]): readonly Fetcher[] => {
  const machine = machineOf(release)
  return epochs.map(
    (epoch) => replicaOf(after(machine, following(machine, epoch, fetcher), [ask, ...ANSWER]), 1, 0).fetcher,
  )
}

describe('a broker that follows', () => {
  const question = (release: string): readonly Fetcher[] =>
    asked(release, 'broker 2 sends OffsetsForLeaderEpoch to its leader', 'truncating', [0, 1, 2])
  const fetch = (release: string): readonly Fetcher[] =>
    asked(release, 'broker 2 sends a fetch to its leader', 'fetching', [0, 1, 2])

  test.each(['1.1', '2.0.0'])('fences no OffsetsForLeaderEpoch at %s, before KIP-320', (release) =>
    expect(question(release)).toEqual(['truncating', 'truncating', 'truncating']),
  )

  test.each(['2.1', '2.1.1'])('fences OffsetsForLeaderEpoch at %s where its own epoch is newer', (release) =>
    expect(question(release)).toEqual(['truncating', 'truncating', 'none']),
  )

  test.each(['2.0.0', '2.1.1'])('fences no fetch at %s, where a fetch session has no epoch', (release) =>
    expect(fetch(release)).toEqual(['fetching', 'fetching', 'fetching']),
  )

  test('fences a fetch since KAFKA-9338 where its own epoch is newer', () =>
    expect(fetch(KAFKA_9338)).toEqual(['fetching', 'fetching', 'none']))

  test('fences ListOffsets, which a follower sends after OFFSET_OUT_OF_RANGE, since KIP-320', () => {
    const outOfRange = (release: string): Fetcher => {
      const machine = machineOf(release)
      const answer: FetcherRequest = { ...idle, stage: 'fetched', error: 'outOfRange', fetchOffset: 1 }
      const told = withFetcherRequest(following(machine, 2, 'fetching'), 1, 0, 0, answer)
      return replicaOf(after(machine, told, [GET]), 1, 0).fetcher
    }
    expect(['2.0.0', '2.1.1'].map(outOfRange)).toEqual(['fetching', 'none'])
  })
})
