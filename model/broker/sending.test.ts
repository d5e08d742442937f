/** When a follower sends a request to its leader, and what becomes of a question where an epoch ends. */
import type { Machine } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { fetcherRequestOf, idle, replicaOf, withReplica } from '../cluster'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import type { Cluster, Replica } from '../state'
import { preset } from '../versions/timeline'

const machineOf = (release = '2.1'): Machine<Cluster, Action> => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  const faults = { 'process-crash': 1, 'leader-move': 2 }
  return kafka({ protocol, settings: defaultSettings, bounds: bounds({ epochs: 4, grain: 'message', faults }) })
}

const machine = machineOf()
const refused = (schedule: string, line: string): string | undefined => refusal(machine, play(machine, schedule), line)

const changed = (cluster: Cluster, replica: Partial<Replica>): Cluster =>
  withReplica(cluster, 1, 0, { ...replicaOf(cluster, 1, 0), ...replica })

const FETCH = 'broker 2 sends a fetch to its leader'
const ASK = 'broker 2 sends OffsetsForLeaderEpoch to its leader'
const CRASHES = 'the process of broker 1 crashes'

describe('a fetch is sent', () => {
  test('from the log end, in the leader epoch of the follower', () => {
    const sent = fetcherRequestOf(play(machine, FETCH), 1, 0, 0)
    expect(sent).toEqual({ ...idle, stage: 'fetch', leaderEpoch: 0, fetchOffset: 0 })
  })

  test('by no leader, and by no follower that has to truncate first', () => {
    expect(refused('', 'broker 1 sends a fetch to its leader')).toContain('is not fetching')
    expect(refusal(machine, changed(machine.initial, { fetcher: 'truncating' }), FETCH)).toContain('is not fetching')
  })

  test('to no leader that is down, and not before the one before it is answered', () => {
    expect(refused(CRASHES, FETCH)).toContain('nobody to connect to')
    expect(refused(FETCH, FETCH)).toContain('waits for the answer')
  })
})

describe('a follower asks where its last epoch ends', () => {
  const epochs = [{ epoch: 0, startOffset: 0 }]
  const disk = { ...replicaOf(machine.initial, 1, 0).disk, epochs }
  const truncating = changed(machine.initial, { fetcher: 'truncating', disk })
  const asks = (cluster: Cluster): Cluster => {
    const action = machine.actions.parse(ASK)
    return (action && machine.fire(cluster, action)) as Cluster
  }

  test('if it has to truncate', () => {
    expect(refused('', ASK)).toContain('nothing to truncate')
    expect(fetcherRequestOf(asks(truncating), 1, 0, 0)).toEqual({
      ...idle,
      stage: 'epochRequest',
      leaderEpoch: 0,
      epoch: 0,
    })
  })

  test('not before what it has asked is answered, and nobody who is down', () => {
    expect(refusal(machine, asks(truncating), ASK)).toContain('waits for the answer')
    const down = changed(play(machine, CRASHES), { fetcher: 'truncating', disk })
    expect(refusal(machine, down, ASK)).toContain('nobody to connect to')
  })

  test('only if it has one: without any epoch it truncates at once, even if its leader is down', () => {
    const empty = changed(machine.initial, { fetcher: 'truncating' })
    expect(fetcherRequestOf(asks(empty), 1, 0, 0)).toEqual(idle)
    expect(replicaOf(asks(empty), 1, 0).fetcher).toBe('fetching')
    const down = changed(play(machine, CRASHES), { fetcher: 'truncating' })
    expect(replicaOf(asks(down), 1, 0).fetcher).toBe('fetching')
  })

  const done = (cluster: Cluster, type: 'Serve' | 'Receive', of = machine): Cluster => {
    const action = of.actions.all.find((one) => one.type === type && one.leader === 0 && one.follower === 1)
    const next = action && of.fire(cluster, action)
    if (next === undefined || isRefused(next)) throw new Error(`${type} is refused`)
    return next
  }
  const serving = machine.actions.all.find(({ type }) => type === 'Serve')

  test('and the leader says where, if both are in one leader epoch', () => {
    const told = done(asks(truncating), 'Serve')
    expect(fetcherRequestOf(told, 1, 0, 0)).toMatchObject({ stage: 'epochResponse', epoch: 0, endOffset: 0 })
    const newer = changed(asks(changed(truncating, { leaderEpoch: 1 })), { fetcher: 'fetching' })
    expect(fetcherRequestOf(done(newer, 'Serve'), 1, 0, 0)).toEqual(idle)
  })

  test('and nobody answers what was not asked, or is answered already', () => {
    const told = done(asks(truncating), 'Serve')
    for (const cluster of [machine.initial, told])
      expect(serving && machine.fire(cluster, { ...serving, leader: 0, follower: 1 } as Action)).toMatchObject({
        refused: 'has no request of this follower',
      })
  })

  test('and does not use the answer in a later leader epoch, since KAFKA-7786', () => {
    const told = changed(done(asks(truncating), 'Serve'), { leaderEpoch: 1 })
    expect(replicaOf(done(told, 'Receive'), 1, 0).fetcher).toBe('fetching')
    const fixed = machineOf('2.1.1')
    expect(replicaOf(done(told, 'Receive', fixed), 1, 0).fetcher).toBe('truncating')
  })
})
