/** Generated logs against the specification of compaction and retention. More of them: generated-logs.night.test.ts. */
import type { Decisions } from '../versions/decisions'
import type { Cleaning } from './cleaning'
import { decided, drawLogs, firstWrong, rules, tryLogs, type Rules } from './generated-logs.fixture'
import type { Retention } from './retention'
import type { Segment } from './segment'

test('compaction and retention are as specified, for 2,000 generated logs', () => tryLogs(rules, 2000, 17))

const drawn = drawLogs(250, 17)

const deciding = (differing: Partial<Decisions>): Rules => ({ ...rules, decide: { ...rules.decide, ...differing } })

const cleaning = (spoil: (done: Cleaning, until: number) => Partial<Cleaning>): Rules => ({
  ...rules,
  clean: (view, todo, ...rest) => {
    const done = rules.clean(view, todo, ...rest)
    return { ...done, ...spoil(done, todo.firstUncleanable) }
  },
})

const retaining = (spoil: (done: Retention, segments: readonly Segment[]) => Partial<Retention>): Rules => ({
  ...rules,
  deleteOldSegments: (view, ...rest) => {
    const done = rules.deleteOldSegments(view, ...rest)
    return { ...done, ...spoil(done, view.segments) }
  },
})

const eachSegment = (spoil: (segment: Segment, place: number) => Segment): Rules =>
  cleaning(({ segments }) => ({ segments: segments.map(spoil) }))

describe('a wrong variant is noticed', () => {
  test.each(['kip-33', 'kafka-5634', 'kafka-13194', 'kip-534', 'kafka-17076'])('without %s', (name) =>
    expect(firstWrong({ ...rules, decide: decided([name]) }, drawn)).toBeDefined(),
  )

  test.each<[string, Rules]>([
    ['a tombstone that goes at once', deciding({ keepsTombstone: () => false })],
    ['a tombstone that never goes', deciding({ keepsTombstone: () => true })],
    ['a delete horizon that is set too early', deciding({ deleteHorizon: (now) => now })],
    [
      'a tombstone that stays a millisecond too long',
      deciding({ keepsTombstone: ({ deleteHorizon }, { now }) => deleteHorizon < 0 || now <= deleteHorizon }),
    ],
    ['a cleaner that is bounded by a high watermark too few', deciding({ cleansBelow: (offset) => offset - 1 })],
    [
      'a cleaner that takes what a full map does not cover for clean',
      cleaning((_, until) => ({ cleanerOffset: until })),
    ],
    ['records out of order', eachSegment((one) => ({ ...one, batches: [...one.batches].reverse() }))],
    ['a segment without its first record', eachSegment((one) => ({ ...one, batches: one.batches.slice(1) }))],
    [
      'offsets that are given anew',
      eachSegment((one) => ({
        ...one,
        batches: one.batches.map((batch, place) => ({ ...batch, offset: one.baseOffset + place })),
      })),
    ],
    [
      'a value of another record',
      eachSegment((one) => ({
        ...one,
        batches: one.batches.map((batch) => ({ ...batch, value: batch.value && 'v' })),
      })),
    ],
    ['the active segment lost', cleaning(({ segments }) => ({ segments: segments.slice(0, -1) }))],
    [
      'a cleaner without min.compaction.lag.ms',
      {
        ...rules,
        cleanable: (view, from, config, ...rest) =>
          rules.cleanable(view, from, { ...config, minCompactionLagMs: 0 }, ...rest),
      },
    ],
    [
      'segments that become too large',
      {
        ...rules,
        clean: (view, todo, config, ...rest) => rules.clean(view, todo, { ...config, segmentBytes: 1e9 }, ...rest),
      },
    ],
    [
      'keys that are ignored',
      {
        ...rules,
        clean: ({ segments }, ...rest) =>
          rules.clean(
            {
              segments: segments.map((one) => ({
                ...one,
                batches: one.batches.map((batch) => ({ ...batch, key: batch.key ?? 'none' })),
              })),
            },
            ...rest,
          ),
      },
    ],
    ['retention of a segment too few', retaining(({ deleted }) => ({ deleted: Math.max(0, deleted - 1) }))],
    [
      'retention of a segment too many',
      retaining(({ deleted }, { length }) => ({ deleted: Math.min(deleted + 1, length - 1) })),
    ],
    ['retention that does not roll', retaining(() => ({ rolls: false }))],
    ['retention that leaves the log start where it was', retaining(() => ({ logStart: 0 }))],
    [
      'retention that is a millisecond late',
      {
        ...rules,
        deleteOldSegments: (view, config, now, decide) => rules.deleteOldSegments(view, config, now - 1, decide),
      },
    ],
    [
      'retention that keeps a byte too many',
      {
        ...rules,
        deleteOldSegments: (view, config, ...rest) =>
          rules.deleteOldSegments(view, { ...config, retentionBytes: config.retentionBytes + 1 }, ...rest),
      },
    ],
  ])('%s', (_, wrong) => expect(firstWrong(wrong, drawn)).toBeDefined())

  test('and the right one is not', () => expect(firstWrong(rules, drawn)).toBeUndefined())
})
