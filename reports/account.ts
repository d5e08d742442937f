import { z } from 'zod'
import type { Account } from '../lab/telling/account/account'

/**
 * The format of a saved account, as `tidemark export --format json` writes it. To read an account from a file, use it
 * with `readSaved`, whose errors name the line. The shape equals the type in lab/telling/account/account.ts; the
 * compiler compares the two.
 */
const moment = z.int().nonnegative()
const step = z.int().positive().describe('steps are counted from 1; 0 is the initial state')
const lane = z.int().nonnegative().describe('a lane, counted from 0')
const names = z.array(z.string())

const finding = z.strictObject({ property: z.string(), sentence: z.string(), rung: z.string().exactOptional() })

const traceStep = z.strictObject({
  event: z.string(),
  code: z.string(),
  fault: z.string().exactOptional(),
  cells: names,
  notes: names,
})

const traceEnd = { loop: step.exactOptional(), deadEnd: z.boolean().exactOptional() }

const rerun = z.strictObject({
  format: z.literal(1),
  title: z.string(),
  scope: names,
  question: z.record(z.string(), z.string()),
  verdict: z.enum(['still fails', 'fixed', 'diverged']),
  planned: moment.describe('the number of steps in the schedule'),
  trace: z.strictObject({ columns: names, legend: names, initial: names, steps: z.array(traceStep), ...traceEnd }),
  findings: z.array(finding).describe('the broken properties; the trace ends at the step that breaks them'),
  diverged: z.strictObject({ step, event: z.string(), because: z.string() }).exactOptional(),
  token: z.string(),
})

const lanes = z.array(
  z.strictObject({ kind: z.enum(['clients', 'controller', 'broker', 'participant']), name: z.string() }),
)

const deed = z.strictObject({
  lane: lane.describe('the lane of the actor'),
  role: z.enum(['work', 'harm', 'heal', 'look']),
  touches: z.array(lane).describe('the lanes that a fault affects or a repair restores'),
  changes: z
    .array(z.strictObject({ path: z.string(), before: z.string(), after: z.string() }))
    .describe('the fields of the complete state that changed'),
})

const message = z.strictObject({
  from: lane,
  to: lane,
  kind: z.enum([
    ...(['produce', 'acknowledge', 'fetch', 'fetch answer', 'ask epoch end', 'epoch end'] as const),
    ...(['LeaderAndIsr', 'StopReplica', 'consume'] as const),
  ]),
  label: z.string(),
  sent: step,
  received: step.exactOptional(),
  lost: step.exactOptional(),
})

const cell = z.strictObject({ value: z.string(), epoch: z.int() })

const broker = z.strictObject({
  isUp: z.boolean(),
  marks: names,
  role: z.enum(['leader', 'follower', 'none']),
  leader: z.string().exactOptional(),
  leaderEpoch: z.int(),
  fetcher: z.enum(['none', 'truncating', 'truncatingAgain', 'fetching']),
  log: z.array(cell),
  logStart: z.int(),
  highWatermark: z.int(),
  checkpoint: z.int(),
  recoveryPoint: z.int(),
  epochs: z.array(z.strictObject({ epoch: z.int(), startOffset: z.int() })),
  leads: z
    .strictObject({ isr: names, remoteLogEnds: z.record(z.string(), z.int()), waiting: z.array(z.int()) })
    .exactOptional()
    .describe('the state that only a leader has'),
})

const partition = z.strictObject({
  leader: z.string().exactOptional(),
  leaderEpoch: z.int(),
  isr: names,
  elr: names.exactOptional(),
  controllerEpoch: z.int(),
  live: names,
})

const held = z.strictObject({
  brokers: z.record(z.string(), broker).exactOptional().describe('the brokers that changed, by lane'),
  partition: partition.exactOptional(),
  clients: z.strictObject({ committed: z.array(cell), acknowledged: names }).exactOptional(),
})

const guards = z.strictObject({
  actions: names,
  reasons: names,
  refused: z.array(z.array(z.int())),
})

const parts = z.strictObject({
  format: z.literal(1),
  rerun: rerun.describe('the result of the schedule, and its trace as text'),
  lanes,
  deeds: z.array(deed).describe('one per step'),
  messages: z.array(message),
  moments: z.array(held).describe('the initial state, then one per step: the differences from the moment before'),
  guards: guards.describe(
    'refused actions: for each moment, the pairs of action and reason that changed; reason -1: the action is enabled',
  ),
})

/** The same type without `readonly`, as zod infers its types. */
type Writable<T> = T extends string | number | boolean ? T : { -readonly [K in keyof T]: Writable<T[K]> }

type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false

// Does not compile if the shape and the type have different fields.
true satisfies Same<Writable<z.infer<typeof parts>>, Writable<Account>>

export const accountShape: z.ZodType<Account> = parts.superRefine((account, context) => {
  const wrong = misfitOf(account)
  if (wrong !== undefined) context.addIssue({ code: 'custom', ...wrong })
})

interface Misfit {
  readonly path: (string | number)[]
  readonly message: string
}

/**
 * Checks what field types cannot express: the number of moments, and that all lanes, actions and reasons that are named
 * exist.
 */
const misfitOf = ({
  rerun: { trace },
  lanes: all,
  deeds,
  messages,
  moments,
  guards: known,
}: Account): Misfit | undefined => {
  const steps = trace.steps.length
  if (deeds.length !== steps) return { path: ['deeds'], message: `expected ${steps}, one per step of the trace` }
  if (moments.length !== steps + 1)
    return { path: ['moments'], message: `expected ${steps + 1}: the initial state, and one per step` }
  const strayDeed = deeds.findIndex(({ lane: acts, touches }) => [acts, ...touches].some((one) => one >= all.length))
  if (strayDeed >= 0) return { path: ['deeds', strayDeed], message: `expected lanes below ${all.length}` }
  const strayArrow = messages.findIndex(({ from, to }) => Math.max(from, to) >= all.length)
  if (strayArrow >= 0) return { path: ['messages', strayArrow], message: `expected lanes below ${all.length}` }
  const early = messages.findIndex(
    ({ sent, received = sent, lost = sent }) =>
      Math.min(received, lost) < sent || Math.max(sent, received, lost) > steps,
  )
  if (early >= 0)
    return {
      path: ['messages', early],
      message: `expected steps up to ${steps}, and sent before it is received or lost`,
    }
  const stray = known.refused.findIndex((pairs) => !arePairs(pairs, known))
  return stray < 0
    ? undefined
    : {
        path: ['guards', 'refused', stray],
        message: 'expected pairs of an existing action and an existing reason, or -1 for no reason',
      }
}

const arePairs = (numbers: readonly number[], { actions, reasons }: Account['guards']): boolean =>
  numbers.length % 2 === 0 &&
  numbers.every((number, index) =>
    index % 2 === 0 ? number >= 0 && number < actions.length : number >= -1 && number < reasons.length,
  )
