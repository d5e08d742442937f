/** What the controller notices, and which requests arrive: a broker that loses ZooKeeper or the controller, or is paused. */
import { bounds, defaultSettings } from '../../bounds'
import { brokerOf, replicaOf } from '../../cluster'
import { kafka } from '../../machine'
import { play, refusal } from '../../play'
import { faults, type Cluster, type Fault } from '../../state'
import { allAmendments, preset } from '../../versions/timeline'
import { liveBrokers, stateOf } from '../coordinator'
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'

const machineOf = (isSince22 = true): Machine<Cluster, Action> => {
  const protocol = preset('2.1', { with: allAmendments.filter(({ name }) => isSince22 && name === 'kip-380') })
  if (protocol === undefined) throw new Error('no release 2.1')
  const each = Object.fromEntries(faults.map((fault): readonly [Fault, number] => [fault, 2]))
  const world = bounds({ brokers: 3, epochs: 6, faults: each })
  return kafka({ protocol, settings: { ...defaultSettings, minIsr: 2 }, bounds: world })
}

const machine = machineOf()
const refused = (schedule: string, line: string): string | undefined => refusal(machine, play(machine, schedule), line)
const epochsUnderWay = (schedule: string): readonly number[] =>
  brokerOf(play(machine, schedule), 0).requests.map(({ leaderEpoch }) => leaderEpoch)

const handles = 'broker 1 handles the next LeaderAndIsr of controller epoch 0'
const missed = 'controller notices that broker 1 is gone'
const movedTwice = `controller moves the leader to broker 2
  controller moves the leader to broker 3`

describe('when the controller notices a failure', () => {
  test.each([
    'broker 1 is paused',
    'broker 1 is cut off from ZooKeeper',
    'broker 1 is cut off from ZooKeeper and the controller',
  ])('the request under way stays under way after "%s", and those behind it are dropped', (line) => {
    expect(epochsUnderWay(`${line}\n${movedTwice}`)).toEqual([1, 2])
    expect(epochsUnderWay(`${line}\n${movedTwice}\n${missed}`)).toEqual([1])
  })

  test('nothing stays under way to a process that crashed', () =>
    expect(epochsUnderWay(`the process of broker 1 crashes\n${movedTwice}\n${missed}`)).toEqual([]))

  test('a broker whose restart was noticed gets new requests only', () => {
    const bounced = `${movedTwice}\nthe process of broker 1 crashes\nbroker 1 starts`
    expect(epochsUnderWay(bounced)).toEqual([1, 2])
    expect(epochsUnderWay(`${bounced}\ncontroller notices that broker 1 was restarted`)).toEqual([3])
  })

  test('the requests of an older controller stay under way', () => {
    const older = `${movedTwice}\nanother broker becomes controller\nbroker 1 is paused`
    expect(epochsUnderWay(`${older}\n${missed}`)).toEqual([1, 2, 2])
  })
})

describe('a broker that was restarted unnoticed', () => {
  const bounced = 'the process of broker 1 crashes\nbroker 1 starts'

  test('ignores requests, because they carry the broker epoch of its earlier registration', () => {
    const told = play(machine, `${bounced}\ncontroller moves the leader to broker 2\n${handles}`)
    expect(replicaOf(told, 0, 0).leaderEpoch).toBe(-1)
    expect(brokerOf(told, 0).requests).toEqual([])
  })

  test('is as any other broker to a new controller', () => {
    const replaced = `${bounced}\nanother broker becomes controller`
    expect(refused(replaced, 'controller notices that broker 1 was restarted')).toMatch(/no change/)
    const told = play(machine, `${replaced}\nbroker 1 handles the next LeaderAndIsr of controller epoch 1`)
    expect(replicaOf(told, 0, 0).leader).toBe(0)
  })

  test('loses the partitions that it led, and follows', () => {
    const noticed = play(machine, `${bounced}\ncontroller notices that broker 1 was restarted\n${handles}`)
    expect(stateOf(noticed, 0)).toEqual({ leader: 1, leaderEpoch: 1, isr: 0b110 })
    expect(replicaOf(noticed, 0, 0)).toMatchObject({ leader: 1, leaderEpoch: 1 })
  })

  test('is noticed only while it runs: after another crash it is gone', () => {
    const again = `${bounced}\nthe process of broker 1 crashes`
    expect(refused(again, 'controller notices that broker 1 was restarted')).toMatch(/no change/)
    expect(refused(again, missed)).toBeUndefined()
  })

  test('is not noticed up to 2.1, which compares broker ids only', () => {
    const old = machineOf(false)
    const line = 'controller notices that broker 1 was restarted'
    expect(refusal(old, play(old, bounced), line)).toMatch(/ids only/)
  })
})

