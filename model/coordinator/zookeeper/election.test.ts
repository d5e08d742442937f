/** Who is elected, who stays in the ISR, and who is told. */
import type { Machine } from '../../../contract/machine'
import type { Action } from '../../actions'
import { bounds, defaultSettings, type Settings } from '../../bounds'
import { kafka } from '../../machine'
import { play, refusal } from '../../play'
import type { Cluster } from '../../state'
import { preset } from '../../versions/timeline'
import { stateOf } from '../coordinator'
import type { LeaderAndIsr, PartitionState } from '../state'
import { electable, firstInAssignment } from './election'

type Differing = Parameters<typeof bounds>[0]

const faults = {
  ...{ 'process-crash': 3, 'clean-shutdown': 2, 'leader-move': 3, 'isr-shrink': 2, 'controller-failover': 1 },
}

const machineOf = (
  release = '2.1',
  settings: Partial<Settings> = {},
  differing: Differing = {},
): Machine<Cluster, Action> => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return kafka({
    protocol,
    settings: { ...defaultSettings, ...settings },
    bounds: bounds({ brokers: 3, epochs: 6, faults, ...differing }),
  })
}

const machine = machineOf()

/** Brokers are named as in the schedules, from 1. */
const crash = (broker: number): string => `the process of broker ${broker} crashes\n`
const gone = (broker: number): string => `controller notices that broker ${broker} is gone\n`
const fails = (broker: number): string => crash(broker) + gone(broker)
const returns = (broker: number): string =>
  `broker ${broker} starts\ncontroller notices that broker ${broker} is back\n`
const stops = (broker: number): string => `controller agrees to shut down broker ${broker}\n`
const moves = (broker: number): string => `controller moves the leader to broker ${broker}\n`
const FAILOVER = 'another broker becomes controller\n'

const after = (schedule: string, of = machine): PartitionState => stateOf(play(of, schedule), 0)
const refused = (schedule: string, line: string, of = machine): string | undefined =>
  refusal(of, play(of, schedule), line.trim())

/** What waits for a broker. */
const toldTo = (broker: number, schedule: string, of = machine): readonly Partial<LeaderAndIsr>[] =>
  (play(of, schedule).brokers[broker - 1]?.requests ?? []).map(
    ({ leader, leaderEpoch, isr, zkVersionIsCurrent, controllerEpoch }) => ({
      ...{ leader, leaderEpoch, isr, zkVersionIsCurrent, controllerEpoch },
    }),
  )

/** How many requests wait for each broker. */
const told = (schedule: string, of = machine): readonly number[] =>
  play(of, schedule).brokers.map(({ requests }) => requests.length)

describe('the preferred order of replicas', () => {
  test('begins with the broker that has the number of the partition, and goes round', () => {
    const first = (partition: number, candidates: number): number =>
      firstInAssignment({ bounds: bounds() }, machine.initial, partition, candidates)
    expect([first(0, 0b111), first(1, 0b111), first(2, 0b111)]).toEqual([0, 1, 2])
    expect([first(0, 0b110), first(1, 0b101), first(2, 0b010)]).toEqual([1, 2, 1])
    expect(first(0, 0)).toBe(-1)
  })

  test('has no broker that is shutting down among those that can be elected', () =>
    expect(electable(play(machine, stops(2)))).toBe(0b101))
})

