/** What a state is packed into: what the bounds allow fits, and what they switch off takes no place at all. */
import { bounds, defaultSettings } from './bounds'
import { withBroker, withReplica, replicaOf } from './cluster'
import type { Controller, LeaderAndIsr } from './coordinator/state'
import { kafka } from './machine'
import { play } from './play'
import type { Machine } from '../contract/machine'
import type { Action } from './actions'
import type { Broker, Cluster, Leadership, Replica } from './state'
import { preset } from './versions/timeline'

type Differing = Parameters<typeof bounds>[0]

const machineOf = (differing: Differing = {}): Machine<Cluster, Action> => {
  const protocol = preset('2.1')
  if (protocol === undefined) throw new Error('no release 2.1')
  return kafka({ protocol, settings: defaultSettings, bounds: bounds({ brokers: 2, ...differing }) })
}

/** Packed, and read again. */
const packed = ({ states }: Machine<Cluster, Action>, cluster: Cluster): Cluster => {
  const words = new Int32Array(states.words)
  states.write(cluster, words, 0)
  return states.read(words, 0)
}

const twoRecords = `producer sends a record to broker 1
  broker 2 fetches from its leader
  broker 2 fetches from its leader
  producer sends a record to broker 1`

describe('a state that the bounds allow comes back as it was packed:', () => {
  test.each<[string, Differing, string]>([
    ['a replicated record', {}, twoRecords],
    [
      'a high watermark on disk',
      { faults: { 'process-crash': 1 } },
      `${twoRecords}\nbroker 1 checkpoints its high watermark`,
    ],
    [
      'a crashed process',
      { faults: { 'process-crash': 1 } },
      `${twoRecords}\nthe process of broker 1 crashes\ncontroller notices that broker 1 is gone`,
    ],
    [
      'a flushed log',
      { epochs: 4, faults: { 'machine-crash': 1, 'clean-shutdown': 1 } },
      `${twoRecords}\ncontroller agrees to shut down broker 1\nbroker 1 stops cleanly`,
    ],
    ['a broker that is to stop', { faults: { 'clean-shutdown': 1 } }, 'controller agrees to shut down broker 2'],
    ['a broker that is paused', { faults: { pause: 1 } }, 'broker 2 is paused'],
    ['a cut link', { faults: { 'cut-link': 1 } }, 'the network from broker 2 to broker 1 is cut'],
    ['a new controller', { faults: { 'controller-failover': 1 } }, 'another broker becomes controller'],
    [
      'an ISR that is pending',
      { faults: { 'isr-shrink': 1, 'lost-zk-answer': 1 } },
      'producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR',
    ],
    ['a follower that was caught up', { lagClock: true }, 'producer sends a record to broker 1'],
    ['a request on its way', { grain: 'message' }, 'broker 2 sends a fetch to its leader'],
  ])('%s', (_, differing, schedule) => {
    const machine = machineOf(differing)
    const cluster = play(machine, schedule)
    expect(packed(machine, cluster)).toEqual(cluster)
  })
})

describe('a state that the bounds rule out is not packed:', () => {
  const machine = machineOf()
  const broker = (changes: Partial<Broker>): Cluster => withBroker(machine.initial, 0, changes)
  const replica = (changes: Partial<Replica>): Cluster =>
    withReplica(machine.initial, 0, 0, { ...replicaOf(machine.initial, 0, 0), ...changes })
  const leadership = (changes: Partial<Leadership>): Cluster =>
    replica({ leadership: { ...replicaOf(machine.initial, 0, 0).leadership, ...changes } })
  const { disk } = replicaOf(machine.initial, 0, 0)
  /** A LeaderAndIsr about the first leader. */
  const told: LeaderAndIsr = {
    ...{ partition: 0, controllerEpoch: 0, leader: 0, leaderEpoch: 0, isr: 0b11 },
    ...{ zkVersionIsCurrent: true, hasStaleBrokerEpoch: false, unassigned: 0, stops: false },
  }
  const controller = (changes: Partial<Controller>): Cluster => {
    const { coordinator } = machine.initial
    return {
      ...machine.initial,
      coordinator: { ...coordinator, controller: { ...coordinator.controller, ...changes } },
    }
  }

  test.each<[string, Cluster]>([
    ['a broker that is cut off, where nothing cuts it off', broker({ isCutOff: true })],
    ['a broker that is paused, where nothing pauses it', broker({ isPaused: true })],
    ['a cut link, where no link is cut', broker({ unreachable: 2 })],
    ['a broker that is to stop, where none is shut down', broker({ isStopping: true })],
    ['a controller that knows of a shutdown, where there is none', controller({ stopping: 1 })],
    ['a controller that knows an old broker epoch, where no broker registers anew', controller({ bounced: 1 })],
    ['a pending ISR, where no answer of ZooKeeper is lost', leadership({ pendingIsr: 1 })],
    ['a follower that was caught up, where there is no clock', leadership({ caughtUp: 2 })],
    ['a checkpointed high watermark, where nobody stops', replica({ disk: { ...disk, highWatermark: 1 } })],
    ['a flushed record, where no machine crashes', replica({ disk: { ...disk, recoveryPoint: 1 } })],
  ])('%s', (_, cluster) => {
    expect(() => packed(machine, machine.initial)).not.toThrow()
    expect(() => packed(machine, cluster)).toThrow(/outside its schema/)
  })

  test('a controller that knows an old broker epoch, except where a broker registers anew', () => {
    const cluster = controller({ bounced: 1 })
    for (const fault of ['process-crash', 'cut-off', 'pause'] as const)
      expect(packed(machineOf({ faults: { [fault]: 1 } }), cluster)).toEqual(cluster)
  })

  test('more requests on their way than there are leader epochs, and one more where a broker can lose its session', () => {
    const requests = (count: number): Cluster => broker({ requests: Array.from({ length: count }, () => told) })
    expect(() => packed(machine, requests(3))).not.toThrow()
    expect(() => packed(machine, requests(4))).toThrow(/outside its schema/)
    const losing = machineOf({ faults: { pause: 1 } })
    expect(() => packed(losing, requests(4))).not.toThrow()
    expect(() => packed(losing, requests(5))).toThrow(/outside its schema/)
  })

  test('what was sent to a broker before it registered anew, where no broker does', () => {
    const old = broker({ requests: [{ ...told, hasStaleBrokerEpoch: true }] })
    expect(() => packed(machine, broker({ requests: [told] }))).not.toThrow()
    expect(() => packed(machine, old)).toThrow(/outside its schema/)
    for (const fault of ['process-crash', 'cut-off', 'pause'] as const)
      expect(() => packed(machineOf({ faults: { [fault]: 1 } }), old)).not.toThrow()
  })
})
