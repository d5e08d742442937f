/** What may be asked of the coordinator: ZooKeeper with its controller, and KRaft, both answer it. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings, type Settings } from '../bounds'
import { configsOf, type Config } from '../config'
import { kafka, type Scope } from '../machine'
import { play } from '../play'
import type { Cluster } from '../state'
import { allAmendments, preset } from '../versions/timeline'
import * as ask from './coordinator'
import { configOf, machineOf, played, type Asked } from './kraft/kraft.fixture'

type World = Pick<Asked, 'bounds' | 'settings' | 'with'>

const scopeOf = (world: World): Scope => {
  const protocol = preset('2.1', { with: allAmendments.filter(({ name }) => world.with?.includes(name)) })
  if (protocol === undefined) throw new Error('no such preset')
  const faults = { 'process-crash': 2 }
  const settings: Settings = { ...defaultSettings, ...world.settings }
  return { protocol, settings, bounds: bounds({ brokers: 2, epochs: 6, faults, ...world.bounds }) }
}

const withZooKeeper = (schedule: string, world: World = {}): Cluster => play(kafka(scopeOf(world)), schedule)

const two = (asked: Asked = {}): Asked => ({
  ...asked,
  bounds: { brokers: 2, ...asked.bounds },
  settings: { minIsr: 1, ...asked.settings },
})

const withKraft = (schedule: string, asked: Asked = {}): Cluster => played(schedule, two(asked)).state

const SENDS = 'producer sends a record to broker 1\n'
const crashes = (broker: number): string => `the process of broker ${broker} crashes\n`
const starts = (broker: number): string => `broker ${broker} starts\n`

/** A process ends, and the controller notices it: with ZooKeeper, and with KRaft. */
const gone = (broker: number): string => `${crashes(broker)}controller notices that broker ${broker} is gone\n`
const fenced = (broker: number): string => `${crashes(broker)}controller fences broker ${broker}\n`

/** Its process starts again, and the controller knows it. */
const back = (broker: number): string => `${starts(broker)}controller notices that broker ${broker} is back\n`
const unfenced = (broker: number): string => `${starts(broker)}
  broker ${broker} registers
  broker ${broker} replays the metadata log (0 behind)
  controller unfences broker ${broker}\n`

describe('a broker', () => {
  test('is alive until the controller notices a failure, with KRaft until it is fenced', () => {
    expect([crashes(2), gone(2)].map((schedule) => ask.liveBrokers(withZooKeeper(schedule)))).toEqual([0b11, 0b01])
    expect([crashes(2), fenced(2)].map((schedule) => ask.liveBrokers(withKraft(schedule)))).toEqual([0b11, 0b01])
  })

  test('is registered anew with each process, and that is told of KRaft only', () => {
    const cluster = withKraft(fenced(1) + unfenced(1))
    expect(ask.registrationsOf(cluster)?.map(({ epoch }) => epoch)).toEqual([1, 0])
    expect(ask.registrationsOf(withZooKeeper(''))).toBeUndefined()
  })

  test('that has started is known to the controller; with KRaft only once it has registered', () => {
    const known = (cluster: Cluster): readonly boolean[] => [0, 1].map((id) => ask.isKnownProcess(cluster, id))
    const restarts = crashes(2) + starts(2)
    expect(known(withKraft(restarts))).toEqual([true, false])
    expect(known(withKraft(`${restarts}broker 2 registers`))).toEqual([true, true])
    expect(known(withZooKeeper(restarts))).toEqual([true, true])
  })
})

test.each([
  ['ZooKeeper', kafka(scopeOf({})), gone(2)],
  ['KRaft', machineOf(two()), fenced(2)],
] as const)(
  'with %s, the memory of the controller is the same object until it notices something',
  (_, machine, notices) => {
    const first = ask.memoryOf(machine.initial)
    expect(ask.memoryOf(play(machine, SENDS))).toBe(first)
    expect(ask.memoryOf(play(machine, notices))).not.toBe(first)
  },
)

describe('a leader is elected uncleanly', () => {
  const uncleanElection = { uncleanElection: true }
  /** Broker 2 is back, and outside the ISR, when broker 1 fails. */
  const [wasOut, wasFenced] = [gone(2) + back(2), fenced(2) + unfenced(2)]
  const moves: Asked = {
    settings: uncleanElection,
    bounds: { brokers: 3, reassign: { replicas: [0, 1], moves: [[0, 1, 2]] } },
  }

  const isUnclean = (machine: Machine<Cluster, Action>, before: string, step: string): boolean =>
    ask.wasElectedUncleanly(play(machine, before), play(machine, before + step), 0)
  const zooKeeper = (before: string, step: string, settings: World['settings'] = uncleanElection): boolean =>
    isUnclean(kafka(scopeOf({ settings })), before, step)
  const kraft = (before: string, step: string, asked: Asked = moves): boolean =>
    isUnclean(machineOf(two(asked)), before, step)

  test('from outside the ISR', () => {
    expect(ask.stateOf(withZooKeeper(wasOut + gone(1), { settings: uncleanElection }), 0)).toMatchObject({ leader: 1 })
    expect([zooKeeper(wasOut, gone(1)), kraft(wasFenced, fenced(1))]).toEqual([true, true])
  })

  test('and not from the ISR', () => expect([zooKeeper('', gone(1)), kraft('', fenced(1))]).toEqual([false, false]))

  test('and not where nobody is elected, or nothing changes', () => {
    expect([zooKeeper(gone(2), gone(1), {}), kraft(fenced(2), fenced(1), {})]).toEqual([false, false])
    expect([zooKeeper('', SENDS), kraft('', SENDS)]).toEqual([false, false])
  })

  test('once: a leader that stays is not, although with KRaft it has still to recover', () =>
    expect(kraft(wasFenced + fenced(1), 'administrator asks for the next replicas')).toBe(false))
})

