import { NONE } from '../../../kit/schema'
import { bounds, defaultSettings } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { configsOf } from '../../config'
import { kafka, type Scope } from '../../machine'
import { play, refusal } from '../../play'
import { logEnd } from '../../replica/disk'
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'
import type { Cluster } from '../../state'
import { allAmendments, preset } from '../../versions/timeline'
import { isReassignmentHeldBack, onPartitionReassignment, reassign } from './reassignment'
import { stateOf } from './znode'

interface World {
  readonly put: readonly string[]
  readonly moves: readonly (readonly number[])[]
  readonly replicas?: readonly number[]
  readonly epochs?: number
}

const scopeOf = ({ put, moves, replicas = [0, 1], epochs = 9 }: World): Scope => {
  const protocol = preset('2.1.1', { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error('no such preset')
  const faults = { 'controller-failover': 1, 'process-crash': 1, 'clean-shutdown': 1 }
  const world = bounds({ brokers: 3, records: 1, epochs, faults, reassign: { replicas, moves } })
  return { protocol, settings: defaultSettings, bounds: world }
}

const worldOf = (world: World): Machine<Cluster, Action> => kafka(scopeOf(world))

const machineOf = (put: readonly string[], ...moves: readonly (readonly number[])[]): Machine<Cluster, Action> =>
  worldOf({ put, moves })

const NEXT = 'controller goes on with the reassignment'
const AGAIN = 'administrator asks for the next replicas'
const ASKED = `
  ${AGAIN}
  ${NEXT}`
const CAUGHT_UP = `${ASKED}
  broker 1 handles the next LeaderAndIsr of controller epoch 0
  broker 3 handles the next LeaderAndIsr of controller epoch 0
  broker 3 truncates
  broker 3 fetches from its leader`

const old = machineOf([], [0, 2], [0, 1])
const assigned = (cluster: Cluster): unknown => cluster.coordinator.assignments[0]

describe('a reassignment from brokers 1 and 2 to brokers 1 and 3', () => {
  test('first assigns all of them, and tells them under a new leader epoch', () => {
    const cluster = play(old, ASKED)
    expect(assigned(cluster)).toMatchObject({ replicas: [0, 2, 1], target: [0, 2], stage: 'waiting' })
    expect(stateOf(cluster, 0)).toEqual({ leader: 0, leaderEpoch: 1, isr: 0b011 })
    expect(cluster.brokers.map(({ requests }) => requests.length)).toEqual([1, 1, 1])
  })

  test('waits until broker 3 is in the ISR', () => {
    expect(refusal(old, play(old, ASKED), NEXT)).toMatch(/waits until the target replicas/)
    expect(stateOf(play(old, CAUGHT_UP), 0).isr).toBe(0b111)
  })

  test('ends with the replicas that were asked for, an ISR without broker 2, and an empty log there', () => {
    const cluster = play(
      old,
      `producer sends a record to broker 1
      broker 2 fetches from its leader
      ${CAUGHT_UP}
      broker 3 fetches from its leader
      ${`${NEXT}\n`.repeat(3)}
      ${'broker 2 handles the next LeaderAndIsr of controller epoch 0\n'.repeat(2)}
      broker 2 handles the next StopReplica of controller epoch 0`,
    )
    expect(assigned(cluster)).toEqual({ replicas: [0, 2], target: [], adding: 0, stage: 'new', asked: 1 })
    expect(stateOf(cluster, 0)).toEqual({ leader: 0, leaderEpoch: 3, isr: 0b101 })
    expect(logEnd(replicaOf(cluster, 1, 0).disk)).toBe(0)
    expect(replicaOf(cluster, 1, 0).leaderEpoch).toBe(-1)
  })

  test('tells the leader which brokers have no replica any more, and the others only whom to follow', () => {
    const told = play(old, `${CAUGHT_UP}\n${NEXT}`).brokers.map(({ requests }) => requests.at(-1))
    expect(told.map((request) => request?.unassigned)).toEqual([0b010, 0, 0])
    expect(told.map((request) => request?.isr)).toEqual([0b111, 0, 0])
  })

  test('tells broker 2 to stop, and nothing of the state of the partition', () =>
    expect(brokerOf(play(old, `${CAUGHT_UP}\n${NEXT}\n${NEXT}`), 1).requests.at(-1)).toMatchObject({
      ...{ stops: true, leader: NONE, isr: 0, unassigned: 0, zkVersionIsCurrent: false },
    }))

  test.each([1, 2])('keeps the controller busy while it is completed, also after step %d of that', (taken) => {
    const completing = play(old, `${CAUGHT_UP}\n${`${NEXT}\n`.repeat(taken)}\nthe process of broker 2 crashes`)
    expect(refusal(old, completing, 'controller notices that broker 2 is gone')).toMatch(/completing a reassignment/)
  })

  test('goes on under a new controller, which reads it from ZooKeeper', () => {
    const cluster = play(old, `${CAUGHT_UP}\n${NEXT}\nanother broker becomes controller\n${`${NEXT}\n`.repeat(3)}`)
    expect(assigned(cluster)).toMatchObject({ replicas: [0, 2], target: [] })
    expect(stateOf(cluster, 0).isr).toBe(0b101)
  })

  test('elects a target replica where the leader is none', () => {
    const moved = machineOf([], [2, 1])
    expect(stateOf(play(moved, `${CAUGHT_UP}\n${NEXT}`), 0)).toMatchObject({ leader: 2, leaderEpoch: 2, isr: 0b111 })
  })

  test('stops a broker that is down only in ZooKeeper, so its log stays', () => {
    const cluster = play(
      old,
      `producer sends a record to broker 1
      broker 2 fetches from its leader
      the process of broker 2 crashes
      controller notices that broker 2 is gone
      broker 1 handles the next LeaderAndIsr of controller epoch 0
      ${CAUGHT_UP}
      broker 3 fetches from its leader
      ${`${NEXT}\n`.repeat(3)}`,
    )
    expect(assigned(cluster)).toMatchObject({ replicas: [0, 2], target: [] })
    expect(brokerOf(cluster, 1).requests.filter(({ stops }) => stops)).toEqual([])
    expect(logEnd(replicaOf(cluster, 1, 0).disk)).toBe(1)
  })
})

describe('another one while the first is in progress', () => {
  test('is refused up to 2.3', () => {
    expect(refusal(old, play(old, ASKED), AGAIN)).toBe('There is an existing assignment running.')
  })

  test('replaces it since KIP-455, and what it was adding stops at once', () => {
    const recent = machineOf(['kip-455'], [0, 2], [0, 1])
    const cluster = play(recent, `${ASKED}\n${AGAIN}\n${NEXT}`)
    expect(assigned(cluster)).toMatchObject({ replicas: [0, 1], target: [0, 1], adding: 0 })
    expect(brokerOf(cluster, 2).requests.map(({ stops }) => stops)).toEqual([false, true])
  })

  test('that only adds a replica waits for it, too', () => {
    const more = machineOf(['kip-455'], [0, 1, 2])
    const cluster = play(more, ASKED)
    expect(assigned(cluster)).toMatchObject({ replicas: [0, 1, 2], adding: 0b100, stage: 'waiting' })
  })

  test('may be a cancel, which goes back to the original replicas', () => {
    const cancelled = machineOf(['kip-455'], [0, 2], [])
    const cluster = play(cancelled, `${ASKED}\n${AGAIN}\n${`${NEXT}\n`.repeat(3)}`)
    expect(assigned(cluster)).toMatchObject({ replicas: [0, 1], target: [], stage: 'new' })
    expect(refusal(cancelled, cancelled.initial, AGAIN)).toBeUndefined()
  })
})

describe('the first step of the controller', () => {
  const SECOND_FAILS = 'the process of broker 2 crashes\ncontroller notices that broker 2 is gone'

  test.each([
    ['ends it for the same replicas in the same order', [0, 1], 'new', 0],
    ['moves the leader for the same replicas in another order', [1, 0], 'moved', 1],
    ['moves the leader for fewer replicas that are in the ISR', [1], 'moved', 1],
    ['waits for a replica more', [0, 1, 2], 'waiting', 1],
  ] as const)('up to 2.3 %s', (_, move, stage, leaderEpoch) => {
    const cluster = play(machineOf([], move), ASKED)
    expect(assigned(cluster)).toMatchObject({ stage, target: stage === 'new' ? [] : move })
    expect(stateOf(cluster, 0).leaderEpoch).toBe(leaderEpoch)
  })

  test.each([
    ['moves the leader for fewer replicas that are in the ISR', [0, 1], [0], '', 'moved'],
    ['waits for fewer replicas of which one is not in the ISR', [0, 1, 2], [0, 1], SECOND_FAILS, 'waiting'],
    ['moves the leader for the same replicas, even if one is not in the ISR', [0, 1], [1, 0], SECOND_FAILS, 'moved'],
  ] as const)('since KIP-455 %s', (_, replicas, move, before, stage) =>
    expect(assigned(play(worldOf({ put: ['kip-455'], replicas, moves: [move] }), `${before}\n${ASKED}`))).toMatchObject(
      { target: move, stage },
    ),
  )
})

describe('the leader among the target replicas', () => {
  const toldOf = (put: readonly string[], move: readonly number[]): readonly number[] =>
    play(machineOf(put, move), ASKED).brokers.map(({ requests }) => requests.length)

  test('may be the present one: the old replicas are told of it up to 2.3, and only the target replicas since KIP-455', () =>
    expect([toldOf([], [0]), toldOf(['kip-455'], [0])]).toEqual([
      [1, 1, 0],
      [1, 0, 0],
    ]))

  test('may be another one: only the target replicas are told of it', () =>
    expect([toldOf([], [1]), toldOf(['kip-455'], [1])]).toEqual([
      [0, 1, 0],
      [0, 1, 0],
    ]))

  test('is not elected if none of them can lead: the present leader stays, in the same epoch', () => {
    const cluster = play(
      machineOf([], [0]),
      `the process of broker 2 crashes
      controller notices that broker 2 is gone
      controller agrees to shut down broker 1
      ${ASKED}`,
    )
    expect(assigned(cluster)).toMatchObject({ target: [0], stage: 'moved' })
    expect(stateOf(cluster, 0)).toEqual({ leader: 0, leaderEpoch: 1, isr: 0b001 })
  })
})

test('a broker without a replica is told nothing when it comes back, and one with a replica is', () => {
  const toldOnReturn = (broker: number): number => {
    const returns = `the process of broker ${broker} crashes
      controller notices that broker ${broker} is gone
      broker ${broker} starts
      controller notices that broker ${broker} is back`
    return brokerOf(play(old, returns), broker - 1).requests.length
  }
  expect([toldOnReturn(2), toldOnReturn(3)]).toEqual([1, 0])
})

describe('it is refused', () => {
  test.each([
    ['to ask for more than there is', ['kip-455'], [[0, 2]], ASKED, AGAIN, 'the administrator has no more to ask for'],
    ['to cancel nothing', ['kip-455'], [[]], '', AGAIN, 'NO_REASSIGNMENT_IN_PROGRESS: there is nothing to cancel'],
    [
      'to ask while it is completed',
      ['kip-455'],
      [[0], [0, 1]],
      ASKED,
      AGAIN,
      'There is an existing assignment running.',
    ],
    ['to go on with nothing', [], [[0, 2]], '', NEXT, 'no reassignment is in progress'],
  ] as const)('%s', (_, put, moves, before, line, why) => {
    const machine = worldOf({ put, moves })
    expect(refusal(machine, play(machine, before), line)).toBe(why)
  })

  test('to ask for anything, or to go on, where replicas do not move', () => {
    const { protocol, settings } = scopeOf({ put: [], moves: [] })
    const [config] = configsOf(protocol.decide, settings, bounds())
    const { initial } = kafka({ protocol, settings, bounds: bounds() })
    expect(reassign(config)(initial, { type: 'Reassign', partition: 0 })).toEqual({
      refused: 'the administrator has no more to ask for',
    })
    expect(onPartitionReassignment(config)(initial, { type: 'OnPartitionReassignment', partition: 0 })).toEqual({
      refused: 'no reassignment is in progress',
    })
  })
})

describe('without a leader epoch left', () => {
  const goesOn = (world: World, schedule: string): readonly [string | undefined, boolean] => {
    const { protocol, settings, bounds: within } = scopeOf(world)
    const [config] = configsOf(protocol.decide, settings, within)
    const machine = worldOf(world)
    const cluster = play(machine, schedule)
    return [refusal(machine, cluster, NEXT), isReassignmentHeldBack(config)(cluster)]
  }

  test.each([
    ['assign new replicas', [], [[0, 2]], 1, AGAIN],
    ['move the leader', [], [[0]], 1, AGAIN],
    ['take old replicas out of the ISR', [], [[0]], 2, ASKED],
    [
      'take replicas out of the ISR that are not wanted any more',
      ['kip-455'],
      [
        [0, 2],
        [0, 1],
      ],
      2,
      `${CAUGHT_UP}\n${AGAIN}`,
    ],
  ] as const)('the controller does not %s, and a reassignment is held back', (_, put, moves, epochs, schedule) => {
    expect(goesOn({ put, moves, epochs }, schedule)).toEqual(['no leader epochs are left within the bounds', true])
    expect(goesOn({ put, moves }, schedule)).toEqual([undefined, false])
  })
})

test('a late StopReplica is refused since KIP-570 where its leader epoch is not newer', () => {
  const [first, second] = [
    preset('2.1.1'),
    preset('2.1.1', { with: allAmendments.filter(({ name }) => name === 'kip-570') }),
  ]
  expect(first?.decide.obeysStopReplica(3, 2)).toBe(true)
  expect([1, 2, 3].map((known) => second?.decide.obeysStopReplica(known, 2))).toEqual([true, false, false])
})