describe('a leader that fails', () => {
  test('is replaced by the first live member of the ISR, in a new epoch', () => {
    expect(after(fails(1))).toEqual({ leader: 1, leaderEpoch: 1, isr: 0b110 })
    expect(after(fails(2) + fails(1))).toEqual({ leader: 2, leaderEpoch: 2, isr: 0b100 })
  })

  test('is not replaced by a broker in controlled shutdown', () =>
    expect(after(stops(2) + fails(1))).toMatchObject({ leader: 2, isr: 0b100 }))

  test('is not replaced by a live replica outside the ISR, unless the topic allows it', () => {
    const outside = `producer sends a record to broker 1
      broker 1 drops lagging broker 2 from the ISR
      broker 1 drops lagging broker 3 from the ISR
      ${fails(1)}`
    expect(after(outside)).toEqual({ leader: -1, leaderEpoch: 1, isr: 0b001 })
    expect(after(outside, machineOf('2.1', { uncleanElection: true }))).toEqual({
      ...{ leader: 1, leaderEpoch: 1, isr: 0b010 },
    })
    expect(after(outside, machineOf('0.8.0'))).toMatchObject({ leader: 1, isr: 0b010 })
  })

  test('leaves the partition offline if no replica is alive, even if the topic allows unclean elections', () => {
    const unclean = machineOf('2.1', { uncleanElection: true })
    const all = fails(2) + fails(3) + fails(1)
    expect(after(all, unclean)).toMatchObject({ leader: -1, isr: 0b001 })
  })

  test('stays alone in the ISR of an offline partition, which at 0.8.0 is empty', () => {
    const all = fails(2) + fails(3) + fails(1)
    expect(after(all)).toEqual({ leader: -1, leaderEpoch: 3, isr: 0b001 })
    expect(after(all, machineOf('0.8.0', { uncleanElection: false }))).toMatchObject({ leader: -1, isr: 0 })
  })
})

describe('a follower that fails', () => {
  test('leaves the ISR, in a new epoch under the same leader', () =>
    expect(after(fails(2))).toEqual({ leader: 0, leaderEpoch: 1, isr: 0b101 }))

  test('is nothing to a partition whose ISR it is not in', () => {
    const outside = `producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR\n`
    expect(after(outside + fails(2))).toEqual({ leader: 0, leaderEpoch: 0, isr: 0b101 })
  })

  test('is announced to the leader and, since KAFKA-1188, to the other followers', () => {
    expect(told(fails(2))).toEqual([1, 0, 1])
    expect(told(fails(2), machineOf('0.8.0'))).toEqual([1, 0, 0])
  })
})

describe('a broker that returns', () => {
  test('is told the present state, and nobody else is', () => {
    expect(toldTo(2, fails(2) + returns(2))).toEqual([
      { leader: 0, leaderEpoch: 1, isr: 0, zkVersionIsCurrent: false, controllerEpoch: 0 },
    ])
    expect(told(fails(2) + returns(2))).toEqual([1, 1, 1])
  })

  test('does not change leader, epoch or ISR if there is a live leader', () =>
    expect(after(fails(1) + returns(1))).toEqual({ leader: 1, leaderEpoch: 1, isr: 0b110 }))

  test('is elected if the partition is offline, and it is the last member of the ISR', () => {
    const offline = fails(2) + fails(3) + fails(1)
    expect(after(offline + returns(1))).toEqual({ leader: 0, leaderEpoch: 4, isr: 0b001 })
    expect(toldTo(1, offline + returns(1)).at(-1)).toMatchObject({ leader: 0, leaderEpoch: 4, isr: 0b001 })
  })

  test('is not elected if it is outside the ISR, and is told nothing of a partition without leader', () => {
    const offline = fails(2) + fails(3) + fails(1)
    expect(after(offline + returns(2))).toMatchObject({ leader: -1, leaderEpoch: 3, isr: 0b001 })
    expect(told(offline + returns(2))[1]).toBe(0)
  })
})

describe('a leader is moved', () => {
  test('to a live member of the ISR, and the ISR stays as it is', () =>
    expect(after(moves(2))).toEqual({ leader: 1, leaderEpoch: 1, isr: 0b111 }))

  test('to no broker that is dead, shutting down, outside the ISR, or leader already', () => {
    const outside = 'producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR\n'
    for (const schedule of [fails(2), stops(2), outside])
      expect(refused(schedule, moves(2))).toContain('not a live member of the ISR')
    expect(refused('', moves(1))).toContain('leads already')
    expect(refused(crash(2), moves(2))).toBeUndefined()
  })

  test('by no controller as long as the partition is offline', () =>
    expect(refused(fails(2) + fails(3) + fails(1), moves(1))).toContain('not a live member'))
})