describe('the replicas of a partition', () => {
  const replicas = (cluster: Cluster): readonly number[] => [ask.replicasOf(cluster, 0), ask.assignedIn(cluster, 0)]

  test('are on all brokers where replicas do not move', () =>
    expect([withZooKeeper(''), withKraft('')].map(replicas)).toEqual([
      [0b11, 0b11],
      [0b11, 0b11],
    ]))

  test('are those that are assigned; while a reassignment is completed, ZooKeeper still has the old ones', () => {
    const world = { bounds: { brokers: 3, reassign: { replicas: [0, 2], moves: [[0]] } } }
    const asked = 'administrator asks for the next replicas\n'
    expect(replicas(withZooKeeper(`${asked}controller goes on with the reassignment`, world))).toEqual([0b001, 0b101])
    expect([withKraft('', world), withKraft(asked, world)].map(replicas)).toEqual([
      [0b101, 0b101],
      [0b001, 0b001],
    ])
  })
})

describe('without a leader epoch left, the controller is held back', () => {
  const last: World = { bounds: { epochs: 1 } }
  const inDirectories: Asked = { bounds: { epochs: 1, faults: { 'directory-failure': 1 } } }
  const moving: World = { bounds: { epochs: 1, reassign: { replicas: [0], moves: [[1]] } } }

  const zooKeeperConfig = ({ protocol, settings, bounds: within }: Scope): Config =>
    configsOf(protocol.decide, settings, within)[0]

  test.each([
    ['a leader has failed', 1, '', crashes(1)],
    ['a broker is back that can lead a partition without a leader', 3, gone(2) + gone(1), starts(1)],
    ['a leader was restarted', 1, crashes(1), starts(1)],
  ])('once it would notice that %s, with ZooKeeper', (_, epochs, before, step) => {
    const world = { with: ['kip-380'], bounds: { epochs } }
    const isHeld = ask.isHeldBack(zooKeeperConfig(scopeOf(world)))
    expect(isHeld(withZooKeeper(before + step, world))).toBe(true)
    const enough = { ...world, bounds: { epochs: epochs + 1 } }
    const isHeldWithMore = ask.isHeldBack(zooKeeperConfig(scopeOf(enough)))
    expect(isHeldWithMore(withZooKeeper(before + step, enough))).toBe(false)
  })

  test('once it would have to elect a leader, with KRaft', () => {
    const kraft = ask.isHeldBack(configOf(two(last)))
    expect([withKraft('', last), withKraft(crashes(1), last)].map(kraft)).toEqual([false, true])
  })

  test('with KRaft also once it would hear of a failed log directory', () => {
    const kraft = ask.isHeldBack(configOf(two(inDirectories)))
    const states = [withKraft('', inDirectories), withKraft('log directory of broker 1 fails', inDirectories)]
    expect(states.map(kraft)).toEqual([false, true])
  })

  test('once it would go on with a reassignment, and with KRaft no reassignment waits for the controller', () => {
    const asked = 'administrator asks for the next replicas'
    const zooKeeper = ask.isReassignmentHeldBack(zooKeeperConfig(scopeOf(moving)))
    expect([withZooKeeper('', moving), withZooKeeper(asked, moving)].map(zooKeeper)).toEqual([false, true])
    expect(ask.isReassignmentHeldBack(configOf(two(moving)))(withKraft(asked, moving))).toBe(false)
  })
})

describe('only KRaft has', () => {
  const withElr: Asked = { elr: true, settings: { minIsr: 2 } }

  test('partition epochs, which grow with every change', () => {
    expect(['', fenced(2)].map((schedule) => ask.partitionEpochOf(withKraft(schedule), 0))).toEqual([0, 1])
    expect(ask.partitionEpochOf(withZooKeeper(gone(2)), 0)).toBe(0)
  })

  test('eligible leader replicas, which are candidates where the ISR is empty', () => {
    const candidates = (cluster: Cluster): readonly number[] => [
      ask.eligibleIn(cluster, 0),
      ask.candidatesOf(cluster, 0),
    ]
    expect(candidates(withKraft(fenced(2), withElr))).toEqual([0b10, 0b01])
    expect(candidates(withKraft(fenced(2) + fenced(1), withElr))).toEqual([0b11, 0b11])
    expect(candidates(withZooKeeper(gone(2)))).toEqual([0, 0b01])
  })
})
