import { z } from 'zod'
import type { Account } from '../explorer/account'
import { shapes } from './json'

/** Nothing is readonly to zod, and what is optional may be undefined. */
type Plain<T> = T extends object
  ? { -readonly [K in keyof T]: object extends Pick<T, K> ? Plain<T[K]> | undefined : Plain<T[K]> }
  : T

/** What `tidemark export --format json` writes: explorer/account.ts as a schema. The compiler holds the two to each other. */
const step = z.int().describe('steps are counted from 1; 0 is the beginning')
const lane = z.int().describe('a lane, counted from 0')
const texts = z.array(z.string())

const finding = z.strictObject({ property: z.string(), sentence: z.string(), rung: z.string().optional() })

const rerun = z.strictObject({
  ...{ format: z.literal(1), title: z.string(), scope: texts },
  question: z.record(z.string(), z.string()),
  verdict: z.enum(['still fails', 'fixed', 'diverged']),
  planned: z.int().describe('the steps that were to be taken'),
  trace: shapes.replay.shape.trace,
  findings: z.array(finding).describe('what broke; the trace then ends there'),
  diverged: z.strictObject({ step, event: z.string(), because: z.string() }).optional(),
  token: z.string(),
})

const change = z.strictObject({ path: z.string(), before: z.string(), after: z.string() })

const deed = z.strictObject({
  lane: lane.describe('who acts'),
  role: z.enum(['work', 'harm', 'heal', 'look']),
  touches: z.array(lane).describe('the lanes that a fault hits, or that are mended'),
  changes: z.array(change).describe('what changed in the whole state, field by field'),
})

const message = z.strictObject({
  ...{ from: lane, to: lane },
  kind: z.enum([
    ...['produce', 'acknowledge', 'fetch', 'fetch answer', 'ask epoch end', 'epoch end', 'LeaderAndIsr', 'consume'],
  ] as const),
  label: z.string(),
  sent: step,
  received: step.optional(),
  lost: step.optional(),
})

const cells = z.array(z.strictObject({ value: z.string(), epoch: z.int() }))

const broker = z.strictObject({
  ...{ isUp: z.boolean(), marks: texts, role: z.enum(['leader', 'follower', 'none']) },
  ...{ leader: z.string().optional(), leaderEpoch: z.int() },
  fetcher: z.enum(['none', 'truncating', 'converging', 'fetching']),
  ...{ log: cells, logStart: z.int(), highWatermark: z.int(), checkpoint: z.int(), recoveryPoint: z.int() },
  epochs: z.array(z.strictObject({ epoch: z.int(), startOffset: z.int() })),
  leads: z
    .strictObject({ isr: texts, logEnds: z.record(z.string(), z.int()), waiting: z.array(z.int()) })
    .optional()
    .describe('what only a leader knows'),
})

const partition = z.strictObject({
  ...{ leader: z.string().optional(), leaderEpoch: z.int(), isr: texts, elr: texts.optional() },
  ...{ controllerEpoch: z.int(), live: texts },
})

const moment = z.strictObject({
  brokers: z.record(z.string(), broker).optional().describe('by lane, those brokers that changed'),
  partition: partition.optional(),
  clients: z.strictObject({ committed: cells, acknowledged: texts }).optional(),
})

export const accountJson = z.strictObject({
  format: z.literal(1),
  rerun: rerun.describe('what came of the schedule, and how it reads as text'),
  lanes: z.array(
    z.strictObject({ kind: z.enum(['clients', 'controller', 'broker', 'participant']), name: z.string() }),
  ),
  deeds: z.array(deed).describe('one for each step'),
  messages: z.array(message),
  moments: z.array(moment).describe('the beginning, then one for each step: what differs from the moment before'),
  guards: z
    .strictObject({ actions: texts, reasons: texts, refused: z.array(z.array(z.int())) })
    .describe('what could not happen: for each moment, pairs of action and reason that changed; -1: it is possible'),
}) satisfies z.ZodType<Plain<Account>>
