/** Where a follower truncates: the answers of a leader, and what each release makes of them. */
import { noLeadership } from '../../cluster'
import { logEnd, truncateTo, type Disk } from '../../replica/disk'
import { undefinedEnd, type EpochEndOffset, type EpochEntry } from '../../replica/epochs'
import { logOf } from '../../replica/log'
import type { Replica } from '../../state'
import { isRefused, refuse } from '../../../kit/refused'
import type { Decisions, Truncation } from '../decisions'
import { allAmendments, preset } from '../timeline'

const decisionsOf = (release: string, ...put: readonly string[]): Decisions => {
  const protocol = preset(release, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol.decide
}

const entries = (...pairs: readonly (readonly [number, number])[]): readonly EpochEntry[] =>
  pairs.map(([epoch, startOffset]) => ({ epoch, startOffset }))

/** Four records: epoch 0 starts at offset 0, epoch 2 at offset 1, epoch 4 at offset 3. */
const disk: Disk = {
  log: logOf([0, 2, 2, 4].map((epoch, value) => ({ epoch, value }))),
  epochs: entries([0, 0], [2, 1], [4, 3]),
  highWatermark: 0,
  recoveryPoint: 0,
  files: [],
}

const follower: Replica = {
  ...{ disk, highWatermark: 2, leader: 1, leaderEpoch: 5, fetcher: 'truncating' },
  leadership: noLeadership({ brokers: 2 }),
}

interface Asked {
  readonly of?: Replica
  readonly answer: EpochEndOffset
}

/** Where the follower truncates, and which epochs it has asked about. */
const truncated = (
  release: string,
  { of = follower, answer }: Asked,
): { readonly truncation: Truncation; readonly asked: readonly number[] } => {
  const { truncation, endOffsetFor } = decisionsOf(release)
  const asked: number[] = []
  const found = truncation(
    of,
    (epoch) => {
      asked.push(epoch)
      return answer
    },
    (epoch) => endOffsetFor(of.disk, epoch),
  )
  if (isRefused(found)) throw new Error(found.refused)
  return { truncation: found, asked }
}

const to = (release: string, asked: Asked): Truncation => truncated(release, asked).truncation
const done = (offset: number): Truncation => ({ offset, isDone: true })

describe('a follower', () => {
  test.each(['1.1', '2.0.0', '2.1'])('of %s asks about the last epoch of its log', (release) =>
    expect(truncated(release, { answer: { epoch: 4, endOffset: 4 } }).asked).toEqual([4]),
  )

  const fenced = refuse('FENCED_LEADER_EPOCH')

  test.each(['1.1', '2.0.0', '2.1'])('of %s does not truncate if its leader does not answer', (release) => {
    const { truncation, endOffsetFor } = decisionsOf(release)
    expect(
      truncation(
        follower,
        () => fenced,
        (epoch) => endOffsetFor(disk, epoch),
      ),
    ).toBe(fenced)
  })

  test.each(['1.1', '2.0.0', '2.1'])('of %s truncates to its high watermark if the leader knows nothing', (release) =>
    expect(to(release, { answer: undefinedEnd })).toEqual(done(2)),
  )
})

describe('since KIP-101 a follower truncates', () => {
  test('to the end that the leader says, if its own log reaches so far', () => {
    expect(to('1.1', { answer: { epoch: -1, endOffset: 3 } })).toEqual(done(3))
    expect(to('1.1', { answer: { epoch: -1, endOffset: 9 } })).toEqual(done(4))
  })

  test('to no more than its log end if its high watermark is beyond it', () =>
    expect(to('1.1', { of: { ...follower, highWatermark: 9 }, answer: undefinedEnd })).toEqual(done(4)))
})

describe('since KIP-279 a follower truncates', () => {
  test('to the smaller end of an epoch that both have', () => {
    expect(to('2.0.0', { answer: { epoch: 4, endOffset: 9 } })).toEqual(done(4))
    expect(to('2.0.0', { answer: { epoch: 2, endOffset: 2 } })).toEqual(done(2))
    expect(to('2.0.0', { answer: { epoch: 2, endOffset: 9 } })).toEqual(done(3))
  })

  test('to the end of its largest older epoch if it does not have that epoch, and asks again', () =>
    expect(to('2.0.0', { answer: { epoch: 3, endOffset: 4 } })).toEqual({ offset: 3, isDone: false }))

  test('to the end that the leader says if all its epochs are newer', () => {
    const newer: Replica = { ...follower, disk: { ...disk, epochs: entries([2, 1], [4, 3]) } }
    expect(to('2.0.0', { of: newer, answer: { epoch: 0, endOffset: 1 } })).toEqual(done(1))
    expect(to('2.0.0', { of: newer, answer: { epoch: 0, endOffset: 9 } })).toEqual(done(4))
  })

  test('no further if it has truncated once, and the leader knows nothing of the older epoch', () => {
    expect(to('2.0.0', { of: { ...follower, fetcher: 'truncatingAgain' }, answer: undefinedEnd })).toEqual(done(4))
    expect(
      to('2.0.0', { of: { ...follower, fetcher: 'truncatingAgain' }, answer: { epoch: 2, endOffset: 2 } }),
    ).toEqual(done(2))
  })
})

describe('a follower without any epoch', () => {
  const without: Replica = { ...follower, disk: { ...disk, epochs: [] } }
  const answer: EpochEndOffset = { epoch: 2, endOffset: 3 }

  test('asks about no epoch until KAFKA-6859', () =>
    expect(truncated('2.0.1', { of: without, answer }).asked).toEqual([-1]))

  test('truncates to its high watermark without asking since then', () => {
    expect(truncated('2.1', { of: without, answer })).toEqual({ truncation: done(2), asked: [] })
    expect(to('2.1', { of: { ...without, highWatermark: 9 }, answer })).toEqual(done(4))
  })
})

describe('an answer to what a follower asked in an earlier leader epoch', () => {
  const trusts = (release: string, epoch: number): boolean =>
    decisionsOf(release).acceptsEpochEndOffset(follower, epoch)

  test('is used until KAFKA-7786, and ignored since', () => {
    expect([trusts('2.1', 4), trusts('2.1', 5)]).toEqual([true, true])
    expect([trusts('2.1.1', 4), trusts('2.1.1', 5)]).toEqual([false, true])
  })
})

describe('a follower in another leader epoch', () => {
  const refusals = (release: string): readonly (string | undefined)[] =>
    [4, 5, 6].map((epoch) => decisionsOf(release).fences(follower, epoch)?.refused.split(':')[0])

  test('is answered until KIP-320', () => expect(refusals('2.0.1')).toEqual([undefined, undefined, undefined]))

  test('is refused since then, and told whether its epoch is older or newer', () =>
    expect(refusals('2.1')).toEqual(['FENCED_LEADER_EPOCH', undefined, 'UNKNOWN_LEADER_EPOCH']))
})

describe('an epoch that starts at the log end', () => {
  const led: Disk = { ...disk, epochs: [...disk.epochs, ...entries([5, 4])] }

  test('stays in the cache if nothing is truncated, until KAFKA-10706', () => {
    expect(decisionsOf('2.1').truncateTo(led, 4).epochs).toEqual(led.epochs)
    expect(decisionsOf('2.1', 'kafka-10706').truncateTo(led, 4).epochs).toEqual(disk.epochs)
  })

  test('goes with what is truncated', () => {
    for (const decide of [decisionsOf('2.1'), decisionsOf('2.1', 'kafka-10706')])
      expect(decide.truncateTo(led, 3)).toEqual(truncateTo(disk, 3))
    expect(logEnd(truncateTo(disk, 3))).toBe(3)
  })
})
