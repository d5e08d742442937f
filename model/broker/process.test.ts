/** How a broker handles LeaderAndIsr requests, checkpoints, stops and starts. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { brokerOf, withBroker } from '../cluster'
import type { Config } from '../config'
import type { LeaderAndIsr } from '../coordinator/state'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import { logOf } from '../replica/log'
import type { Broker, Cluster, Replica } from '../state'
import type { Protocol } from '../versions/decisions'
import { allAmendments, preset } from '../versions/timeline'
import { handled } from './process'

type Differing = Parameters<typeof bounds>[0]

const protocolOf = (release: string, put: readonly string[] = []): Protocol => {
  const protocol = preset(release, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol
}

const faults = {
  'process-crash': 2,
  'machine-crash': 2,
  'clean-shutdown': 2,
  'leader-move': 3,
  'controller-failover': 2,
}
const worldOf = (differing: Differing = {}): Config['bounds'] => bounds({ brokers: 2, epochs: 6, faults, ...differing })

const machineOf = (release = '2.1', differing: Differing = {}): Machine<Cluster, Action> =>
  kafka({ protocol: protocolOf(release), settings: defaultSettings, bounds: worldOf(differing) })

const machine = machineOf()
const refused = (schedule: string, line: string, of = machine): string | undefined =>
  refusal(of, play(of, schedule), line)
const brokerAfter = (schedule: string, broker: number, of = machine): Broker => brokerOf(play(of, schedule), broker - 1)
const replicaAfter = (schedule: string, broker: number, of = machine): Replica => {
  const [replica] = brokerAfter(schedule, broker, of).replicas
  if (replica === undefined) throw new Error('no replica')
  return replica
}

const MOVES = 'controller moves the leader to broker 2\n'
const BACK = 'controller moves the leader to broker 1\n'
const HANDLES = 'broker 2 handles the next LeaderAndIsr of controller epoch 0\n'
const RECORD = 'producer sends a record to broker 1\n'
const FETCHES = 'broker 2 fetches from its leader\n'
const replicated = RECORD + FETCHES + FETCHES + FETCHES

describe('a broker that handles a LeaderAndIsr', () => {
  test('leads if the request says so, and follows otherwise', () => {
    expect(replicaAfter(MOVES + HANDLES, 2)).toMatchObject({ leader: 1, leaderEpoch: 1, fetcher: 'none' })
    const follows = `${MOVES}broker 1 handles the next LeaderAndIsr of controller epoch 0`
    expect(replicaAfter(follows, 1)).toMatchObject({ leader: 1, leaderEpoch: 1, fetcher: 'truncating' })
  })

  test('handles those of one controller in their order', () =>
    expect(replicaAfter(MOVES + BACK + HANDLES, 2)).toMatchObject({ leader: 1, leaderEpoch: 1 }))

  test('knows the newest controller of which it has heard', () => {
    const heard = `another broker becomes controller\n${MOVES}broker 2 handles the next LeaderAndIsr of controller epoch 1`
    expect(brokerAfter(heard, 2).controllerEpoch).toBe(1)
    expect(brokerAfter(MOVES + HANDLES, 2).controllerEpoch).toBe(0)
  })

  test('waits for none of another controller', () =>
    expect(refused(MOVES, 'broker 2 handles the next LeaderAndIsr of controller epoch 1')).toContain('no LeaderAndIsr'))

  const request: LeaderAndIsr = {
    ...{ partition: 0, controllerEpoch: 1, leader: 1, leaderEpoch: 2, isr: 0b11 },
    ...{ zkVersionIsCurrent: true, hasStaleBrokerEpoch: false, unassigned: 0, stops: false },
  }
  const config = (put: readonly string[] = []): Config => ({
    decide: protocolOf('2.1', put).decide,
    ...{ settings: defaultSettings, bounds: worldOf() },
  })
  const changes = (of: Partial<Broker>, asked: Partial<LeaderAndIsr>, put: readonly string[] = []): Partial<Broker> =>
    handled(config(put), { ...brokerOf(machine.initial, 1), ...of }, { ...request, ...asked }, 1)

  test('obeys no controller that has been replaced', () => {
    expect(changes({ controllerEpoch: 2 }, {})).toEqual({})
    expect(changes({ controllerEpoch: 1 }, {}).replicas).toBeDefined()
    expect(changes({ controllerEpoch: 0 }, {}).controllerEpoch).toBe(1)
  })

  test('obeys no leader epoch that is not newer than its own, and notes the controller all the same', () => {
    expect(changes({}, { leaderEpoch: 0 })).toEqual({ controllerEpoch: 1 })
    expect(changes({}, { leaderEpoch: 1 }).replicas).toBeDefined()
  })

  test('obeys what was sent to its earlier life until KIP-380, and what is sent to its present one always', () => {
    expect(changes({}, { hasStaleBrokerEpoch: true }).replicas).toBeDefined()
    expect(changes({}, { hasStaleBrokerEpoch: true }, ['kip-380'])).toEqual({})
    expect(changes({}, {}, ['kip-380']).replicas).toBeDefined()
  })

  test('starts no fetcher if it is shutting down', () => {
    const stopping = changes({ isStopping: true }, { leader: 0, leaderEpoch: 2 })
    expect(stopping.replicas?.[0]).toMatchObject({ leader: 0, fetcher: 'none' })
    expect(changes({}, { leader: 0 }).replicas?.[0]).toMatchObject({ leader: 0, fetcher: 'truncating' })
  })
})

describe('a checkpoint', () => {
  const CHECKPOINTS = 'broker 2 checkpoints its high watermark'

  test('has the high watermark as of its time', () => {
    expect(replicaAfter(replicated, 2).disk.highWatermark).toBe(0)
    expect(replicaAfter(replicated + CHECKPOINTS, 2).disk.highWatermark).toBe(1)
  })

  test('is not written by a broker that does not run', () =>
    expect(refused(`${replicated}the process of broker 2 crashes`, CHECKPOINTS)).toContain('not running'))

  test('does not change the line of a partition of which the broker has not heard since it started', () => {
    const restarted = `${replicated}${CHECKPOINTS}\nthe process of broker 2 crashes\nbroker 2 starts`
    const lowered = withBroker(play(machine, restarted), 1, {
      replicas: [{ ...replicaAfter(restarted, 2), highWatermark: 0 }],
    })
    expect(refusal(machine, lowered, CHECKPOINTS)).toContain('on disk already')
  })

  test('has a line for each partition, and changes those that have moved', () => {
    const two = machineOf('2.1', { partitions: 2 })
    const first = `producer sends a record to broker 1 for partition 0
      ${'broker 2 fetches from its leader for partition 0\n'.repeat(3)}`
    const { replicas } = brokerAfter(first, 2, two)
    const written = brokerAfter(first + CHECKPOINTS, 2, two).replicas
    expect(replicas.map(({ disk }) => disk.highWatermark)).toEqual([0, 0])
    expect(written.map(({ disk }) => disk.highWatermark)).toEqual([1, 0])
    expect(written[1]).toEqual(replicas[1])
  })
})

describe('a broker that stops cleanly', () => {
  const AGREED = 'controller agrees to shut down broker 2\n'
  const stopped = `${replicated}${AGREED}broker 2 stops cleanly\n`

  test('has its high watermark on disk, and its whole log flushed', () =>
    expect(replicaAfter(stopped, 2).disk).toMatchObject({ highWatermark: 1, recoveryPoint: 1 }))

  test('notes no recovery point if no machine crashes within the bounds', () => {
    const sure = machineOf('2.1', { faults: { 'clean-shutdown': 1 } })
    expect(replicaAfter(stopped, 2, sure).disk).toMatchObject({ highWatermark: 1, recoveryPoint: 0 })
  })

  test('runs no more, and does not stop twice', () => {
    expect(brokerAfter(stopped, 2)).toMatchObject({ isUp: false, isStopping: false })
    expect(refused(stopped, 'broker 2 stops cleanly')).toContain('not running')
    expect(refused('', 'broker 2 stops cleanly')).toContain('not told')
  })
})

describe('a broker that starts', () => {
  const down = `${replicated}broker 2 checkpoints its high watermark\nthe process of broker 2 crashes\n`

  test('neither leads nor follows, and has the high watermark of its checkpoint', () =>
    expect(replicaAfter(`${down}broker 2 starts`, 2)).toMatchObject({
      ...{ leader: -1, leaderEpoch: -1, fetcher: 'none', highWatermark: 1 },
    }))

  test('knows no high watermark beyond its log, and no epoch without a record', () => {
    const shorter = withBroker(play(machine, down), 1, {
      replicas: [
        {
          ...replicaAfter(down, 2),
          disk: {
            ...{ log: logOf([{ value: 0, epoch: 0 }]), highWatermark: 2, recoveryPoint: 0, files: [] },
            epochs: [
              { epoch: 0, startOffset: 0 },
              { epoch: 1, startOffset: 1 },
            ],
          },
        },
      ],
    })
    const action = machine.actions.parse('broker 2 starts')
    const started = action && machine.fire(shorter, action)
    expect((started as Cluster).brokers[1]?.replicas[0]).toMatchObject({
      highWatermark: 1,
      disk: { epochs: [{ epoch: 0, startOffset: 0 }] },
    })
  })

  test('takes what waits for it for requests to its earlier life', () => {
    const waiting = brokerAfter(`${MOVES}the process of broker 2 crashes\nbroker 2 starts`, 2).requests
    expect(waiting.map(({ hasStaleBrokerEpoch }) => hasStaleBrokerEpoch)).toEqual([true])
  })

  test('is running then', () => {
    expect(brokerAfter(`${down}broker 2 starts`, 2).isUp).toBe(true)
    expect(refused(`${down}broker 2 starts`, 'broker 2 starts')).toContain('is running')
  })
})
