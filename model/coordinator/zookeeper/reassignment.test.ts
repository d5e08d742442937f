import { bounds, defaultSettings } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { kafka } from '../../machine'
import { play, refusal } from '../../play'
import { logEnd } from '../../replica/disk'
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'
import type { Cluster } from '../../state'
import { allAmendments, preset } from '../../versions/timeline'
import { stateOf } from './znode'

const machineOf = (put: readonly string[], ...moves: readonly (readonly number[])[]): Machine<Cluster, Action> => {
  const protocol = preset('2.1.1', { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error('no such preset')
  const faults = { 'controller-failover': 1, 'process-crash': 1 }
  const world = bounds({ brokers: 3, records: 1, epochs: 9, faults, reassign: { replicas: [0, 1], moves } })
  return kafka({ protocol, settings: defaultSettings, bounds: world })
}

const NEXT = 'controller goes on with the reassignment'
const ASKED = `
  administrator asks for the next replicas
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

  test('keeps the controller busy while it is completed', () => {
    const completing = play(old, `${CAUGHT_UP}\n${NEXT}\nthe process of broker 2 crashes`)
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
  const AGAIN = 'administrator asks for the next replicas'

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

test('a late StopReplica is refused since KIP-570 where its leader epoch is not newer', () => {
  const [first, second] = [
    preset('2.1.1'),
    preset('2.1.1', { with: allAmendments.filter(({ name }) => name === 'kip-570') }),
  ]
  expect(first?.decide.obeysStopReplica(3, 2)).toBe(true)
  expect([1, 2, 3].map((known) => second?.decide.obeysStopReplica(known, 2))).toEqual([true, false, false])
})
