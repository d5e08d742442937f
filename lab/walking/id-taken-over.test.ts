/** What holds of any machine, where an old process serves beside the new one of its id; and who is connected to whom. */
import { isRefused } from '../../kit/refused'
import { laws } from '../../explorer/laws'
import type { Action } from '../../model/actions'
import { bounds } from '../../model/bounds'
import { kafka } from '../../model/machine'
import type { Cluster } from '../../model/state'
import { question, scopeOf } from '../questions/question'

const faults = { 'cut-off': 1, 'id-taken-over': 1, 'controller-failover': 1, 'isr-shrink': 1 }

const machine = kafka(
  scopeOf(question({ kafka: 'baseline', bounds: bounds({ brokers: 3, records: 2, epochs: 3, faults }) })),
)

const after = (lines: readonly string[]): Cluster =>
  lines.reduce((cluster, line) => {
    const action = machine.actions.parse(line)
    const next = action && machine.fire(cluster, action)
    if (next === undefined || isRefused(next)) throw new Error(`"${line}" is not possible`)
    return next
  }, machine.initial)

const refusal = (cluster: Cluster, line: string): string | undefined => {
  const action = machine.actions.parse(line)
  const next = action && machine.fire(cluster, action)
  return next !== undefined && isRefused(next) ? next.refused : undefined
}

const CUT = 'broker 1 is cut off from ZooKeeper and the controller'
const TAKE = 'a new machine with an empty disk takes over the id of broker 1'
const PRODUCE = 'producer sends a record to the old process of broker 1'
const FETCH = 'broker 2 fetches from its leader'

test('the laws of a machine hold wherever an old process runs', () => {
  const states: Cluster[] = []
  const visit = (_: Action, next: Cluster): unknown => states.push(next)
  let from = 0
  states.push(after([CUT, TAKE]))
  for (; states.length < 120; from++) machine.successors(states[from] as Cluster, visit)
  for (const law of laws(machine)) expect(states.map((state) => law.fault(state)).filter(Boolean)).toEqual([])
})

test('a new machine cannot register while the session of the old process goes on', () =>
  expect(refusal(machine.initial, TAKE)).toMatch(/NODEEXISTS/))

test('the old process has what it had, the new one nothing', () => {
  const { old, brokers } = after(['producer sends a record to broker 1', CUT, TAKE])
  expect(old[0]?.broker.replicas[0]?.leadership.purgatory).toEqual([0])
  expect(brokers[0]).toMatchObject({ isUp: true, isCutOff: false, replicas: [{ leader: -1, leaderEpoch: -1 }] })
})

test('a follower fetches from the old process until its fetcher starts anew', () => {
  const served = after([CUT, TAKE, PRODUCE, FETCH])
  expect(served.brokers[1]?.replicas[0]?.disk).not.toEqual(machine.initial.brokers[1]?.replicas[0]?.disk)
  const noticed = [CUT, TAKE, 'controller notices that broker 1 was restarted']
  const informed = after([...noticed, 'broker 3 handles the next LeaderAndIsr of controller epoch 0'])
  expect(informed.old[0]?.followers).toEqual([0b010])
})

test('the leader takes the fetch of the old process for one of the broker whose id it has', () => {
  const cut = 'broker 2 is cut off from ZooKeeper and the controller'
  const take = 'a new machine with an empty disk takes over the id of broker 2'
  const produce = 'producer sends a record to broker 1'
  const fetch = 'the old process of broker 2 fetches from its leader'
  const { brokers } = after([cut, take, produce, fetch, fetch])
  expect(brokers[0]?.replicas[0]?.leadership.remoteLogEnds[1]).toBe(1)
  expect(brokers[1]?.replicas[0]?.leader).toBe(-1)
})

test('when the old process ends, nobody is connected to it', () =>
  expect(after([CUT, TAKE, 'the old process of broker 1 ends']).old).toEqual([]))