describe('a controlled shutdown', () => {
  test('of a leader hands over to the first member of the ISR, and takes it out of the ISR', () =>
    expect(after(stops(1))).toEqual({ leader: 1, leaderEpoch: 1, isr: 0b110 }))

  test('of a follower takes it out of the ISR', () =>
    expect(after(stops(3))).toEqual({ leader: 0, leaderEpoch: 1, isr: 0b011 }))

  test('of a follower outside the ISR changes nothing in it', () => {
    const outside = `producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR\n`
    expect(after(outside + stops(2))).toEqual({ leader: 0, leaderEpoch: 0, isr: 0b101 })
  })

  test('of a leader that is the last member of the ISR leaves it leader', () =>
    expect(after(fails(2) + fails(3) + stops(1))).toEqual({ leader: 0, leaderEpoch: 2, isr: 0b001 }))

  test('does not hand over to another broker that is shutting down', () =>
    expect(after(stops(2) + stops(1))).toEqual({ leader: 2, leaderEpoch: 2, isr: 0b100 }))

  test('is not agreed to if the broker is down, or taken for dead', () => {
    expect(refused(crash(2), stops(2))).toContain('does not run')
    expect(refused(`${fails(2)}broker 2 starts`, stops(2))).toContain('does not run')
  })
})

describe('a new controller', () => {
  test('tells every live broker the state, under its own epoch', () => {
    expect(told(FAILOVER)).toEqual([1, 1, 1])
    expect(toldTo(1, FAILOVER)).toEqual([
      { leader: 0, leaderEpoch: 0, isr: 0b111, zkVersionIsCurrent: true, controllerEpoch: 1 },
    ])
    expect(after(FAILOVER)).toEqual({ leader: 0, leaderEpoch: 0, isr: 0b111 })
  })

  test('sees which brokers are registered, and replaces a leader that is not', () => {
    expect(after(crash(1) + FAILOVER)).toEqual({ leader: 1, leaderEpoch: 1, isr: 0b110 })
    expect(told(crash(1) + FAILOVER)).toEqual([0, 1, 1])
    expect(refused(crash(2) + FAILOVER, gone(2))).toContain('no change')
  })

  test('elects a leader for a partition that is offline, if it can', () => {
    const offline = `${fails(2)}${fails(3)}${fails(1)}broker 1 starts\n`
    expect(after(offline + FAILOVER)).toEqual({ leader: 0, leaderEpoch: 4, isr: 0b001 })
    expect(after(fails(2) + fails(3) + fails(1) + FAILOVER)).toMatchObject({ leader: -1, leaderEpoch: 3 })
  })

  test('does not know of the shutdowns that the one before it agreed to', () =>
    expect(after(`${stops(3)}${FAILOVER}${crash(1)}${gone(1)}`)).toMatchObject({ leader: 1, isr: 0b010 }))
})

describe('a LeaderAndIsr', () => {
  test('brings the ISR and its version to the leader only', () => {
    expect(toldTo(2, moves(2))).toMatchObject([{ leader: 1, isr: 0b111, zkVersionIsCurrent: true }])
    expect(toldTo(3, moves(2))).toMatchObject([{ leader: 1, isr: 0, zkVersionIsCurrent: false }])
  })

  test('has an old version once the state is written again', () => {
    expect(toldTo(2, moves(2) + moves(3))).toMatchObject([
      { leader: 1, leaderEpoch: 1, zkVersionIsCurrent: false },
      { leader: 2, leaderEpoch: 2, zkVersionIsCurrent: false },
    ])
    expect(toldTo(3, moves(2) + moves(3)).at(-1)).toMatchObject({ zkVersionIsCurrent: true })
  })
})

