/** What the old process of a broker does, whose id a new machine has taken over, and who is connected to it. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { brokerOf, replicaOf, withBroker } from '../cluster'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import { logEnd } from '../replica/disk'
import type { Cluster } from '../state'
import { kip380 } from '../versions/kips/kip-380'
import { preset } from '../versions/timeline'
import { asSeenFromOld, onBehalfOf } from './old-process'

const machineOf = (without: readonly string[] = []): Machine<Cluster, Action> => {
  const protocol = preset('2.1', { without, with: [kip380] })
  if (protocol === undefined) throw new Error('no release 2.1')
  const lost = { 'lost-request': 1, 'repeated-request': 1 }
  const faults = { ...lost, 'cut-off': 1, 'id-taken-over': 1, 'leader-move': 3, pause: 1 }
  return kafka({ protocol, settings: defaultSettings, bounds: bounds({ brokers: 3, records: 2, epochs: 4, faults }) })
}

const machine = machineOf()

const takenOver = (id: number): string => `broker ${id} is cut off from ZooKeeper and the controller
  a new machine with an empty disk takes over the id of broker ${id}`
const PRODUCE = 'producer sends a record to the old process of broker 1'
const NOTICES = 'controller notices that broker 1 was restarted'

const after = (...lines: readonly string[]): Cluster => play(machine, lines.join('\n'))
const ends = (cluster: Cluster): readonly number[] => [0, 1, 2].map((id) => logEnd(replicaOf(cluster, id, 0).disk))
const connected = ({ old }: Cluster): unknown => old.map(({ followers }) => followers)

test('what it does is what its broker would do', () => {
  const at = { broker: 0, partition: 0 }
  const by = { follower: 0, partition: 0 }
  expect(
    [
      { type: 'ProduceToOld', ...at },
      { type: 'ReadFromOld', ...at },
      { type: 'FetchByOld', ...by, records: 1 },
      { type: 'TruncateByOld', ...by },
      { type: 'Produce', ...at },
    ].map((action) => onBehalfOf(action as Action)),
  ).toEqual([
    { type: 'Produce', ...at },
    { type: 'ConsumerFetch', ...at },
    { type: 'Fetch', ...by, records: 1 },
    { type: 'Truncate', ...by },
    undefined,
  ])
})

test('those who are connected to it see it in the place of the new process, and nobody sees anything else where there is none', () => {
  const cluster = after('producer sends a record to broker 1', takenOver(1))
  expect([ends(cluster), ends(asSeenFromOld(cluster))]).toEqual([
    [0, 0, 0],
    [1, 0, 0],
  ])
  expect(asSeenFromOld(asSeenFromOld(cluster))).toEqual(cluster)
  expect(asSeenFromOld(machine.initial)).toBe(machine.initial)
})

describe('a producer', () => {
  test('sends a record to the old process, and not to the new one', () => {
    const produced = after(takenOver(1), PRODUCE)
    expect([ends(produced), ends(asSeenFromOld(produced))]).toEqual([
      [0, 0, 0],
      [1, 0, 0],
    ])
  })

  test('finds no old process of a broker that has none', () => {
    expect(refusal(machine, machine.initial, PRODUCE)).toBe('has no old process')
    expect(refusal(machine, after(takenOver(2)), PRODUCE)).toBe('has no old process')
  })

  test('is refused by an old process that does not lead', () =>
    expect(refusal(machine, after(takenOver(2)), PRODUCE.replace('1', '2'))).toMatch(/lead/))
})

describe('a follower', () => {
  const FETCH = 'broker 2 fetches from its leader'

  test('fetches from the old process as long as its fetcher goes on', () =>
    expect(ends(after(takenOver(1), PRODUCE, FETCH))).toEqual([0, 1, 0]))

  test('is connected to it until a LeaderAndIsr starts its fetcher anew', () => {
    const handles = 'broker 3 handles the next LeaderAndIsr of controller epoch 0'
    expect(connected(after(takenOver(1), NOTICES))).toEqual([[0b110]])
    expect(connected(after(takenOver(1), NOTICES, handles))).toEqual([[0b010]])
    expect(connected(after(takenOver(1), NOTICES, handles.replace('3', '2')))).toEqual([[0b100]])
    expect(connected(after(takenOver(1), NOTICES, `${handles}, and its answer is lost`))).toEqual([[0b010]])
  })

  test('fetches from the new process once it is connected to that', () => {
    const cluster = after(takenOver(1), PRODUCE)
    const apart = { ...cluster, old: cluster.old.map((one) => ({ ...one, followers: [0b100] })) }
    expect(refusal(machine, cluster, FETCH)).toBeUndefined()
    expect(refusal(machine, apart, FETCH)).toMatch(/lead/)
  })

  const HANDLES = 'broker 3 handles the next LeaderAndIsr'

  test('of a newer epoch connects to the new process even if it follows the same broker, since KAFKA-7164', () => {
    const moves = ['controller moves the leader to broker 2', 'controller moves the leader to broker 1']
    const schedule = [takenOver(1), ...moves, 'the next LeaderAndIsr to broker 3 is lost', HANDLES].join('\n')
    const [since, before] = [machine, machineOf(['kafka-7164'])].map((one) => play(one, schedule))
    expect([since, before].map((one) => one && replicaOf(one, 2, 0))).toMatchObject([
      { leader: 0, leaderEpoch: 2 },
      { leader: 0, leaderEpoch: 2 },
    ])
    expect([since, before].map((one) => one && connected(one))).toEqual([[[0b010]], [[0b110]]])
  })

  test('stays connected to it where its broker refuses a LeaderAndIsr', () => {
    const moved = after(takenOver(1), 'controller moves the leader to broker 2')
    const stale = brokerOf(moved, 2).requests.map((one) => ({ ...one, hasStaleBrokerEpoch: true }))
    const action = machine.actions.parse(HANDLES)
    const refused = action && machine.fire(withBroker(moved, 2, { requests: stale }), action)
    expect(refused && connected(refused as Cluster)).toEqual([[0b110]])
    expect(connected(after(takenOver(1), 'controller moves the leader to broker 2', HANDLES))).toEqual([[0b010]])
  })

  test('that leads is connected to nobody', () => {
    const cluster = after(takenOver(1), 'controller moves the leader to broker 3', HANDLES)
    expect(replicaOf(cluster, 2, 0)).toMatchObject({ leader: 2, leaderEpoch: 1 })
    expect(connected(cluster)).toEqual([[0b010]])
  })

  test('handles nothing where there is nothing, and while it is paused', () => {
    expect(refusal(machine, after(takenOver(1)), HANDLES)).toMatch(/no LeaderAndIsr/)
    const paused = after(takenOver(1), 'controller moves the leader to broker 2', 'broker 3 is paused')
    expect(refusal(machine, paused, HANDLES)).toMatch(/paused/)
  })

  test('that is the old process fetches from its leader, and another of the same id is not meant', () => {
    const fetches = 'the old process of broker 2 fetches from its leader'
    const fetched = after(takenOver(2), 'producer sends a record to broker 1', fetches)
    expect([ends(fetched), ends(asSeenFromOld(fetched))]).toEqual([
      [1, 0, 0],
      [1, 1, 0],
    ])
    expect(refusal(machine, machine.initial, fetches)).toBe('has no old process')
  })
})