describe('a broker that is cut off from ZooKeeper only', () => {
  const cut = 'broker 1 is cut off from ZooKeeper'

  test('handles what the controller sends', () => {
    const moved = play(machine, `${cut}\ncontroller moves the leader to broker 2\n${handles}`)
    expect(replicaOf(moved, 0, 0).leader).toBe(1)
  })

  test('cannot write its ISR, and its failure is noticed', () => {
    const shrinks = 'broker 1 drops lagging broker 2 from the ISR'
    expect(refused(`producer sends a record to broker 1\n${cut}`, shrinks)).toMatch(/cannot reach ZooKeeper/)
    expect(refused(cut, missed)).toBeUndefined()
  })

  test('can also be cut off from the controller, but not from ZooKeeper twice', () => {
    expect(refused(cut, cut)).toMatch(/cut off already/)
    expect(refused(cut, 'broker 1 is cut off from ZooKeeper and the controller')).toMatch(/cut off already/)
    const both = `${cut}\nbroker 1 is cut off from the controller`
    expect(refused(both, 'the controller reaches broker 1 again')).toMatch(/no ZooKeeper session either/)
    expect(refused(both, 'broker 1 reaches ZooKeeper again')).toBeUndefined()
  })
})

describe('a broker that is cut off from the controller only', () => {
  const cut = 'broker 1 is cut off from the controller'

  test('does not look failed, and still writes its ISR', () => {
    expect(refused(cut, missed)).toMatch(/no change/)
    const shrunk = play(
      machine,
      `producer sends a record to broker 1
      ${cut}
      broker 1 drops lagging broker 2 from the ISR`,
    )
    expect(stateOf(shrunk, 0).isr).toBe(0b101)
  })

  test('gets no request until the controller reaches it again', () => {
    const told = `${cut}\ncontroller moves the leader to broker 2`
    expect(refused(told, handles)).toMatch(/out of reach/)
    expect(refused(told, `${handles}, and its answer is lost`)).toMatch(/out of reach/)
    expect(refused(`${told}\nthe controller reaches broker 1 again`, handles)).toBeUndefined()
    expect(refused('', 'the controller reaches broker 1 again')).toMatch(/reachable for the controller/)
    expect(refused(cut, cut)).toMatch(/out of reach/)
  })

  test('cannot start a controlled shutdown', () =>
    expect(refused(cut, 'controller agrees to shut down broker 1')).toMatch(/cut off/))

  test('is in reach again after a restart', () => {
    const back = play(machine, `${cut}\nthe process of broker 1 crashes\nbroker 1 starts`)
    expect(brokerOf(back, 0).isOutOfReach).toBe(false)
  })
})

describe('a broker that wakes up after its failure was noticed', () => {
  const awake = `broker 1 is paused
    controller moves the leader to broker 2
    ${missed}
    broker 1 wakes up`

  test('acts in its old role, and handles the request under way, before it registers again', () => {
    expect(refused(awake, 'producer sends a record to broker 1')).toBeUndefined()
    expect(replicaOf(play(machine, `${awake}\n${handles}`), 0, 0).leader).toBe(1)
  })

  test('refuses that request afterwards, because it was sent to an earlier registration', () => {
    const registered = play(machine, `${awake}\nbroker 1 reaches ZooKeeper again\n${handles}`)
    expect(replicaOf(registered, 0, 0).leader).toBe(0)
  })

  test('is alive for the controller only when it has registered', () => {
    const line = 'controller notices that broker 1 is back'
    expect(refused(awake, line)).toMatch(/no change/)
    const back = play(machine, `${awake}\nbroker 1 reaches ZooKeeper again\n${line}`)
    expect(liveBrokers(back)).toBe(0b111)
  })

  test('keeps its session if its failure was not noticed', () => {
    const short = play(machine, 'broker 1 is paused\nbroker 1 wakes up')
    expect(short).toEqual({ ...machine.initial, spent: { ...machine.initial.spent, pause: 1 } })
  })
})
