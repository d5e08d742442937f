/**
 * The life of one generated log: records come, time passes, the high watermark moves, the cleaner and the retention task run. After
 * each of their rounds the specification is asked (specification.fixture.ts).
 */
import fc from 'fast-check'
import type { Decisions } from '../versions/decisions'
import { allAmendments, preset } from '../versions/timeline'
import { cleanable } from './cleanable'
import { clean } from './cleaning'
import { deleteOldSegments } from './retention'
import { rollsBefore } from './rolling'
import {
  activeSegment,
  compacts,
  defaultLogConfig,
  NO_HORIZON,
  type Batch,
  type LogConfig,
  type LogView,
  type Segment,
} from './segment'
import { noNotes, wrongCleaning, wrongRetention, type Notes } from './specification.fixture'

/** What happens to a log. */
type Happening =
  | {
      readonly is: 'append'
      readonly key: number
      readonly isTombstone: boolean
      readonly size: number
      readonly late: number
    }
  | { readonly is: 'commit'; readonly records: number }
  | { readonly is: 'wait'; readonly time: number }
  | { readonly is: 'clean'; readonly mostKeys: number }
  | { readonly is: 'delete' }

/** What is tried: the rules of this project, or wrong ones. */
export interface Rules {
  readonly clean: typeof clean
  readonly cleanable: typeof cleanable
  readonly deleteOldSegments: typeof deleteOldSegments
  readonly decide: Decisions
}

/** All that 4.0 decides about the storage of a log. */
export const decided = (without: readonly string[] = []): Decisions => {
  const put = allAmendments.filter(({ name }) => ['kafka-8724', 'kafka-13194', 'kip-534', 'kafka-17076'].includes(name))
  const known = allAmendments.map(({ name }) => name)
  const protocol = preset('2.1', { with: put.filter(({ name }) => !without.includes(name)), without })
  if (protocol === undefined || without.some((name) => !known.includes(name))) throw new Error(`no ${without.join()}`)
  return protocol.decide
}

export const rules: Rules = { clean, cleanable, deleteOldSegments, decide: decided() }

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('append' as const),
      ...{ key: fc.integer({ min: 0, max: 3 }), isTombstone: fc.boolean(), size: fc.integer({ min: 70, max: 130 }) },
      late: fc.integer({ min: 0, max: 12 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('commit' as const), records: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('wait' as const), time: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('clean' as const), mostKeys: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 2, arbitrary: fc.constant({ is: 'delete' as const }) },
)

const config: fc.Arbitrary<LogConfig> = fc
  .record({
    segmentBytes: fc.integer({ min: 150, max: 500 }),
    retentionMs: fc.constantFrom(-1, 9, 15),
    retentionBytes: fc.constantFrom(-1, 300, 700),
    cleanupPolicy: fc.constantFrom(
      'compact' as const,
      'compact' as const,
      'compact,delete' as const,
      'delete' as const,
    ),
    deleteRetentionMs: fc.constantFrom(0, 9, 15),
    minCompactionLagMs: fc.constantFrom(0, 0, 9),
  })
  .map((drawn) => ({ ...defaultLogConfig, ...drawn }))

/** A log, and all that it has ever been given. */
interface Life {
  readonly view: LogView
  readonly written: readonly Batch[]
  readonly cleanerOffset: number
  readonly now: number
  readonly notes: Notes
}

const START = 1000

const birth: Life = {
  view: { segments: [{ baseOffset: 0, batches: [], lastModified: START }], logStart: 0, logEnd: 0, highWatermark: 0 },
  ...{ written: [], cleanerOffset: 0, now: START, notes: noNotes },
}

/** One of four keys, the last of which is none. */
const KEYS = ['k', 'l', 'm', null] as const

const append = (
  life: Life,
  { key, isTombstone, size, late }: Happening & { is: 'append' },
  settings: LogConfig,
): Life => {
  const { view, now } = life
  const batch: Batch = {
    ...{ offset: view.logEnd, epoch: 0, key: KEYS[key] ?? null, value: isTombstone ? null : `v${view.logEnd}` },
    ...{ timestamp: now - late, size, deleteHorizon: NO_HORIZON, count: 1 },
  }
  const active = activeSegment(view.segments)
  const rolls = rollsBefore(active, batch, settings) !== undefined
  const into: Segment = rolls ? { baseOffset: view.logEnd, batches: [], lastModified: now } : active
  const others = rolls ? view.segments : view.segments.slice(0, -1)
  const segments = [...others, { ...into, batches: [...into.batches, batch], lastModified: now }]
  return { ...life, written: [...life.written, batch], view: { ...view, segments, logEnd: view.logEnd + 1 } }
}

/** What is wrong with a life, by the specification. Undefined: nothing. */
const wrongIn = (tried: Rules, settings: LogConfig, happenings: readonly Happening[]): string | undefined => {
  let life = birth
  for (const what of happenings) {
    const { view, now, notes } = life
    if (what.is === 'append') life = append(life, what, settings)
    else if (what.is === 'commit')
      life = { ...life, view: { ...view, highWatermark: Math.min(view.logEnd, view.highWatermark + what.records) } }
    else if (what.is === 'wait') life = { ...life, now: now + what.time }
    else if (what.is === 'delete') {
      const done = tried.deleteOldSegments(view, settings, now, tried.decide)
      const wrong = wrongRetention({ view, settings, now, done })
      if (wrong !== undefined) return wrong
      const fresh: Segment = { baseOffset: view.logEnd, batches: [], lastModified: now }
      const segments = done.rolls ? [fresh] : view.segments.slice(done.deleted)
      life = { ...life, view: { ...view, segments, logStart: done.logStart } }
    } else if (compacts(settings)) {
      const todo = tried.cleanable(view, life.cleanerOffset, settings, now, tried.decide)
      if (todo.cleanableBytes === 0) continue
      const done = tried.clean(view, todo, settings, now, tried.decide, what.mostKeys)
      const { written } = life
      const from = Math.max(life.cleanerOffset, view.logStart)
      const wrong = wrongCleaning({ view, settings, now, done, written, notes, from, mostKeys: what.mostKeys })
      if (typeof wrong === 'string') return wrong
      const { cleanerOffset, segments } = done
      life = { ...life, view: { ...view, segments }, cleanerOffset, notes: wrong }
    }
  }
  return undefined
}

const lives = fc.tuple(config, fc.array(happening, { minLength: 8, maxLength: 26 }))

/** Tries so many generated logs, and throws with a short one that is wrong. */
export const tryLogs = (tried: Rules, logs: number, seed: number): void =>
  fc.assert(
    fc.property(lives, ([settings, happenings]) => {
      const wrong = wrongIn(tried, settings, happenings)
      if (wrong !== undefined) throw new Error(wrong)
    }),
    { numRuns: logs, seed },
  )

export type Drawn = ReturnType<typeof drawLogs>

/** Generated logs, to be tried several times. */
export const drawLogs = (logs: number, seed: number): readonly (readonly [LogConfig, readonly Happening[]])[] =>
  fc.sample(lives, { numRuns: logs, seed })

/** What is wrong with the first of these logs that is wrong. Undefined: none is. */
export const firstWrong = (tried: Rules, drawn: Drawn): string | undefined => {
  for (const [settings, happenings] of drawn) {
    const wrong = wrongIn(tried, settings, happenings)
    if (wrong !== undefined) return wrong
  }
  return undefined
}
