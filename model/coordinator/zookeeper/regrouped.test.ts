/** The same cluster among other brokers: what is renamed, what a new broker has, and who has a replica. */
import { bounds, defaultSettings } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { kafka } from '../../machine'
import { play } from '../../play'
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'
import type { Cluster } from '../../state'
import { preset } from '../../versions/timeline'
import type { LeaderAndIsr } from '../state'
import { regrouped } from './regrouped'
import { stateOf } from './znode'

const within = (brokers: number): Parameters<typeof kafka>[0]['bounds'] =>
  bounds({ brokers, records: 1, epochs: 6, faults: { 'process-crash': 2, 'leader-move': 1 } })

const machineOf = (brokers: number): Machine<Cluster, Action> => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no such preset')
  return kafka({ protocol, settings: defaultSettings, bounds: within(brokers) })
}

/** Broker 1 leads and does not know yet that broker 3 is out of the ISR, and that broker 2 is to lead. */
const cluster = play(
  machineOf(3),
  `producer sends a record to broker 1
  ${'broker 2 fetches from its leader\n'.repeat(2)}
  the process of broker 3 crashes
  controller notices that broker 3 is gone
  controller moves the leader to broker 2`,
)

/** The old ids in the new order: broker 2, a new one, broker 1, broker 3. */
const FROM = [1, -1, 0, 2]
const ASKED = { replicas: [2, 0, 1, 3], adding: 0b0010 }

const moving = regrouped(within(3), cluster, FROM, ASKED)
const atRest = regrouped(within(3), cluster, FROM, undefined)

/** The last request that waits for a broker. */
const lastTo = (id: number, of: Cluster): LeaderAndIsr | undefined => brokerOf(of, id).requests.at(-1)

test('a partition has the same leader and the same ISR by their new ids, or still no leader', () => {
  expect(stateOf(cluster, 0)).toEqual({ leader: 1, leaderEpoch: 2, isr: 0b011 })
  expect(stateOf(moving, 0)).toEqual({ leader: 0, leaderEpoch: 2, isr: 0b0101 })
  const offline = play(machineOf(1), 'the process of broker 1 crashes\ncontroller notices that broker 1 is gone')
  expect(stateOf(regrouped(within(1), offline, [-1, 0], undefined), 0)).toMatchObject({ leader: -1, isr: 0b10 })
})

test('whoever is not among the brokers is gone from every set', () => {
  const fewer = regrouped(within(3), cluster, [2, 1], undefined)
  expect(fewer.brokers.map(({ isUp }) => isUp)).toEqual([false, true])
  expect([stateOf(fewer, 0).isr, fewer.coordinator.controller.live]).toEqual([0b10, 0b10])
})

test('the controller considers the same brokers alive, and new ones', () => {
  expect(cluster.coordinator.controller.live).toBe(0b011)
  expect(moving.coordinator.controller.live).toBe(0b0111)
})

test('a leader knows the same log ends, and that of a new broker not yet', () => {
  expect(replicaOf(cluster, 0, 0).leadership.remoteLogEnds).toEqual([-1, 1, 0])
  expect(replicaOf(moving, 2, 0)).toMatchObject({
    leader: 2,
    leadership: { isr: 0b1101, remoteLogEnds: [1, -1, -1, 0] },
  })
})

test('a new broker is as one that has just started without a log', () => {
  const [started] = play(machineOf(4), 'the process of broker 1 crashes\nbroker 1 starts').brokers
  expect(brokerOf(moving, 1)).toEqual(started)
})

describe('where replicas move', () => {
  test('the partition has the replicas that are named, and nothing is asked for', () =>
    expect(moving.coordinator.assignments).toEqual([{ ...ASKED, target: [], stage: 'new', asked: 0 }]))

  test('a leader, and who is to lead, know that a new broker has no replica; followers know nothing of that', () => {
    expect([2, 0, 3].map((id) => replicaOf(moving, id, 0).leadership.unassigned)).toEqual([0b0010, 0, 0])
    expect([lastTo(0, moving), lastTo(2, moving)]).toMatchObject([
      { leader: 0, isr: 0b0101, unassigned: 0b0010 },
      { leader: 0, isr: 0, unassigned: 0 },
    ])
  })
})

test('where replicas do not move, each broker has one, and everybody knows that', () => {
  expect(atRest.coordinator.assignments).toEqual([])
  expect([0, 2, 3].map((id) => replicaOf(atRest, id, 0).leadership.unassigned)).toEqual([0, 0, 0])
  expect([lastTo(0, atRest), lastTo(2, atRest)]).toMatchObject([{ unassigned: 0 }, { unassigned: 0 }])
})
