/** What ZooKeeper makes of the ISR that a leader writes. */
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'
import { bounds, defaultSettings } from '../../bounds'
import { brokerOf, replicaOf, withReplica } from '../../cluster'
import { kafka } from '../../machine'
import { play, refusal } from '../../play'
import type { Cluster } from '../../state'
import type { Amendment, Protocol } from '../../versions/decisions'
import { allAmendments, preset } from '../../versions/timeline'
import { bouncedBrokers, proposeIsr, stateOf } from '../coordinator'
import { isFound } from './isr-write'

const protocolOf = (release: string, put: readonly Amendment[] = []): Protocol => {
  const protocol = preset(release, { with: put })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol
}

const faults = { 'isr-shrink': 2, 'lost-zk-answer': 1, pause: 1, 'cut-off': 1, 'leader-move': 1 }
const world = bounds({ brokers: 3, faults })
const machineOf = (release = '2.1'): Machine<Cluster, Action> =>
  kafka({ protocol: protocolOf(release), settings: defaultSettings, bounds: world })

const machine = machineOf()
const refused = (schedule: string, line: string, of = machine): string | undefined =>
  refusal(of, play(of, schedule), line)

const DROPS = 'producer sends a record to broker 1\nbroker 1 drops lagging broker 3 from the ISR\n'
const ANSWERED = 'ZooKeeper answers broker 1'
const LOST = 'the answer of ZooKeeper to broker 1 is lost'

describe('the znode holds what a leader would write', () => {
  const found = (of: Cluster, isr = 0b111): boolean => isFound(of, 0, 0, isr)

  test('if it names this leader, its leader epoch and this ISR', () => {
    expect(found(machine.initial)).toBe(true)
    expect(found(machine.initial, 0b011)).toBe(false)
  })

  test('but not if it names another leader, or this one in another epoch', () => {
    const moved = play(machine, 'controller moves the leader to broker 2')
    expect(found(moved)).toBe(false)
    const sameEpoch = withReplica(moved, 0, 0, { ...replicaOf(moved, 0, 0), leaderEpoch: 1 })
    expect(found(sameEpoch)).toBe(false)
    const later = withReplica(machine.initial, 0, 0, { ...replicaOf(machine.initial, 0, 0), leaderEpoch: 1 })
    expect(found(later)).toBe(false)
  })
})

describe('a write', () => {
  const written = (of: Cluster, isr: number, release = '2.1'): Cluster | undefined =>
    proposeIsr({ decide: protocolOf(release).decide, settings: defaultSettings, bounds: world }, of, 0, 0, isr)
  const replica = replicaOf(machine.initial, 0, 0)
  const stale = withReplica(machine.initial, 0, 0, {
    ...replica,
    leadership: { ...replica.leadership, zkVersionIsCurrent: false },
  })

  test('under the present version changes the ISR, and neither leader nor epoch', () => {
    const after = written(machine.initial, 0b011)
    expect(after && stateOf(after, 0)).toEqual({ leader: 0, leaderEpoch: 0, isr: 0b011 })
    expect(after && replicaOf(after, 0, 0).leadership.zkVersionIsCurrent).toBe(true)
  })

  test('under an old version fails', () => {
    expect(written(stale, 0b011)).toBeUndefined()
    expect(written(stale, 0b111, '0.8.0')).toBeUndefined()
  })

  test('under an old version succeeds if it is there already, and brings the version, since KAFKA-1382', () => {
    const after = written(stale, 0b111)
    expect(after && replicaOf(after, 0, 0).leadership.zkVersionIsCurrent).toBe(true)
    expect(after && stateOf(after, 0)).toEqual(stateOf(stale, 0))
  })
})

describe('the answer to a write', () => {
  test('comes to no leader that is paused, cut off, or waits for none', () => {
    for (const line of [ANSWERED, LOST]) {
      expect(refused(`${DROPS}broker 1 is paused`, line)).toContain('paused')
      expect(refused(`${DROPS}broker 1 is cut off from ZooKeeper and the controller`, line)).toContain('cannot reach')
      expect(refused('', line)).toContain('no answer')
    }
  })

  test('is lost as often as the budget says', () => {
    expect(refused(DROPS, LOST)).toBeUndefined()
    const again = `${DROPS}${ANSWERED}\nbroker 1 drops lagging broker 2 from the ISR`
    expect(refused(again, LOST)).toBeUndefined()
    const rejoined = `${DROPS}${LOST}
      broker 1 drops lagging broker 3 from the ISR`
    expect(refused(rejoined, LOST)).toContain('no more of this fault')
  })
})

test('an answer is lost with its session: only where brokers have epochs does the next session show as another one', () => {
  const few = bounds({ faults: { 'isr-shrink': 1, 'lost-zk-answer': 1, 'leader-move': 1 } })
  const kip380 = allAmendments.filter(({ name }) => name === 'kip-380')
  const shownIn = (protocol: Protocol): unknown => {
    const of = kafka({ protocol, settings: defaultSettings, bounds: few })
    const cluster = play(of, `${DROPS}controller moves the leader to broker 2\n${LOST}`)
    const why = refusal(of, cluster, 'controller notices that broker 1 was restarted')
    return [brokerOf(cluster, 0).requests.map((one) => one.hasStaleBrokerEpoch), bouncedBrokers(cluster), why]
  }
  expect(shownIn(protocolOf('2.1'))).toEqual([[false], 0, 'the controller compares broker ids only'])
  expect(shownIn(protocolOf('2.1', kip380))).toEqual([[true], 0b001, undefined])
})

describe('a leader drops from its ISR', () => {
  const drops = (leader: number, follower: number): string =>
    `broker ${leader} drops lagging broker ${follower} from the ISR`
  const record = 'producer sends a record to broker 1'

  test('a member that is not itself, and nobody twice', () => {
    expect(refused(record, drops(1, 1))).toContain('not in the ISR')
    expect(refused(`${DROPS}${ANSWERED}`, drops(1, 3))).toContain('not in the ISR')
    expect(refused(record, drops(1, 2))).toBeUndefined()
  })

  test('and nobody else does', () => expect(refused(record, drops(2, 1))).toContain('does not lead'))

  test('as often as the bounds say', () => {
    const protocol = protocolOf('2.1')
    const once = kafka({ protocol, settings: defaultSettings, bounds: bounds({ faults: { 'isr-shrink': 1 } }) })
    expect(refused(`${record}\n${drops(1, 2)}`, drops(1, 3), once)).toContain('no ISR shrinks are left')
  })
})