describe('the version that a leader knows', () => {
  const isCurrent = (schedule: string): boolean | undefined =>
    play(machine, schedule).brokers[0]?.replicas[0]?.leadership.zkVersionIsCurrent
  const shrinks = 'producer sends a record to broker 1\nbroker 1 drops lagging broker 2 from the ISR\n'

  test('is that of the znode until somebody else writes it', () => {
    expect([isCurrent(''), isCurrent(shrinks), isCurrent(crash(2))]).toEqual([true, true, true])
    expect([isCurrent(fails(2)), isCurrent(moves(2))]).toEqual([false, false])
  })

  test('is that of the znode again once it has handled a LeaderAndIsr', () =>
    expect(isCurrent(`${fails(2)}broker 1 handles the next LeaderAndIsr of controller epoch 0`)).toBe(true))
})

test('no leader is replaced and no ISR shrunk once the leader epochs of the bounds are used up', () => {
  const two = machineOf('2.1', {}, { epochs: 2 })
  expect(refused(crash(2), gone(2), two)).toBeUndefined()
  expect(refused(fails(2) + crash(3), gone(3), two)).toContain('no leader epochs')
  expect(refused(fails(2), moves(3), two)).toContain('no leader epochs')
})

test('a broker that leads one partition and follows in another is not missed if no leader epoch is left', () => {
  const last = machineOf('2.1', {}, { epochs: 1, partitions: 2 })
  expect(refused(crash(1), gone(1), last)).toContain('no leader epochs')
})

test('each harm of the controller is done as often as its budget says', () => {
  const once = machineOf('2.1', {}, { faults: { 'clean-shutdown': 1, 'leader-move': 1, 'controller-failover': 1 } })
  expect(refused('', moves(2), once)).toBeUndefined()
  expect(refused(moves(2), moves(3), once)).toContain('no more of this')
  expect(refused(stops(2), stops(3), once)).toContain('no more of this')
  expect(refused(FAILOVER, FAILOVER, once)).toContain('no more of this')
})

test('a leader that a new controller did not find is elected again when it is back, and the others hear of it', () => {
  const lost = fails(2) + fails(3) + crash(1) + FAILOVER + returns(2)
  expect([after(lost), toldTo(2, lost)]).toMatchObject([{ leader: 0, leaderEpoch: 2 }, []])
  const back = lost + returns(1)
  expect(after(back)).toMatchObject({ leader: 0, leaderEpoch: 3 })
  expect(toldTo(2, back)).toMatchObject([{ leader: 0, leaderEpoch: 3 }])
})

describe('with two partitions', () => {
  const two = machineOf('2.1', {}, { partitions: 2 })
  const both = (schedule: string): readonly PartitionState[] => {
    const cluster = play(two, schedule)
    return [stateOf(cluster, 0), stateOf(cluster, 1)]
  }

  test('a broker that fails is replaced where it leads, and leaves the ISR where it follows', () =>
    expect(both(fails(1))).toEqual([
      { leader: 1, leaderEpoch: 1, isr: 0b110 },
      { leader: 1, leaderEpoch: 1, isr: 0b110 },
    ]))

  test('a write about one partition leaves the versions of the other as they are', () => {
    const cluster = play(two, 'controller moves the leader to broker 2 for partition 0')
    expect(cluster.brokers[0]?.replicas[0]?.leadership.zkVersionIsCurrent).toBe(false)
    expect(cluster.brokers[1]?.replicas[1]?.leadership.zkVersionIsCurrent).toBe(true)
    const again = play(
      two,
      `controller moves the leader to broker 2 for partition 0
      controller moves the leader to broker 3 for partition 1
      controller moves the leader to broker 1 for partition 1`,
    )
    expect(again.brokers[1]?.requests.map(({ zkVersionIsCurrent }) => zkVersionIsCurrent)).toEqual([true, false, false])
    expect(again.brokers[0]?.requests.at(-1)).toMatchObject({ partition: 1, zkVersionIsCurrent: true })
  })
})
