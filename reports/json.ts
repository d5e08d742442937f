import { z } from 'zod'
import { entry } from './saved'

/**
 * What `--json` prints, by command. The types of what is printed follow from these schemas, and so does docs/json.md;
 * at run time only their types are needed, and nobody waits for zod.
 */
const finding = z.strictObject({
  property: z.string().describe("number and name: 'S12 strong ISR'"),
  sentence: z.string().describe('what is wrong, in one sentence'),
  rung: z.string().optional().describe('the rung of the ladder on which the property stands'),
})

const step = z.strictObject({
  event: z.string().describe('what happens'),
  code: z.string().describe('its short form, as in the token'),
  fault: z.string().optional().describe('which fault this is, if it is one'),
  cells: z.array(z.string()).describe('the state afterwards, one cell for each column'),
  notes: z.array(z.string()).describe('what the step means beyond its cells'),
})

const trace = z.strictObject({
  columns: z.array(z.string()),
  legend: z.array(z.string()),
  initial: z.array(z.string()).describe('the cells of the initial state'),
  steps: z.array(step),
})

const fact = z.strictObject({
  name: z.string(),
  required: z.boolean().describe('a complete search that never meets it ends with exit code 11'),
  depth: z.int().optional().describe('the steps after which it was first met; absent: never'),
})

const common = {
  format: z.literal(1).describe('the version of this shape'),
  exitCode: z.int().describe('the exit code of the process'),
}

const question = z.record(z.string(), z.string()).describe('the whole question, by the names of the options')
const standsFor = z
  .string()
  .optional()
  .describe('where a release was named that is no preset: which preset stands for it, and why')
const timed = '; absent with `--untimed`'

const counts = {
  distinct: z.int().describe('different states found'),
  generated: z.int().describe('transitions taken'),
  depth: z.int().describe('steps from the initial state to the states expanded last'),
  seconds: z.number().optional().describe(`wall-clock time of the search${timed}`),
}

const checkJson = z.strictObject({
  ...common,
  command: z.literal('check'),
  title: z.string().describe('what was checked'),
  standsFor,
  question,
  symmetry: z
    .boolean()
    .optional()
    .describe('of states that differ in the names of peers only, one was counted (`--symmetry`)'),
  partialOrder: z
    .strictObject({
      spared: z.int().describe('transitions left out, because another order of steps leads to the same'),
      timesFewer: z.number().describe('all transitions, by those that were taken'),
    })
    .optional()
    .describe('of steps that have nothing to do with each other, one order was taken (`--partial-order`)'),
  fingerprints: z
    .strictObject({
      oddsOfMissing: z.number().describe('that a state was missed, at most: n(n-1) / 2^65 for n states'),
    })
    .optional()
    .describe('states were told apart by 64 bits each (`--fingerprints`)'),
  lostThreads: z
    .int()
    .optional()
    .describe('threads that ended before the search did; what they had begun was done again (`--workers`)'),
  verdict: z.enum(['holds', 'broken', 'inconclusive']),
  stopped: z
    .enum(['states', 'time', 'memory', 'interrupt', 'disk'])
    .optional()
    .describe('why an inconclusive search ended'),
  kept: z
    .strictObject({
      path: z.string().describe('the folder in which the search is kept'),
      states: z.int().describe('the states of it that are there; `--resume` goes on from there'),
      trouble: z.string().optional().describe('why it could not be kept as it was in the end'),
    })
    .optional()
    .describe('where an inconclusive search is kept'),
  property: z.string().optional().describe('the broken property to blame: the lowest on the ladder'),
  sentence: z.string().optional().describe('what is wrong, in one sentence'),
  rung: z.string().optional().describe('the rung of the ladder on which it stands'),
  also: z.array(finding).optional().describe('what else the last step breaks'),
  steps: z.int().optional().describe('length of the shortest way to the failure'),
  ...counts,
  enabled: z
    .strictObject({ mean: z.number(), most: z.int() })
    .optional()
    .describe('the steps that are enabled in an expanded state; absent where something is broken'),
  frontier: z.int().describe('states found and not expanded'),
  levels: z
    .array(z.int())
    .describe('how many states are so many steps from the initial one: after none, after one, and so on'),
  cpuSeconds: z.number().optional().describe(`processor time of the search${timed}`),
  bytesPerState: z.number().optional().describe(`memory of the search by state${timed}`),
  statesPerSecond: z.int().optional().describe(`distinct states by second${timed}`),
  facts: z.array(fact).describe('the interesting things asked for, and whether they happened'),
  token: z.string().optional().describe('the argument of `tidemark replay`'),
  trace: trace.optional().describe('the way to the failure'),
  next: z.string().describe('a command worth trying now'),
})

