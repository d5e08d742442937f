/** A broker that has to delete its replica, because a reassignment is complete. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { brokerOf, replicaOf, withBroker, withReplica } from '../cluster'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import { logEnd } from '../replica/disk'
import type { Broker, Cluster, Leadership } from '../state'
import { allAmendments, preset } from '../versions/timeline'

const machineOf = (put: readonly string[] = []): Machine<Cluster, Action> => {
  const protocol = preset('2.1.1', { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error('no such preset')
  const faults = { 'repeated-request': 1, 'cut-off-controller': 1, pause: 1 }
  return kafka({
    ...{ protocol, settings: defaultSettings },
    bounds: bounds({ brokers: 3, records: 1, epochs: 9, faults, reassign: { replicas: [0, 1], moves: [[0, 2]] } }),
  })
}

const machine = machineOf()

/** Broker 3 has taken the place of broker 2. */
const COMPLETED = `
  producer sends a record to broker 1
  broker 2 fetches from its leader
  administrator asks for the next replicas
  controller goes on with the reassignment
  broker 1 handles the next LeaderAndIsr of controller epoch 0
  broker 3 handles the next LeaderAndIsr of controller epoch 0
  broker 3 truncates
  broker 3 fetches from its leader
  broker 3 fetches from its leader
  ${'controller goes on with the reassignment\n'.repeat(3)}
  ${'broker 2 handles the next LeaderAndIsr of controller epoch 0\n'.repeat(2)}`
const STOPS = 'broker 2 handles the next StopReplica of controller epoch 0'
const REPEATS = `${STOPS}, and a copy of it is late`
const LATE = 'broker 2 handles the late StopReplica'

const after = (...lines: readonly string[]): Cluster => play(machine, [COMPLETED, ...lines].join('\n'))
const refused = (cluster: Cluster, line: string): string | undefined => refusal(machine, cluster, line)
const endOf = (cluster: Cluster): number => logEnd(replicaOf(cluster, 1, 0).disk)

test('it deletes its log, and the request is done', () => {
  expect([endOf(after()), endOf(after(STOPS))]).toEqual([1, 0])
  expect(brokerOf(after(STOPS), 1)).toMatchObject({ requests: [], late: [] })
})

test('no broker stops for a request that it does not have', () => {
  for (const line of [STOPS, REPEATS]) {
    expect(refused(machine.initial, line)).toMatch(/no StopReplica/)
    expect(refused(after(STOPS), line)).toMatch(/no StopReplica/)
  }
  expect(refused(after(STOPS), LATE)).toMatch(/no late StopReplica/)
})

test('a copy is handled once more, and then is gone', () => {
  const repeated = after(REPEATS)
  expect(endOf(repeated)).toBe(0)
  expect([brokerOf(repeated, 1).requests.length, brokerOf(repeated, 1).late.length]).toEqual([0, 1])
  expect(brokerOf(after(REPEATS, LATE), 1).late).toEqual([])
  expect(refused(after(REPEATS, LATE), LATE)).toMatch(/no late StopReplica/)
})

test('no copy is late where the bounds have no more of this fault', () => {
  const before = after()
  const spent = { ...before, spent: { ...before.spent, 'repeated-request': 1 } }
  expect([refused(before, REPEATS), refused(spent, REPEATS)]).toEqual([
    undefined,
    'no more of this fault within the bounds',
  ])
})

describe('a broker that is told to delete its replica', () => {
  const late = after(REPEATS)

  test('does it once it runs again', () => {
    const paused = 'broker 2 is paused'
    for (const line of [STOPS, REPEATS]) expect(refused(after(paused), line)).toBe('is paused')
    expect(refused(after(REPEATS, paused), LATE)).toBe('is paused')
  })

  test('does it once the controller reaches it, and what has reached it earlier always', () => {
    const cutOff = 'broker 2 is cut off from the controller'
    for (const line of [STOPS, REPEATS]) expect(refused(after(cutOff), line)).toBe('is out of reach of the controller')
    expect(refused(after(REPEATS, cutOff), LATE)).toBeUndefined()
  })

  test('does it once the partition is not locked any more', () => {
    const withLeadership = (cluster: Cluster, changes: Partial<Leadership>): Cluster => {
      const replica = replicaOf(cluster, 1, 0)
      return withReplica(cluster, 1, 0, { ...replica, leadership: { ...replica.leadership, ...changes } })
    }
    const waiting = { pendingIsr: 0b010 }
    for (const line of [STOPS, REPEATS])
      expect(refused(withLeadership(after(), waiting), line)).toMatch(/with the partition locked/)
    expect(refused(withLeadership(late, waiting), LATE)).toMatch(/with the partition locked/)
  })
})

describe('a StopReplica', () => {
  const asked = brokerOf(after(), 1)
  const epoch = asked.requests[0]?.leaderEpoch ?? 0
  const STALE: Partial<Broker> = { requests: asked.requests.map((one) => ({ ...one, hasStaleBrokerEpoch: true })) }
  const OLD: Partial<Broker> = { controllerEpoch: 1 }
  const KNOWN: Partial<Broker> = { replicas: asked.replicas.map((one) => ({ ...one, leaderEpoch: epoch })) }

  test.each<readonly [string, readonly string[], Partial<Broker>, 'obeyed' | 'refused']>([
    ['to an earlier process is obeyed until KIP-380', [], STALE, 'obeyed'],
    ['to an earlier process is refused since', ['kip-380'], STALE, 'refused'],
    ['to the present process is obeyed since KIP-380, too', ['kip-380'], {}, 'obeyed'],
    ['of a controller that has been replaced is refused', [], OLD, 'refused'],
    ['of a leader epoch that is not newer is obeyed until KIP-570, which lets it say one', [], KNOWN, 'obeyed'],
    ['of a leader epoch that is not newer is refused since', ['kip-570'], KNOWN, 'refused'],
    ['of a newer leader epoch is obeyed since KIP-570, too', ['kip-570'], {}, 'obeyed'],
  ])('%s', (_, put, changes, what) => {
    const of = machineOf(put)
    const action = of.actions.parse(STOPS)
    const stopped = action && (of.fire(withBroker(after(), 1, changes), action) as Cluster)
    expect(stopped && endOf(stopped)).toBe(what === 'obeyed' ? 0 : 1)
    expect(stopped && brokerOf(stopped, 1).requests).toEqual([])
  })
})
