/** What decisions say about cases that no schedule of the versions on record gets to, and other ways of using them might. */
import { bounds, defaultSettings } from '../../bounds'
import { isRefused } from '../../../kit/refused'
import { noLeadership, replicaOf } from '../../cluster'
import { endOffsetFor } from '../../replica/disk'
import { UNDEFINED, undefinedEnd, type EpochEndOffset } from '../../replica/epochs'
import { kafka } from '../../machine'
import { play } from '../../play'
import type { Decisions, Reader } from '../decisions'
import type { LeaderAndIsr } from '../../coordinator/state'
import type { Disk } from '../../replica/disk'
import type { EpochEntry } from '../../replica/epochs'
import type { Replica } from '../../state'
import { logOf } from '../../replica/log'
import { preset } from '../timeline'
import { followerFirst } from './hypothetical-follower-first'
import { kafka9338 } from './kafka-9338'
import { kip320FirstTry } from './kip-320-first-try'

const decisionsOf = (release: string): Decisions => {
  const protocol = preset(release)
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol.decide
}

const entries = (...pairs: readonly (readonly [number, number])[]): readonly EpochEntry[] =>
  pairs.map(([epoch, startOffset]) => ({ epoch, startOffset }))

const diskOf = (records: readonly number[], epochs: readonly EpochEntry[]): Disk => ({
  log: logOf(records.map((epoch, value) => ({ epoch, value }))),
  ...{ epochs, highWatermark: 0, recoveryPoint: 0, files: [] },
})

const followerOf = (disk: Disk, fetcher: Replica['fetcher']): Replica => ({
  ...{ disk, fetcher, highWatermark: 0, leader: 1, leaderEpoch: 2 },
  leadership: noLeadership({ brokers: 2 }),
})

describe('LeaderEpochFileCache.assign', () => {
  test('of 1.1 ignores an epoch that begins before the last one known', () => {
    const known = entries([1, 3])
    expect(decisionsOf('1.1').assignEpoch(known, 2, 2)).toEqual(known)
    expect(decisionsOf('1.1').assignEpoch(known, 2, 3)).toEqual(entries([1, 3], [2, 3]))
  })

  test('of 2.1 moves the epoch that it knows to an earlier beginning, and not to a later one', () => {
    const known = entries([0, 0], [1, 3])
    expect(decisionsOf('2.1').assignEpoch(known, 1, 2)).toEqual(entries([0, 0], [1, 2]))
    expect(decisionsOf('2.1').assignEpoch(known, 1, 4)).toEqual(known)
  })
})

describe('LeaderEpochFileCache.endOffsetFor of 2.1', () => {
  const { endOffsetFor } = decisionsOf('2.1')
  const disk = diskOf([2], entries([2, 0]))

  test('ends an epoch older than all it knows where the first one begins', () =>
    expect(endOffsetFor(disk, 1)).toEqual({ epoch: 1, endOffset: 0 }))

  test('has no answer about no epoch', () => expect(endOffsetFor(disk, UNDEFINED)).toEqual(undefinedEnd))
})

describe('truncation since KIP-279', () => {
  const { truncation } = decisionsOf('2.0.0')
  const disk = diskOf([0, 0], entries([0, 0]))
  const by = (fetcher: Replica['fetcher'], answer: EpochEndOffset): unknown =>
    truncation(
      followerOf(disk, fetcher),
      () => answer,
      (epoch) => endOffsetFor(disk, epoch),
    )

  test('falls back to the high watermark where the leader knows nothing at all', () =>
    expect(by('truncating', undefinedEnd)).toEqual({ offset: 0, isDone: true }))

  test('keeps what is left where the leader knows nothing of what it is asked next', () =>
    expect(by('truncatingAgain', undefinedEnd)).toEqual({ offset: 2, isDone: true }))

  test('takes an answer without an epoch for an offset', () =>
    expect(by('truncating', { epoch: UNDEFINED, endOffset: 1 })).toEqual({ offset: 1, isDone: true }))
})

describe('Partition.makeFollower, asked to follow the leader that it follows, ', () => {
  const follower = { ...followerOf(diskOf([], []), 'fetching'), leaderEpoch: 2, leader: 1 }
  const restarts = (release: string, leaderEpoch: number, leader = 1): boolean =>
    decisionsOf(release).restartsFetcher(follower, { leader, leaderEpoch } as LeaderAndIsr)

  test('goes on at 2.0.0, whatever the epoch', () =>
    expect([3, 4, 5].map((epoch) => restarts('2.0.0', epoch))).toEqual([false, false, false]))
  test('starts anew at 2.0.1 if it missed an epoch', () =>
    expect([3, 4, 5].map((epoch) => restarts('2.0.1', epoch))).toEqual([false, true, true]))
  test('starts anew under another leader, at 2.0.1 as before', () =>
    expect(['2.0.0', '2.0.1', '2.1'].map((release) => restarts(release, 3, 2))).toEqual([true, true, true]))
  test('starts anew at 2.1 in any newer epoch', () =>
    expect([3, 4, 5].map((epoch) => restarts('2.1', epoch))).toEqual([true, true, true]))
})

test('a follower that is fenced fetches nothing, even from a leader that counts its fetches', () => {
  const firstTry = preset('2.1', { with: [kafka9338, kip320FirstTry] })
  if (firstTry === undefined) throw new Error('no such variation of 2.1')
  const machine = kafka({
    protocol: firstTry,
    settings: defaultSettings,
    bounds: bounds({ brokers: 3, records: 1, faults: { 'leader-move': 2 } }),
  })
  const missedTwoEpochs = play(
    machine,
    `producer sends a record to broker 1
    broker 2 fetches from its leader
    controller moves the leader to broker 3
    broker 3 handles the next LeaderAndIsr of controller epoch 0
    broker 1 handles the next LeaderAndIsr of controller epoch 0
    broker 1 truncates
    controller moves the leader to broker 1
    broker 1 handles the next LeaderAndIsr of controller epoch 0`,
  )
  const fetch = machine.actions.parse('broker 2 fetches from its leader')
  const fenced = fetch && machine.fire(missedTwoEpochs, fetch)
  if (fenced === undefined || isRefused(fenced)) throw new Error('the fetch is refused')
  expect(replicaOf(fenced, 1, 0)).toEqual({ ...replicaOf(missedTwoEpochs, 1, 0), fetcher: 'none' })
  expect(replicaOf(fenced, 0, 0).leadership.remoteLogEnds[1]).toBe(1)
})

describe('the high watermark in a fetch response', () => {
  const leadership = { ...noLeadership({ brokers: 3 }), isr: 0b111, remoteLogEnds: [-1, 1, 2] }
  const leader: Replica = { ...followerOf(diskOf([0, 0], []), 'none'), leader: 0, highWatermark: 1, leadership }
  const reader = (follower: number, logEnd: number): Reader => ({ self: 0, follower, logEnd })
  const early = preset('2.1', { with: [followerFirst] })?.decide

  test("is the leader's own", () => expect(decisionsOf('2.1').sentHighWatermark(leader, reader(1, 2))).toBe(1))

  test('is what it will be once the follower has what it is sent, where followers come first', () => {
    expect(early?.sentHighWatermark(leader, reader(1, 2))).toBe(2)
    expect(early?.sentHighWatermark(leader, reader(2, 2))).toBe(1)
  })

  test('is never below that of the leader', () =>
    expect(early?.sentHighWatermark({ ...leader, highWatermark: 2 }, reader(1, 0))).toBe(2))
})
