/** What a leader does with its log, its high watermark and its producers. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings, type Settings } from '../bounds'
import { noLeadership, replicaOf, withReplica } from '../cluster'
import type { Config } from '../config'
import type { LeaderAndIsr } from '../coordinator/state'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import type { Cluster, Leadership, Replica } from '../state'
import { preset } from '../versions/timeline'
import { logEnd, type Disk } from './disk'
import { acknowledgedOffsets, advanceHighWatermark, becomeLeader, completedAsFollower } from './leader'
import { entriesOf, logOf } from './log'
import { readable } from './read'

type Differing = Parameters<typeof bounds>[0]

const configOf = (release: string, settings: Partial<Settings> = {}, differing: Differing = {}): Config => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return {
    decide: protocol.decide,
    settings: { ...defaultSettings, ...settings },
    bounds: bounds({ brokers: 3, faults: { 'leader-move': 2, 'isr-shrink': 2, 'process-crash': 1 }, ...differing }),
  }
}

const machineOf = (release: string, settings: Partial<Settings> = {}): Machine<Cluster, Action> => {
  const { bounds: world, settings: chosen } = configOf(release, settings)
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return kafka({ protocol, settings: chosen, bounds: world })
}

const machine = machineOf('2.1')
const config = configOf('2.1')

const PRODUCES = 'producer sends a record to broker 1'
const READS = 'consumer fetches from broker 1'
const replicated = `${PRODUCES}
  broker 2 fetches from its leader
  broker 2 fetches from its leader
  broker 3 fetches from its leader
  broker 3 fetches from its leader`

const leaderAfter = (schedule: string, of = machine): Replica => replicaOf(play(of, schedule), 0, 0)
const refused = (schedule: string, line: string, of = machine): string | undefined =>
  refusal(of, play(of, schedule), line)

/** Three records of epoch 0, on the disk of broker 0. */
const disk: Disk = {
  log: logOf([0, 1, 2].map((value) => ({ epoch: 0, value }))),
  epochs: [{ epoch: 0, startOffset: 0 }],
  highWatermark: 0,
  recoveryPoint: 0,
  files: [],
}

const leaderWith = (leadership: Partial<Leadership>, changes: Partial<Replica> = {}): Replica => ({
  ...{ disk, highWatermark: 1, leader: 0, leaderEpoch: 0, fetcher: 'none' },
  leadership: {
    ...noLeadership({ brokers: 3 }),
    isr: 0b111,
    remoteLogEnds: [-1, 3, 2],
    purgatory: [1, 2],
    ...leadership,
  },
  ...changes,
})

describe('a producer', () => {
  test('gets its record appended in the epoch of the leader, with the number of records sent before it', () => {
    const twice = play(machine, `${PRODUCES}\n${PRODUCES}`)
    expect(entriesOf(replicaOf(twice, 0, 0).disk.log).map(({ record }) => record)).toEqual([
      { value: 0, epoch: 0 },
      { value: 1, epoch: 0 },
    ])
    expect(twice.produced).toEqual([2])
  })

  test('enters the epoch of its leader into the cache with the first record, unless it is there', () => {
    expect(leaderAfter(PRODUCES, machineOf('1.1')).disk.epochs).toEqual([{ epoch: 0, startOffset: 0 }])
    expect(leaderAfter('', machineOf('1.1')).disk.epochs).toEqual([])
    expect(leaderAfter(PRODUCES).disk.epochs).toEqual([{ epoch: 0, startOffset: 0 }])
    expect(leaderAfter(PRODUCES, machineOf('0.10.2')).disk.epochs).toEqual([])
  })

  test('waits with acks=all only', () => {
    const waiting = (acks: Settings['acks']): readonly number[] =>
      leaderAfter(`${PRODUCES}\n${PRODUCES}`, machineOf('2.1', { acks })).leadership.purgatory
    expect([waiting('all'), waiting('1'), waiting('0')]).toEqual([[0, 1], [], []])
  })

  test('is refused by a broker that does not lead, or does not run', () => {
    expect(refused('', 'producer sends a record to broker 2')).toContain('NOT_LEADER_FOR_PARTITION')
    expect(refused('the process of broker 1 crashes', PRODUCES)).toContain('not running')
  })

  test('has no more records than the bounds', () =>
    expect(refused(`${PRODUCES}\n${PRODUCES}`, PRODUCES)).toContain('no records are left'))
})

