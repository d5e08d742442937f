/** A broker that has to delete its replica, because a reassignment is complete. */
import { bounds, defaultSettings } from '../bounds'
import { brokerOf, replicaOf } from '../cluster'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import { logEnd } from '../replica/disk'
import type { Cluster } from '../state'
import { preset } from '../versions/timeline'

const protocol = preset('2.1.1')
if (protocol === undefined) throw new Error('no such preset')

const machine = kafka({
  ...{ protocol, settings: defaultSettings },
  bounds: bounds({
    ...{ brokers: 3, records: 1, epochs: 9, faults: { 'repeated-request': 1 } },
    reassign: { replicas: [0, 1], moves: [[0, 2]] },
  }),
})

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