const walkJson = z.strictObject({
  ...common,
  command: z.literal('walk'),
  title: z.string().describe('what was asked'),
  standsFor,
  question,
  drawn: z.array(z.string()).describe('what each walk drew for itself'),
  verdict: z.enum(['holds', 'broken']),
  stopped: z
    .enum(['states', 'time', 'memory', 'interrupt', 'threads'])
    .optional()
    .describe('why the walks ended early'),
  because: z.string().optional().describe('of what threads died, where the next walks cost two of them their lives'),
  seed: z.string(),
  first: z.int().describe('the number of the first walk'),
  walks: z.int().describe('walks taken'),
  totalSteps: z.int().describe('steps of all walks'),
  atMostOneIn: z
    .int()
    .optional()
    .describe(
      'where thirty walks or more broke nothing: one in so many at most breaks something (95 %, rule of three)',
    ),
  newInNext: z
    .number()
    .optional()
    .describe(
      'where 1,200 walks or more broke nothing: the share of the states that the next one meets that would be new, at most (Good-Turing)',
    ),
  seconds: z.number().optional().describe(`wall-clock time${timed}`),
  cpuSeconds: z.number().optional().describe(`processor time${timed}`),
  facts: z.array(fact).describe('the interesting things asked for; depth: after how many steps of a walk'),
  property: z.string().optional().describe('the broken property to blame'),
  sentence: z.string().optional().describe('what is wrong, in one sentence'),
  rung: z.string().optional().describe('the rung of the ladder on which it stands'),
  also: z.array(finding).optional().describe('what else the last step breaks'),
  steps: z.int().optional().describe('length of the shrunk schedule'),
  isShortest: z.boolean().optional().describe('a complete search found no shorter one in its world'),
  fingerprint: z.string().optional().describe('a name of the failure that does not depend on the seed'),
  token: z.string().optional().describe('the shrunk schedule: the argument of `tidemark replay`'),
  found: z
    .strictObject({
      walk: z.int().describe('the number of the walk'),
      steps: z.int().describe('the steps that it took'),
      token: z.string().describe('the walk as it was'),
    })
    .optional(),
  trace: trace.optional(),
  next: z.string().describe('a command worth trying now'),
})

const replayJson = z.strictObject({
  ...common,
  command: z.literal('replay'),
  title: z.string().describe('what was replayed'),
  standsFor,
  question,
  verdict: z.enum(['still fails', 'fixed', 'diverged']),
  property: z.string().optional().describe('the broken property to blame'),
  sentence: z.string().optional().describe('what is wrong, in one sentence'),
  rung: z.string().optional().describe('the rung of the ladder on which it stands'),
  also: z.array(finding).optional().describe('what else the same step breaks'),
  planned: z.int().describe('the steps of the token'),
  steps: z.int().describe('the steps that were taken'),
  diverged: z
    .strictObject({
      step: z.int().describe('the first step that could not be taken, from 1'),
      event: z.string(),
      because: z.string().describe('the guard that is false there'),
    })
    .optional(),
  token: z.string().describe('the token that was replayed'),
  trace,
  changes: z
    .array(
      z.strictObject({
        path: z.string().describe('the field: cluster.brokers[1].log'),
        before: z.string(),
        after: z.string(),
      }),
    )
    .optional()
    .describe('with `--step`: what that step changed'),
  states: z
    .array(z.array(z.strictObject({ path: z.string(), value: z.string() })))
    .optional()
    .describe('with `--verbose`: every field of every state, the initial one first'),
  next: z.string().describe('a command worth trying now'),
})

const row = z.strictObject({
  name: z.string().describe('what the row is about'),
  verdict: z.enum(['holds', 'broken', 'inconclusive']),
  property: z.string().optional().describe('the broken property to blame'),
  rung: z.string().optional().describe('the rung of the ladder on which it stands'),
  steps: z.int().optional().describe('length of the shortest way to the failure'),
  ...counts,
  token: z.string().optional().describe('the argument of `tidemark replay`'),
  held: z
    .strictObject({
      by: z.string().describe('the version that was asked about the same world'),
      verdict: z.enum(['holds', 'broken', 'inconclusive']),
      ...counts,
    })
    .optional(),
  differs: z.string().optional().describe('how the answer differs from the one on record; absent: it does not'),
  question,
})

const rowsJson = z.strictObject({
  ...common,
  command: z.enum(['ladder', 'ablate']),
  verdict: z.enum(['as on record', 'differs', 'inconclusive']),
  rows: z.array(row),
})

const amendment = z.strictObject({
  name: z.string(),
  since: z.string(),
  title: z.string(),
  repairs: z.string().describe('what goes wrong without it'),
  disaster: z.string().optional().describe('the property that breaks without it, and after how many steps'),
})