describe('a consumer', () => {
  test('reads committed records, and changes nothing', () => {
    const committed = play(machine, replicated)
    expect(refused(PRODUCES, READS)).toContain('nothing below its high watermark')
    expect(refused(replicated, READS)).toBeUndefined()
    expect(play(machine, `${replicated}\n${READS}`)).toEqual(committed)
  })

  test('is shown the log up to the high watermark', () => {
    const behind = leaderAfter(`${replicated}\n${PRODUCES}`)
    expect(entriesOf(readable(behind)).map(({ record }) => record.value)).toEqual([0])
  })

  test('reads nothing from an empty log, or from a broker that does not lead or run', () => {
    expect(refused('', READS)).toContain('nothing below')
    expect(refused(replicated, 'consumer fetches from broker 2')).toContain('NOT_LEADER')
    expect(refused(`${replicated}\nthe process of broker 1 crashes`, READS)).toContain('not running')
    const emptied = { ...leaderAfter(''), highWatermark: 1 }
    expect(refusal(machine, withReplica(machine.initial, 0, 0, emptied), READS)).toContain('nothing below')
  })
})

describe('the high watermark of a leader', () => {
  test('stays while its ISR is smaller than min.insync.replicas, since KAFKA-15583', () => {
    const alone = leaderWith({ isr: 0b001 })
    const at = (release: string, minIsr: number): number =>
      advanceHighWatermark(configOf(release, { minIsr }), 0, alone).highWatermark
    expect([at('3.5', 2), at('3.7', 2), at('3.7', 1)]).toEqual([3, 1, 3])
  })

  test('is the smallest log end in the ISR, its own included', () => {
    const at = (leadership: Partial<Leadership>): number =>
      advanceHighWatermark(config, 0, leaderWith(leadership)).highWatermark
    expect(at({})).toBe(2)
    expect(at({ isr: 0b011 })).toBe(3)
    expect(at({ isr: 0b001 })).toBe(3)
    expect(at({ remoteLogEnds: [-1, 9, 9] })).toBe(3)
  })

  test('waits for a member whose log end is not known, and never falls', () => {
    for (const remoteLogEnds of [
      [-1, 3, -1],
      [-1, 0, 3],
    ]) {
      const leader = leaderWith({ remoteLogEnds })
      expect(advanceHighWatermark(config, 0, leader)).toBe(leader)
    }
  })

  test('ends the wait of the producers of records below it', () => {
    const waits = (remoteLogEnds: readonly number[]): readonly number[] =>
      advanceHighWatermark(config, 0, leaderWith({ remoteLogEnds })).leadership.purgatory
    expect(waits([-1, 3, 2])).toEqual([2])
    expect(waits([-1, 3, 3])).toEqual([])
  })

  test('moves without an answer if nobody waits for it', () => {
    const silent = leaderWith({ purgatory: [2] })
    expect(advanceHighWatermark(config, 0, silent)).toEqual({ ...silent, highWatermark: 2 })
  })
})

