/** What a decision was before an amendment, and since: the same view of a broker, given to two releases. */
import { defaultSettings, type Settings } from '../bounds'
import { noLeadership } from '../cluster'
import type { LeaderAndIsr } from '../coordinator/state'
import type { Disk } from '../replica/disk'
import type { EpochEntry } from '../replica/epochs'
import { logOf } from '../replica/log'
import type { Leadership, Replica } from '../state'
import { isRefused } from '../../kit/refused'
import type { Decisions } from './decisions'
import { allAmendments, preset } from './timeline'

const decisionsOf = (release: string, ...put: readonly string[]): Decisions => {
  const protocol = preset(release, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol.decide
}

const entries = (...pairs: readonly (readonly [number, number])[]): readonly EpochEntry[] =>
  pairs.map(([epoch, startOffset]) => ({ epoch, startOffset }))

/** Three records: epoch 0 starts at offset 0, epoch 2 at offset 1. */
const disk: Disk = {
  log: logOf([0, 2, 2].map((epoch, value) => ({ epoch, value }))),
  epochs: entries([0, 0], [2, 1]),
  highWatermark: 0,
  recoveryPoint: 0,
  files: [],
}

const leadershipWith = (changes: Partial<Leadership> = {}): Leadership => ({
  ...noLeadership({ brokers: 3 }),
  ...changes,
})

/** Broker 0, whose leader is broker 1. */
const replicaWith = (changes: Partial<Replica> = {}): Replica => ({
  ...{ disk, highWatermark: 1, leader: 1, leaderEpoch: 3, fetcher: 'fetching' },
  leadership: leadershipWith(),
  ...changes,
})

const clean: Settings = defaultSettings
const unclean: Settings = { ...defaultSettings, uncleanElection: true }

describe('a replica from outside the ISR', () => {
  const mayLead = (release: string, settings: Settings): boolean => decisionsOf(release).mayElectUnclean(settings)

  test('may always lead at 0.8.0, and since KAFKA-1028 where the topic allows it', () => {
    expect([mayLead('0.8.0', clean), mayLead('0.8.0', unclean)]).toEqual([true, true])
    expect([mayLead('0.10.2', clean), mayLead('0.10.2', unclean)]).toEqual([false, true])
  })
})

describe('the last member of the ISR', () => {
  const stays = (release: string, settings: Settings): boolean => decisionsOf(release).keepsLastInIsr(settings)

  test('leaves it at 0.8.0', () => expect([stays('0.8.0', clean), stays('0.8.0', unclean)]).toEqual([false, false]))

  test('stays in it since KAFKA-1028 unless unclean elections are allowed, and since KAFKA-5642 always', () => {
    expect([stays('0.10.2', clean), stays('0.10.2', unclean)]).toEqual([true, false])
    expect([stays('1.1', clean), stays('1.1', unclean)]).toEqual([true, true])
  })
})

test('followers are told of an ISR that the controller has shrunk since KAFKA-1188', () =>
  expect(['0.8.0', '0.10.2', '2.1'].map((release) => decisionsOf(release).tellsFollowersOfShrunkIsr())).toEqual([
    false,
    true,
    true,
  ]))

describe('a broker obeys', () => {
  test('the controller that it has seen last, and any newer one', () => {
    const { acceptsControllerEpoch } = decisionsOf('2.1')
    expect([acceptsControllerEpoch(1, 0), acceptsControllerEpoch(1, 1), acceptsControllerEpoch(1, 2)]).toEqual([
      false,
      true,
      true,
    ])
  })

  test('what it was sent before it registered anew until KIP-380', () =>
    expect([
      decisionsOf('2.1').acceptsStaleBrokerEpoch(),
      decisionsOf('2.1', 'kip-380').acceptsStaleBrokerEpoch(),
    ]).toEqual([true, false]))
})

describe('a LeaderAndIsr about the leader that a broker follows already', () => {
  const restarts = (release: string, leader: number, leaderEpoch: number): boolean =>
    decisionsOf(release).restartsFetcher(replicaWith(), { leader, leaderEpoch } as LeaderAndIsr)

  test('starts the fetcher anew at 0.8.0, and since KAFKA-1188 only about another leader', () => {
    expect([restarts('0.8.0', 1, 4), restarts('0.8.0', 2, 4)]).toEqual([true, true])
    expect([restarts('0.10.2', 1, 4), restarts('0.10.2', 2, 4)]).toEqual([false, true])
  })
})

describe('a broker that begins to follow', () => {
  test('cuts its log at its high watermark at once, until KIP-101', () => {
    const { disk: cut, fetcher } = decisionsOf('0.10.2').makesFollower(replicaWith())
    expect([cut.log, fetcher]).toEqual([logOf([{ epoch: 0, value: 0 }]), 'fetching'])
  })

  test('keeps its log until it has asked its leader, since KIP-101', () =>
    expect(decisionsOf('1.1').makesFollower(replicaWith())).toEqual({ disk, fetcher: 'truncating' }))

  test('has nothing left to truncate by an answer of its leader, until KIP-101', () => {
    const { truncation } = decisionsOf('0.10.2')
    const nobody = (): never => {
      throw new Error('the leader is asked')
    }
    expect(truncation(replicaWith(), nobody, nobody)).toEqual({ offset: 3, isDone: true })
  })
})

describe('a broker that becomes leader', () => {
  const remote = leadershipWith({ remoteLogEnds: [-1, 2, 1] })
  const known = (release: string, leader: number): readonly number[] =>
    decisionsOf(release).remoteLogEndsOfNewLeader(replicaWith({ leader, leadership: remote }), 0)

  test('forgets the log ends of the others, even where it led before, until KAFKA-2721', () => {
    expect([known('0.8.0', 0), known('0.8.0', 1)]).toEqual([
      [-1, -1, -1],
      [-1, -1, -1],
    ])
    expect([known('0.10.2', 0), known('0.10.2', 1)]).toEqual([
      [-1, 2, 1],
      [-1, -1, -1],
    ])
  })

  test('notes where its epoch starts since KAFKA-7128: at its log end', () =>
    expect(['2.0.0', '2.0.1'].map((release) => decisionsOf(release).leaderEpochStartOffset(disk))).toEqual([0, 3]))

  test('enters its epoch into the cache before it has a record since KAFKA-7415', () =>
    expect(['1.1', '2.0.0', '2.0.1'].map((release) => decisionsOf(release).cachesEpochAsLeader())).toEqual([
      false,
      false,
      true,
    ]))
})

describe('the epoch cache', () => {
  test('is not written until KIP-101', () =>
    expect(decisionsOf('0.10.2').assignEpoch(entries([0, 0]), 1, 1)).toEqual(entries([0, 0])))

  test('of 1.1 takes an epoch only if it is newer than all, and starts no earlier than the last', () => {
    const { assignEpoch } = decisionsOf('1.1')
    const known = entries([1, 2])
    expect(assignEpoch([], 1, 2)).toEqual(known)
    expect(assignEpoch(known, 2, 4)).toEqual(entries([1, 2], [2, 4]))
    expect(assignEpoch(known, 2, 2)).toEqual(entries([1, 2], [2, 2]))
    expect(assignEpoch(known, 1, 4)).toEqual(known)
    expect(assignEpoch(known, 0, 4)).toEqual(known)
    expect(assignEpoch(known, 2, 1)).toEqual(known)
  })

  test('of 2.0.1 drops what is newer than an epoch that is entered, or starts where it does or later', () => {
    const { assignEpoch } = decisionsOf('2.0.1')
    const known = entries([0, 0], [2, 3])
    expect(assignEpoch([], 0, 0)).toEqual(entries([0, 0]))
    expect(assignEpoch(known, 3, 4)).toEqual(entries([0, 0], [2, 3], [3, 4]))
    expect(assignEpoch(known, 3, 3)).toEqual(entries([0, 0], [3, 3]))
    expect(assignEpoch(known, 3, 2)).toEqual(entries([0, 0], [3, 2]))
    expect(assignEpoch(known, 1, 4)).toEqual(entries([0, 0], [1, 4]))
    expect(assignEpoch(known, 2, 3)).toEqual(known)
    expect(assignEpoch(known, 2, 4)).toEqual(known)
    expect(assignEpoch(known, 2, 1)).toEqual(entries([0, 0], [2, 1]))
  })

  const endAt = (release: string, epoch: number, held = disk): readonly number[] => {
    const { endOffsetFor } = decisionsOf(release)
    const { epoch: which, endOffset } = endOffsetFor(held, epoch)
    return [which, endOffset]
  }

  test('is asked for nothing until KIP-101', () => expect(endAt('0.10.2', 0)).toEqual([-1, -1]))

  test('says where an epoch ends since KIP-101, and which epoch it is that ends there since KIP-279', () => {
    expect([endAt('1.1', 0), endAt('1.1', 1), endAt('1.1', 2)]).toEqual([
      [-1, 1],
      [-1, 1],
      [-1, 3],
    ])
    expect([endAt('2.0.0', 0), endAt('2.0.0', 1), endAt('2.0.0', 2)]).toEqual([
      [0, 1],
      [0, 1],
      [2, 3],
    ])
  })

  test('ends an epoch before its first one where that starts, since KAFKA-7415', () => {
    const late: Disk = { ...disk, epochs: entries([2, 1]) }
    expect([endAt('2.0.0', 1, late), endAt('2.0.1', 1, late)]).toEqual([
      [-1, -1],
      [1, 1],
    ])
    expect([endAt('2.0.1', 2, late), endAt('2.0.1', 3, late), endAt('2.0.1', -1, late)]).toEqual([
      [2, 3],
      [-1, -1],
      [-1, -1],
    ])
    expect(endAt('2.0.1', 1, { ...disk, epochs: [] })).toEqual([-1, -1])
  })
})

describe('a fetch that is out of range', () => {
  const on = (release: string, settings: Settings): string => decisionsOf(release).onOutOfRange(settings)

  test('makes the follower truncate at 0.8.0, and since KAFKA-7414', () =>
    expect(['0.8.0', '2.0.1'].flatMap((release) => [on(release, clean), on(release, unclean)])).toEqual([
      ...['truncate', 'truncate'],
      ...['truncate', 'truncate'],
    ]))

  test('ends its process in between, unless unclean elections are allowed', () =>
    expect(['0.10.2', '2.0.0'].flatMap((release) => [on(release, clean), on(release, unclean)])).toEqual([
      ...['exit', 'truncate'],
      ...['exit', 'truncate'],
    ]))
})

describe('a fetch that is answered with an error', () => {
  const noted = (...put: readonly string[]): readonly (number | undefined)[] =>
    (['outOfRange', 'fenced', 'unknown'] as const).map((error) => decisionsOf('2.1', ...put).notedAfterError(2, error))

  test('makes the log end of the follower unknown to the leader, and is not noted since KAFKA-8400', () => {
    expect(noted()).toEqual([-1, -1, -1])
    expect(noted('kafka-8400')).toEqual([undefined, undefined, undefined])
  })

  test('is noted by the first attempt at KIP-320 if only its leader epoch is wrong, older or newer', () =>
    expect(noted('kip-320-first-try')).toEqual([-1, 2, 2]))
})

describe('a follower may join the ISR', () => {
  const leader = replicaWith({ leadership: leadershipWith({ startOffset: 2 }), highWatermark: 1 })
  const joins = (release: string, led: Replica, ...ends: readonly number[]): readonly boolean[] =>
    ends.map((end) => decisionsOf(release).mayJoinIsr(led, end))

  test('once it has reached the high watermark', () =>
    expect(joins('2.0.0', leader, 0, 1, 2)).toEqual([false, true, true]))

  test('once it has reached the start of the leader epoch as well, since KAFKA-7128', () => {
    expect(joins('2.0.1', leader, 0, 1, 2)).toEqual([false, false, true])
    expect(joins('2.0.1', { ...leader, highWatermark: 3 }, 2, 3)).toEqual([false, true])
  })
})

describe('a follower may be dropped from the ISR', () => {
  const leaves = (release: string): readonly boolean[] =>
    [2, 3].map((end) => decisionsOf(release).mayLeaveIsr(replicaWith(), end))

  test('where it is behind, at 0.8.0', () => expect(leaves('0.8.0')).toEqual([true, false]))
  test('whatever it has, since KAFKA-1170', () => expect(leaves('0.10.2')).toEqual([true, true]))
  test('where its log does not end as that of the leader, since KAFKA-7152', () =>
    expect(leaves('2.1')).toEqual([true, false]))
})

describe('the high watermark waits', () => {
  const leadership = leadershipWith({ isr: 0b011, pendingIsr: 0b111, caughtUp: 0b100 })
  const quorum = (release: string, ...put: readonly string[]): number =>
    decisionsOf(release, ...put).highWatermarkQuorum(leadership)

  test('for the ISR at 0.8.0, and since KAFKA-4485 for whoever was caught up lately', () =>
    expect([quorum('0.8.0'), quorum('0.10.2')]).toEqual([0b011, 0b111]))

  test('for every replica in an ISR that is pending, since KIP-497', () =>
    expect(decisionsOf('2.1', 'kip-497').highWatermarkQuorum({ ...leadership, caughtUp: 0 })).toBe(0b111))
})

describe('an ISR that a leader writes', () => {
  test('locks the partition until KIP-497', () =>
    expect(
      [decisionsOf('2.1'), decisionsOf('2.1', 'kip-497')].map(({ locksForIsrWrite }) => locksForIsrWrite()),
    ).toEqual([true, false]))

  test('is found, if it is there under another version, since KAFKA-1382', () =>
    expect(['0.8.0', '0.10.2'].map((release) => decisionsOf(release).acceptsFoundIsr())).toEqual([false, true]))

  const lost = (decide: Decisions): readonly string[] => [true, false].map((is) => decide.onLostIsrAnswer(is))

  test('is kept, adopted or waited for where its answer is lost, as the release has it', () => {
    expect(lost(decisionsOf('0.8.0'))).toEqual(['keep', 'keep'])
    expect(lost(decisionsOf('0.10.2'))).toEqual(['adopt', 'keep'])
    expect(lost(decisionsOf('1.1'))).toEqual(['expire', 'expire'])
    expect(lost(decisionsOf('2.1', 'kip-497'))).toEqual(['wait', 'wait'])
  })
})

describe('min.insync.replicas', () => {
  const two: Settings = { ...defaultSettings, minIsr: 2 }
  const [one, both] = [leadershipWith({ isr: 0b001 }), leadershipWith({ isr: 0b011 })]
  const refuses = (release: string, leadership: Leadership, settings: Settings): boolean =>
    isRefused(decisionsOf(release).refusesProduce(leadership, settings) ?? {})

  test('refuses acks=all while the ISR is smaller, since KAFKA-1555', () => {
    expect(['0.8.0', '0.10.2'].map((release) => refuses(release, one, two))).toEqual([false, true])
    expect(refuses('0.10.2', both, two)).toBe(false)
  })

  test('is nothing to a producer that does not wait for the ISR', () =>
    expect((['0', '1'] as const).map((acks) => refuses('0.10.2', one, { ...two, acks }))).toEqual([false, false]))

  test('is asked again when the record is committed, since KAFKA-1555', () => {
    expect(decisionsOf('0.8.0').acknowledges(one, two)).toBe(true)
    expect([one, both].map((leadership) => decisionsOf('0.10.2').acknowledges(leadership, two))).toEqual([false, true])
  })
})