const glanceJson = z.strictObject({
  kafka: z.string().describe('the preset, as it is or varied'),
  standsFor,
  readAt: z.string().describe('the tag of Apache Kafka at which it was read'),
  differs: z.array(z.string()).describe('where a release was named: how it differs beyond these decisions'),
  decisions: z.array(
    z.strictObject({
      decision: z.string(),
      about: z.string().describe('the part of the protocol to which it belongs'),
      asks: z.string().describe('the question that it decides'),
      answer: z.array(z.string()).describe('a sentence or two; or cases, of which the first that applies counts'),
      by: z
        .array(
          z.strictObject({
            name: z.string().describe('an amendment, or base: Kafka 0.8.0'),
            since: z.string(),
            place: z.strictObject({ path: z.string(), line: z.int() }).describe('where it decides that'),
          }),
        )
        .describe('who answers; behind it those whose earlier answers are part of the answer'),
      method: z.string().optional().describe('the Kafka method; absent where this Kafka has none'),
      readAt: z.string().optional().describe('the tag at which the method was read'),
    }),
  ),
})

const timelineJson = z.strictObject({
  ...common,
  command: z.literal('timeline'),
  verdict: z.literal('holds'),
  releases: z.array(z.strictObject({ name: z.string(), adds: z.array(amendment) })),
  later: z.array(amendment).describe('what came after the last release modelled'),
  glance: glanceJson.optional().describe('with `--kafka`: that release, decision by decision'),
  next: z.string().describe('a command worth trying now'),
})

const tellJson = z.strictObject({
  ...common,
  command: z.literal('tell'),
  title: z.string().describe('the title of the story'),
  verdict: z.enum(['as written', 'differs', 'rewritten']),
  differences: z.array(
    z.strictObject({
      line: z.int().describe('where the block ends in the page'),
      expected: z.array(z.string()),
      printed: z.array(z.string()),
    }),
  ),
  token: z.string().describe('the schedule of the story'),
})

const pageJson = z.strictObject({
  ...common,
  command: z.literal('page'),
  verdict: z.literal('written'),
  path: z.string().describe('the file that was written'),
  title: z.string(),
  findings: z.array(
    z.strictObject({
      title: z.string(),
      fingerprint: z.string().describe('a name of the failure that does not depend on a seed'),
      property: z.string().optional().describe('the broken property to blame'),
      times: z.int().describe('failures that came to this'),
      steps: z.int().describe('the steps that were taken'),
      comparedWith: z.string().optional().describe('the Kafka whose steps stand beside it'),
      partsAt: z.int().optional().describe('the first step after which the two are not alike'),
    }),
  ),
  next: z.string().describe('a command worth trying now'),
})

const reportJson = z.strictObject({
  ...common,
  command: z.literal('report'),
  verdict: z.enum(['as on record', 'differs']),
  of: z.string().describe('the command whose run was compared'),
  compared: z.int().describe('answers that are on record, too'),
  newFailures: z.array(entry),
  fixed: z.array(entry),
  stillFailing: z.array(entry),
  diverged: z.array(entry).describe('schedules that cannot be taken any more'),
  changed: z.array(z.strictObject({ id: z.string(), figure: z.string(), before: z.string(), now: z.string() })),
  facts: z.array(z.strictObject({ id: z.string(), fact: z.string(), isMet: z.boolean() })),
  added: z.array(entry).describe('answers that are not on record'),
})

const exportJson = z.strictObject({
  ...common,
  command: z.literal('export'),
  as: z.string().describe('the format'),
  steps: z.int().describe('the steps that were taken'),
  text: z.string().optional().describe('the schedule in that format; absent where it was written to a file'),
  path: z.string().optional().describe('the file that was written'),
})

const serveJson = z.strictObject({
  ...common,
  command: z.literal('serve'),
  url: z.string().describe('where it answered'),
  requests: z.int().describe('how many requests were answered until it was ended'),
})

const baselineJson = z.strictObject({
  ...common,
  command: z.literal('baseline'),
  verdict: z.enum(['as on record', 'accepted']),
  entries: z.int().describe('answers on record'),
})

const errorJson = z.strictObject({
  ...common,
  verdict: z.enum(['bad input', 'bug']),
  error: z.string().describe('one line: what was wrong, and what was expected'),
})

/** The schema of each command, and of what any of them prints when it cannot answer. */
export const shapes = {
  check: checkJson,
  replay: replayJson,
  walk: walkJson,
  tell: tellJson,
  page: pageJson,
  report: reportJson,
  baseline: baselineJson,
  serve: serveJson,
  export: exportJson,
  ladder: rowsJson,
  ablate: rowsJson,
  timeline: timelineJson,
  error: errorJson,
} as const

export type CheckJson = z.infer<typeof checkJson>
export type ReportJson = z.infer<typeof reportJson>
export type WalkJson = z.infer<typeof walkJson>
export type ReplayJson = z.infer<typeof replayJson>
export type RowJson = z.infer<typeof row>
export type TimelineJson = z.infer<typeof timelineJson>
export type GlanceJson = z.infer<typeof glanceJson>
export type AnyJson = { readonly [K in keyof typeof shapes]: z.infer<(typeof shapes)[K]> }[keyof typeof shapes]
