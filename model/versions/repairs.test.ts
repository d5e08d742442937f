/** What an amendment alone changes, on top of the first releases: one decision, before it and since. */
import { defaultSettings, type Settings } from '../bounds'
import { noLeadership } from '../cluster'
import {
  UNASSIGNED,
  UNREGISTERED,
  type BrokerRegistration,
  type PartitionRegistration,
} from '../coordinator/kraft/state'
import type { Leadership, Replica } from '../state'
import { defaultLogConfig, type Batch, type Segment } from '../storage/segment'
import { NONE } from '../../kit/schema'
import { base } from './base'
import { protocol, type Amendment, type Decisions } from './decisions'
import { isTakenIn } from './eras'
import { notLeaderError } from './error-names'
import { allAmendments } from './timeline'

const amendment = (name: string): Amendment => {
  const found = allAmendments.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no amendment ${name}`)
  return found
}

/** The decisions of an amendment, where the version before it decides as the first releases did, but for these. */
const decideBy = (name: string, was: Partial<Decisions> = {}): Decisions =>
  protocol(name, '2.1', { ...base, ...was }, [amendment(name)]).decide

type Row = readonly [name: string, claim: string, ask: (decide: Decisions) => unknown, before: unknown, since: unknown]

const rows: readonly Row[] = [
  ['kip-107', 'a follower learns where the log of its leader starts', (d) => d.learnsLogStart(), false, true],
  [
    'kafka-1647',
    'a replica that has no leader yet keeps its high watermark',
    (d) => d.keepsUnledHighWatermark(),
    false,
    true,
  ],
  ['kafka-10471', 'the clean marker is deleted before logs are loaded', (d) => d.deletesMarkerFirst(), false, true],
  ['kafka-2477', 'a fetch reads behind the log end', (d) => d.readsBehindLogEnd(), true, false],
  [
    'kafka-6835',
    'the controller elects when unclean elections are allowed',
    (d) => d.electsWhenUncleanIsAllowed(),
    false,
    true,
  ],
  ['kafka-7866', 'the log end moves before all is written', (d) => d.movesLogEndFirst(), false, true],
  ['kafka-10778', 'a log takes batches after an append has failed', (d) => d.takesAfterFailure(), true, false],
  [
    'kafka-14704',
    'an answer without records says how much is committed',
    (d) => d.adoptsHighWatermarkOfDiverging(),
    true,
    false,
  ],
  ['kafka-13207-flaw', 'an answer cuts the log of a leader', (d) => d.cutsAfterRemoval(), false, true],
  ['kafka-13194', 'the cleaner stops at the high watermark', (d) => d.cleansBelow(3), Infinity, 3],
  ['kip-455', 'the old replicas are told of a reassignment', (d) => d.tellsOldReplicas(), true, false],
  [
    'published-after-registration',
    'a process publishes before it has registered',
    (d) => d.publishesUnregistered(),
    true,
    false,
  ],
  ['kafka-20634-flaw', 'a follower answers producers', (d) => d.completesAsFollower(), false, true],
]

test.each(rows)('%s: %s, before or since', (name, _, ask, before, since) =>
  expect([ask(base), ask(decideBy(name))]).toEqual([before, since]),
)

describe('recovery', () => {
  const recovered = (decide: Decisions): readonly boolean[] => [0, 1].map((epoch) => decide.recoversEpoch(epoch))
  test('enters any epoch into the cache', () => expect(recovered(base)).toEqual([true, true]))
  test('leaves out epoch 0 with the mistake of KAFKA-10432', () =>
    expect(recovered(decideBy('kafka-10432-flaw'))).toEqual([false, true]))
})

describe('a follower that is out of range', () => {
  const begins = (decide: Decisions): readonly unknown[] => [4, 5, 6].map((start) => decide.beginsAnewAt(start, 5))
  test('begins anew where the log of its leader does, before KAFKA-2143', () => expect(begins(base)).toEqual([4, 5, 6]))
  test('keeps its log unless that of its leader starts above it, since KAFKA-2143', () =>
    expect(begins(decideBy('kafka-2143'))).toEqual([undefined, undefined, 6]))
})

describe('the high watermark', () => {
  test('of a log that begins anew stays, and moves to its start since KAFKA-9491', () => {
    const moved = (decide: Decisions): readonly number[] => [1, 7].map((old) => decide.highWatermarkOfNewLog(old, 4))
    expect([moved(base), moved(decideBy('kafka-9491'))]).toEqual([
      [1, 7],
      [4, 7],
    ])
  })

  test('of a log that is cut stays, and is lowered to the log end since KAFKA-8457', () => {
    const cut = (decide: Decisions): readonly number[] => [1, 7].map((old) => decide.highWatermarkOnceCut(old, 4))
    expect([cut(base), cut(decideBy('kafka-8457'))]).toEqual([
      [1, 7],
      [1, 4],
    ])
  })
})

describe('the cleaner', () => {
  test('keeps its offset when the log is cut, and goes back to the active segment since KAFKA-3330', () => {
    const kept = (decide: Decisions): readonly number[] =>
      [3, 5].map((offset) => decide.cleanerOffsetAfterTruncation(offset, 4))
    expect([kept(base), kept(decideBy('kafka-3330'))]).toEqual([
      [3, 5],
      [3, 4],
    ])
  })

  test('begins at the log start where its offset is beyond the log end, since KAFKA-8724', () => {
    const log = { logStart: 2, logEnd: 6 } as Parameters<Decisions['firstDirty']>[1]
    const first = (decide: Decisions): readonly number[] => [1, 6, 7].map((offset) => decide.firstDirty(offset, log))
    expect([first(base), first(decideBy('kafka-8724'))]).toEqual([
      [2, 6, 7],
      [2, 6, 2],
    ])
  })
})

test('a process that starts with a log directory offline creates what was in it anew, and since KIP-858 only what is assigned nowhere', () => {
  const creates = (decide: Decisions): readonly boolean[] => [1, UNASSIGNED].map((at) => decide.createsWhileOffline(at))
  expect([creates(base), creates(decideBy('kip-858'))]).toEqual([
    [true, true],
    [false, true],
  ])
})

test('a follower appends no batch of a later epoch than its own since KAFKA-18723, nor what was refused before', () => {
  const follower = { leaderEpoch: 2 } as Replica
  const appends = (decide: Decisions): readonly boolean[] => [2, 3].map((epoch) => decide.appendsBatch(follower, epoch))
  expect([appends(base), appends(decideBy('kafka-18723'))]).toEqual([
    [true, true],
    [true, false],
  ])
  expect(appends(decideBy('kafka-18723', { appendsBatch: () => false }))).toEqual([false, false])
})

/** Cleaner.clean, Cleaner.cleanSegments (0.10.1.0) */
test('a tombstone goes by when its segment was written, and since KIP-33 by the newest record in it, if it has one', () => {
  const segment = (lastModified: number, ...timestamps: readonly number[]): Segment =>
    ({ lastModified, batches: timestamps.map((timestamp) => ({ timestamp })) }) as unknown as Segment
  const config = { ...defaultLogConfig, deleteRetentionMs: 50 }
  const keeps = (decide: Decisions, old: Segment, lastClean?: Segment): boolean =>
    decide.keepsTombstone({} as Batch, { segment: old, lastClean, now: 0, config })
  const kept = (decide: Decisions): readonly boolean[] => [
    keeps(decide, segment(100, 20, 10), segment(100, 80)),
    keeps(decide, segment(20, 90), segment(100)),
    keeps(decide, segment(40), segment(100)),
    keeps(decide, segment(60), segment(200, 100)),
    keeps(decide, segment(1, 0)),
  ]
  expect([kept(base), kept(decideBy('kip-33'))]).toEqual([
    [true, false, false, false, true],
    [false, true, false, true, false],
  ])
})

describe('with KRaft', () => {
  const seen = (epoch: number, isFenced: boolean): BrokerRegistration => ({ epoch, isFenced }) as BrokerRegistration

  test('a fetch of an earlier process than an unfenced one does not count since KAFKA-15221', () => {
    const { acceptsFetchOf } = decideBy('kafka-15221')
    expect([0, 1, 2, UNREGISTERED].map((fetched) => acceptsFetchOf(seen(1, false), fetched))).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect(acceptsFetchOf(seen(1, true), 0)).toBe(true)
    expect(decideBy('kafka-15221', { acceptsFetchOf: () => false }).acceptsFetchOf(seen(1, true), 0)).toBe(false)
  })

  const leaves = (epoch: number): BrokerRegistration => ({ ...seen(epoch, false), inControlledShutdown: true })
  const brokers: readonly BrokerRegistration[] = [
    { ...seen(1, false), inControlledShutdown: false },
    { ...seen(1, true), inControlledShutdown: false },
    leaves(1),
  ]

  test('a broker that is fenced or in controlled shutdown does not join the ISR since KIP-841, nor one that did not before', () => {
    const barred = (decide: Decisions): readonly boolean[] => brokers.map((one) => decide.barsFromIsr(one, 1))
    const isFit = (decide: Decisions): readonly boolean[] => brokers.map((one) => decide.isEligibleForIsr(one, 1))
    expect([barred(base), barred(decideBy('kip-841'))]).toEqual([
      [false, false, false],
      [false, true, true],
    ])
    expect([isFit(base), isFit(decideBy('kip-841'))]).toEqual([
      [true, true, true],
      [true, false, false],
    ])
    const strict = decideBy('kip-841', { barsFromIsr: () => true, isEligibleForIsr: () => false })
    expect([barred(strict)[0], isFit(strict)[0]]).toEqual([true, false])
  })

  test('a fetch of another process than the registered one makes nobody fit for the ISR since KIP-903', () => {
    const isFit = (decide: Decisions): readonly boolean[] =>
      [0, 1, UNREGISTERED].map((fetched) => decide.isEligibleForIsr(seen(1, false), fetched))
    expect([isFit(base), isFit(decideBy('kip-903'))]).toEqual([
      [true, true, true],
      [false, true, true],
    ])
    expect(isFit(decideBy('kip-903', { isEligibleForIsr: () => false }))).toEqual([false, false, false])
  })

  test('a leader is remembered when the ISR becomes empty, and later when the partition loses it, unless one is remembered', () => {
    const lastKnown = (lastKnownLeader: number): PartitionRegistration => ({ lastKnownLeader }) as PartitionRegistration
    const remembers = (decide: Decisions): readonly boolean[] => [
      decide.remembersLastLeader(lastKnown(NONE), false, 0),
      decide.remembersLastLeader(lastKnown(NONE), true, 1),
      decide.remembersLastLeader(lastKnown(0), true, 0),
    ]
    expect([remembers(base), remembers(decideBy('last-leader-at-loss'))]).toEqual([
      [true, false, false],
      [false, true, false],
    ])
  })

  const led = (isr: number): Leadership => ({ ...noLeadership({ brokers: 2 }), isr })

  test('the high watermark waits for min.insync.replicas since KAFKA-15583', () => {
    const advances = (decide: Decisions): readonly boolean[] =>
      [0b01, 0b11].map((isr) => decide.advancesWithIsr(led(isr), 2))
    expect([advances(base), advances(decideBy('kafka-15583'))]).toEqual([
      [true, true],
      [false, true],
    ])
    expect(advances(decideBy('kafka-15583', { advancesWithIsr: () => false }))).toEqual([false, false])
  })

  test('no more members are asked for than there are replicas since KAFKA-15583', () => {
    const many: Settings = { ...defaultSettings, minIsr: 3 }
    const { refusesProduce, acknowledges } = protocol('', '2.1', base, [
      amendment('kafka-1555'),
      amendment('kafka-15583'),
    ]).decide
    expect([refusesProduce(led(0b11), many), acknowledges(led(0b11), many)]).toEqual([undefined, true])
    expect(acknowledges(led(0b01), many)).toBe(false)
  })

  test('a reassignment that removes more than it adds is complete once all replicas that stay are in the ISR, since KAFKA-19975', () => {
    const replicas = { adding: 0b100, target: 0b110 }
    const isComplete = (decide: Decisions): readonly boolean[] =>
      [
        { ...replicas, removing: 0b11001, isr: 0b100 },
        { ...replicas, removing: 0b11001, isr: 0b110 },
        { ...replicas, removing: 0b1, isr: 0b100 },
      ].map((asked) => decide.completesReassignment(asked))
    expect([isComplete(base), isComplete(decideBy('kafka-19975'))]).toEqual([
      [true, true, true],
      [false, true, true],
    ])
  })
})

describe('what no release has', () => {
  const before = {
    disk: { epochs: [{ epoch: 0, startOffset: 0 }], log: [] },
    leadership: { remoteLogEnds: [2, 1], isr: 0b001, pendingIsr: 0b100, unassigned: 0b110 },
  } as unknown as Replica

  test('a new leader epoch begins without what the leader knew of its followers', () => {
    const ofLeader = { remoteLogEndsOfNewLeader: () => [2, 1] }
    const { remoteLogEndsOfNewLeader } = decideBy('hypothetical-reset-remote', ofLeader)
    expect(remoteLogEndsOfNewLeader(before, 0)).toEqual([-1, -1])
  })

  test('the high watermark waits for members of the maximal ISR that are no replicas any more', () => {
    const quorum = (decide: Decisions): number => decide.highWatermarkQuorum(before.leadership)
    expect([quorum(base), quorum(decideBy('hypothetical-old-replicas-count'))]).toEqual([0b001, 0b101])
  })

  test('a follower forgets an epoch in which it led and wrote nothing', () => {
    const makesFollower: Decisions['makesFollower'] = ({ disk }) => ({ disk, fetcher: 'fetching' })
    const { disk } = decideBy('hypothetical-no-empty-epoch', { makesFollower }).makesFollower(before)
    expect(disk.epochs).toEqual([])
  })
})

describe('a decision', () => {
  test('of the controller that writes znodes is taken with ZooKeeper only', () =>
    expect(['2.1', '4.3'].map((release) => isTakenIn('onLostIsrAnswer', release))).toEqual([true, false]))
  test('of the controller that writes the metadata log is taken with KRaft only', () =>
    expect(['2.1', '4.3'].map((release) => isTakenIn('barsFromIsr', release))).toEqual([false, true]))
  test('of a log is taken with both', () =>
    expect(['2.1', '4.3'].map((release) => isTakenIn('recoversEpoch', release))).toEqual([true, true]))
})

test('the error of a broker that does not lead has another name since 2.6, and not where 2.6 stands for a version before', () => {
  const named = (release: string, since: string): string =>
    notLeaderError(protocol('', release, base, [{ ...amendment('kafka-10778'), since }]))
  const isOld = (release: string, since: string): boolean => named(release, since) === 'NOT_LEADER_FOR_PARTITION'
  expect(named('2.6', '2.6.0')).toBe('NOT_LEADER_OR_FOLLOWER')
  expect(isOld('3.2', '3.0.0')).toBe(false)
  expect(isOld('2.1', '2.6.0')).toBe(true)
  expect(['2.4.0', '0.10.2.0', 'none yet'].map((since) => isOld('2.6', since))).toEqual([true, true, true])
})