describe('a broker that becomes leader', () => {
  const request = { leader: 0, leaderEpoch: 1, isr: 0b111, zkVersionIsCurrent: true } as LeaderAndIsr
  const follower: Replica = {
    ...leaderWith({}),
    leader: 1,
    fetcher: 'fetching',
    leadership: noLeadership({ brokers: 3 }),
  }
  const takes = (before: Replica, of = config): Replica => becomeLeader(of, before, request, 0)

  test('takes ISR, epoch and version from the request, and stops fetching', () =>
    expect(takes(follower)).toMatchObject({
      ...{ leader: 0, leaderEpoch: 1, fetcher: 'none', highWatermark: 1 },
      leadership: { isr: 0b111, pendingIsr: 0, zkVersionIsCurrent: true, startOffset: 3, purgatory: [] },
    }))

  test('does not know the log ends of the others, unless it led before', () => {
    expect(takes(follower).leadership.remoteLogEnds).toEqual([-1, -1, -1])
    expect(takes(leaderWith({})).leadership).toMatchObject({ remoteLogEnds: [-1, 3, 2], purgatory: [2] })
  })

  test('enters its epoch into the cache since KAFKA-7415', () => {
    const noted = [
      { epoch: 0, startOffset: 0 },
      { epoch: 1, startOffset: 3 },
    ]
    expect(takes(follower).disk.epochs).toEqual(noted)
    expect(takes(follower, configOf('1.1')).disk.epochs).toEqual(disk.epochs)
  })

  test('starts at the beginning if its high watermark is beyond its log, unless it led before', () => {
    expect(takes({ ...follower, highWatermark: 3 }).highWatermark).toBe(3)
    expect(takes({ ...follower, highWatermark: 4 }).highWatermark).toBe(0)
    expect(takes({ ...leaderWith({}), highWatermark: 4 }).highWatermark).toBe(4)
  })

  test('takes the ISR for caught up if the bounds have a clock', () => {
    expect(takes(follower).leadership.caughtUp).toBe(0)
    expect(takes(follower, configOf('2.1', {}, { lagClock: true })).leadership.caughtUp).toBe(0b110)
  })

  test('commits at once what it has if it is the whole ISR', () =>
    expect(becomeLeader(config, follower, { ...request, isr: 0b001 }, 0).highWatermark).toBe(logEnd(disk)))
})

describe('a producer with acks=all is answered with success', () => {
  const two = configOf('2.1', { minIsr: 2 })
  const before = leaderWith({})
  const after = advanceHighWatermark(config, 0, before)
  const answered = (from: Replica, to: Replica, of = two): readonly number[] => acknowledgedOffsets(of, 0, from, to)

  test('when the high watermark passes its record', () => {
    expect(answered(before, after)).toEqual([1])
    expect(answered(before, before)).toEqual([])
    expect(answered(after, after)).toEqual([])
  })

  test('in the step of the append by a leader that is the whole ISR', () => {
    const alone = leaderWith({ isr: 0b001, purgatory: [] }, { highWatermark: 3 })
    const shorter = { ...alone, disk: { ...disk, log: logOf([{ epoch: 0, value: 0 }]) }, highWatermark: 1 }
    expect(answered(shorter, alone, config)).toEqual([1, 2])
    expect(answered(shorter, alone, two)).toEqual([])
  })

  test('unless the ISR is smaller than min.insync.replicas by then', () =>
    expect(answered(before, { ...after, leadership: { ...after.leadership, isr: 0b001 } })).toEqual([]))

  test('by no broker that follows', () =>
    expect(answered({ ...before, leader: 1 }, { ...after, leader: 1 })).toEqual([]))

  test('not while it still waits, and not because another producer does not wait', () => {
    const waits: Replica = { ...after, leadership: { ...after.leadership, purgatory: [1, 2] } }
    expect(answered(before, waits)).toEqual([])
    const silent = leaderWith({ purgatory: [] }, { highWatermark: 2 })
    const shorter = { ...silent, disk: { ...disk, log: logOf([0, 1].map((value) => ({ epoch: 0, value }))) } }
    expect(answered(shorter, silent)).toEqual([])
  })
})

/** ListenerAdapter.onHighWatermarkUpdated (kafka-20634-flaw.ts) */
test('a follower answers those below its high watermark that wait no longer, and nobody where all go on to wait', () => {
  const [first, second] = [0, 1].map((offset) => ({ offset, value: offset + 5 }))
  const waiting = (deferred: readonly unknown[]): Replica =>
    leaderWith({ deferred: deferred as Leadership['deferred'] }, { highWatermark: 1 })
  const both = waiting([first, second])
  expect(completedAsFollower(both, waiting([second]))).toEqual([5])
  expect(completedAsFollower(both, both)).toEqual([])
})
