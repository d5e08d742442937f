/** What a leader reads for a follower, and when it answers a request at once. */
import type { Machine } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { fetcherRequestOf, replicaOf, withBroker, withReplica } from '../cluster'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import { logOf } from '../replica/log'
import type { Cluster, FetcherRequest, Replica } from '../state'
import { allAmendments, preset } from '../versions/timeline'

/** 2.1, where a leader also compares the leader epoch of a fetch (KAFKA-9338). */
const machineOf = (...put: readonly string[]): Machine<Cluster, Action> => {
  const protocol = preset('2.1', { with: allAmendments.filter(({ name }) => ['kafka-9338', ...put].includes(name)) })
  if (protocol === undefined) throw new Error('no release 2.1')
  const faults = { 'isr-shrink': 1, 'lost-zk-answer': 1 }
  return kafka({ protocol, settings: defaultSettings, bounds: bounds({ grain: 'message', faults }) })
}

const machine = machineOf()

const RECORD = 'producer sends a record to broker 1\n'
const SERVE = 'broker 1 serves broker 2'
const sends = (broker: number): string => `broker ${broker} sends a fetch to its leader\n`
const waits = (broker: number): string =>
  `${sends(broker)}broker 1 serves broker ${broker}\nbroker 1 counts the fetch of broker ${broker}\n`
const fetches = (broker: number): string => `${waits(broker)}broker ${broker} gets the answer of broker 1\n`

const serving = (cluster: Cluster): string | undefined => refusal(machine, cluster, SERVE)

/** What lies between broker 2 and broker 1 once broker 1 has served it. */
const served = (cluster: Cluster, by = machine): FetcherRequest | undefined => {
  const action = by.actions.parse(SERVE)
  const next = action && by.fire(cluster, action)
  if (next === undefined || isRefused(next)) throw new Error(`"${SERVE}" is refused`)
  return fetcherRequestOf(next, 1, 0, 0)
}

const changed = (cluster: Cluster, id: number, replica: Partial<Replica>): Cluster =>
  withReplica(cluster, id, 0, { ...replicaOf(cluster, id, 0), ...replica })

describe('a fetch that waits at the leader', () => {
  const caughtUp = RECORD + fetches(2) + fetches(3) + waits(2)

  test('is answered without a record when the high watermark has risen', () => {
    expect(serving(play(machine, caughtUp))).toMatch(/waiting/)
    const committed = play(machine, caughtUp + waits(3))
    expect(served(committed)).toMatchObject({ stage: 'fetched', records: [], highWatermark: 1 })
  })

  test('is answered without a record when the log start is not the one that it was read with', () => {
    const waiting = play(machine, caughtUp)
    const requests = waiting.brokers[1]?.fetcherRequests ?? []
    const moved = withBroker(waiting, 1, {
      fetcherRequests: requests.map((row) => row.map((one) => ({ ...one, logStart: 1 }))),
    })
    expect(served(moved)).toMatchObject({ stage: 'fetched', records: [], logStart: 0 })
  })
})

describe('a fetch that a broker gets that does not lead', () => {
  const resigned = changed(play(machine, sends(2)), 0, { leader: 2 })

  test('is not answered as long as the follower would send the same fetch again', () =>
    expect(serving(resigned)).toMatch(/waiting/))

  test.each<[string, Partial<Replica>]>([
    ['follows another leader', { leader: 2 }],
    ['is in another leader epoch', { leaderEpoch: 1 }],
    ['has to truncate first', { fetcher: 'truncating' }],
    ['has another log end', { disk: { ...replicaOf(resigned, 1, 0).disk, log: logOf([{ value: 0, epoch: 0 }]) } }],
  ])('is answered if the follower %s', (_, replica) =>
    expect(served(changed(resigned, 1, replica))?.stage).toBe('idle'),
  )

  test('is answered if the last epoch of the follower is another, since KIP-595', () => {
    const since = machineOf('kip-595')
    const asked = changed(play(since, sends(2)), 0, { leader: 2 })
    const { disk } = replicaOf(asked, 1, 0)
    expect(refusal(since, asked, SERVE)).toMatch(/waiting/)
    const other = changed(asked, 1, { disk: { ...disk, epochs: [{ epoch: 0, startOffset: 0 }] } })
    expect(served(other, since)?.stage).toBe('idle')
  })
})

/** Partition.followerReplicaOrThrow (4.3.1) */
test('a leader reads for nobody who has no replica', () => {
  const led = play(machine, RECORD + sends(2))
  const { leadership } = replicaOf(led, 0, 0)
  expect(serving(changed(led, 0, { leadership: { ...leadership, unassigned: 0b100 } }))).toBeUndefined()
  expect(serving(changed(led, 0, { leadership: { ...leadership, unassigned: 0b010 } }))).toMatch(/waiting/)
})

test('a fetch of an older leader epoch is answered without records and without a high watermark', () => {
  const fenced = changed(play(machine, RECORD + sends(2)), 0, { leaderEpoch: 1, highWatermark: 1 })
  expect(served(fenced)).toMatchObject({ error: 'fenced', records: [], highWatermark: 0 })
})

test('a fetch without an error is counted since KAFKA-8400, too', () => {
  const counted = play(machineOf('kafka-8400'), RECORD + fetches(2) + waits(2))
  expect(replicaOf(counted, 0, 0).leadership.remoteLogEnds[1]).toBe(1)
})

test('a leader reads for nobody while it waits for ZooKeeper with the partition locked', () => {
  const locked = `${RECORD}${sends(2)}broker 1 drops lagging broker 3 from the ISR\n`
  expect(serving(play(machine, locked))).toMatch(/partition locked/)
  expect(serving(play(machine, `${locked}ZooKeeper answers broker 1`))).toBeUndefined()
})
