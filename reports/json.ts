import { z } from 'zod'
import { baselineJson } from './json-baseline'
import { explainJson } from './json-explain'
import { causesJson } from './json-causes'
import { common } from './json-common'
import { coverageJson } from './json-coverage'
import { outside } from './json-outside'
import { counts, fact, finding, partialOrder, question, standsFor, stopped, symmetry, timed, trace } from './json-parts'
import { reachJson } from './json-reach'
import { realReplayJson, realWalkJson } from './json-real'
import { realJudgeJson, realRecordJson } from './json-recorded'
import { timelineJson, type glanceJson } from './json-timeline'
import { unconfirmed } from './json-unconfirmed'
import { why } from './json-why'
import { searchesJson } from './json-searches'
import { campaignJson, workJson } from './json-campaign'
import { shellJson, shellLineJson } from './json-shell'
import { ablationJson } from './json-ablation'
import { surviveJson } from './json-survive'
import { crashesJson, stopsJson } from './json-stops'
import { entry } from './saved'

/**
 * The output of `--json`, by command. The types of the output and docs/json.md are derived from these schemas. At run
 * time only the types are needed, so zod costs no time.
 */
const checkJson = z.strictObject({
  ...common,
  command: z.literal('check'),
  title: z.string().describe('what was checked'),
  standsFor,
  question,
  symmetry,
  partialOrder,
  fingerprints: z
    .strictObject({
      oddsOfMissing: z
        .number()
        .describe('the probability that a state was missed, at most: n(n-1) / 2^65 for n states'),
    })
    .optional()
    .describe('states were compared by 64-bit fingerprints (`--fingerprints`)'),
  lostThreads: z
    .int()
    .optional()
    .describe('number of threads that ended before the search; other threads repeated their work (`--workers`)'),
  verdict: z.enum(['holds', 'broken', 'inconclusive']),
  stopped,
  unconfirmed,
  kept: z
    .strictObject({
      path: z.string().describe('the folder in which the search is saved'),
      states: z.int().describe('the number of saved states; `--resume` continues from them'),
      trouble: z.string().optional().describe('why the last state of the search could not be saved'),
    })
    .optional()
    .describe('where an inconclusive search is saved'),
  outside: outside.optional(),
  remedy: z
    .strictObject({
      what: z.string(),
      isServed: z.boolean().optional().describe('clients were not served, and now are'),
      isLossy: z.boolean().optional().describe('records may be lost all the same; the question is about that'),
      question,
    })
    .optional()
    .describe(
      'settings with which nothing is lost, or clients are served, within the same bounds, if it is otherwise now',
    ),
  property: z.string().optional().describe('the broken property to blame: the lowest on the ladder'),
  sentence: z.string().optional().describe('the violation, in one sentence'),
  rung: z.string().optional().describe('the rung of this property'),
  also: z.array(finding).optional().describe('the other properties that the last step breaks'),
  steps: z.int().optional().describe('length of the shortest schedule to the failure'),
  ...counts,
  enabled: z
    .strictObject({ mean: z.number(), most: z.int() })
    .optional()
    .describe('the number of actions that are enabled in an expanded state; absent if a property is broken'),
  healingJudged: z
    .boolean()
    .optional()
    .describe(
      'if a search with a property of convergence is inconclusive: how healing ends was judged in all expanded states',
    ),
  leftOut: z
    .number()
    .optional()
    .describe('states for which it was not judged whether they settle, because the bounds keep them from it'),
  untaken: z
    .array(z.string())
    .optional()
    .describe(
      'faults that are allowed and that no step of a search that holds took, so that its verdict says nothing about them',
    ),
  stuck: z
    .strictObject({
      states: z.int().describe('number of expanded states in which no action is enabled'),
      steps: z.int().describe('length of a shortest schedule to one of them'),
      token: z.string().describe('this schedule, as the argument of `tidemark replay`'),
    })
    .optional()
    .describe('states without a step; absent if there is none'),
  frontier: z.int().describe('states found and not expanded'),
  levels: z
    .array(z.int())
    .describe('number of states by their distance from the initial state: 0 steps, 1 step, and so on'),
  cpuSeconds: z.number().optional().describe(`processor time of the search${timed}`),
  bytesPerState: z.number().optional().describe(`memory of the search per state${timed}`),
  statesPerSecond: z.int().optional().describe(`distinct states per second${timed}`),
  facts: z.array(fact).describe('the facts that were searched for, and whether they were reached'),
  token: z.string().optional().describe('the argument of `tidemark replay`'),
  trace: trace.optional().describe('the schedule of the failure'),
  next: z.string().describe('a suggested next command'),
})

const walkJson = z.strictObject({
  ...common,
  command: z.literal('walk'),
  title: z.string().describe('what was asked'),
  standsFor,
  question,
  drawn: z.array(z.string()).describe('the options that each walk drew at random'),
  verdict: z.enum(['holds', 'broken']),
  stopped: z
    .enum(['states', 'time', 'memory', 'interrupt', 'threads'])
    .optional()
    .describe('why the walks stopped early'),
  because: z.string().optional().describe('why two threads crashed on the same walks, if they did'),
  seed: z.string(),
  strategy: z.string().optional().describe('how walks chose their steps; absent: as is usual'),
  first: z.int().describe('the number of the first walk'),
  walks: z.int().describe('number of walks taken'),
  totalSteps: z.int().describe('number of steps of all walks'),
  healed: z
    .strictObject({
      walks: z.int().describe('walks that were healed where they ended or turned back'),
      settled: z.int().describe('walks that settled each time'),
      leftOut: z.int().describe('walks that came to a state which a property leaves out'),
      open: z.int().describe('walks that had not settled after the most healing steps: not judged'),
      within: z.int().describe('the most healing steps at one end'),
      times: z.int().describe('how often walks were healed'),
      steps: z.int().describe('the number of healing steps'),
    })
    .optional()
    .describe('if a property of convergence was asked for: what came of healing'),
  atMostOneIn: z
    .int()
    .optional()
    .describe(
      'if thirty walks or more broke nothing: at most one in this many walks breaks a property (95 %, rule of three)',
    ),
  newInNext: z
    .number()
    .optional()
    .describe('if 1,200 walks or more broke nothing: the share of new states in the next walk, at most (Good-Turing)'),
  seconds: z.number().optional().describe(`wall-clock time${timed}`),
  cpuSeconds: z.number().optional().describe(`processor time${timed}`),
  facts: z.array(fact).describe('the facts that were searched for; depth: the number of steps of the walk'),
  property: z.string().optional().describe('the broken property to blame'),
  sentence: z.string().optional().describe('the violation, in one sentence'),
  rung: z.string().optional().describe('the rung of this property'),
  also: z.array(finding).optional().describe('the other properties that the last step breaks'),
  steps: z.int().optional().describe('length of the shrunk schedule'),
  causes: entry.shape.causes,
  passed: z.array(z.int()).optional().describe('with `--continue`: the walks whose failures have a known cause'),
  isShortest: z.boolean().optional().describe('a complete search found no shorter schedule within the same bounds'),
  fingerprint: z.string().optional().describe('a name of the failure that does not depend on the seed'),
  token: z.string().optional().describe('the shrunk schedule: the argument of `tidemark replay`'),
  found: z
    .strictObject({
      walk: z.int().describe('the number of the walk'),
      steps: z.int().describe('the number of its steps'),
      token: z.string().describe('the original schedule of the walk'),
    })
    .optional(),
  trace: trace.optional(),
  next: z.string().describe('a suggested next command'),
})

const replayJson = z.strictObject({
  ...common,
  command: z.literal('replay'),
  title: z.string().describe('what was replayed'),
  standsFor,
  question,
  verdict: z.enum(['still fails', 'fixed', 'diverged']),
  property: z.string().optional().describe('the broken property to blame'),
  sentence: z.string().optional().describe('the violation, in one sentence'),
  rung: z.string().optional().describe('the rung of this property'),
  also: z.array(finding).optional().describe('the other properties that the same step breaks'),
  planned: z.int().describe('the number of steps in the token'),
  steps: z.int().describe('the number of steps that were replayed'),
  diverged: z
    .strictObject({
      step: z.int().describe('the first step that was refused, counted from 1'),
      event: z.string(),
      because: z.string().describe('the guard that refused it'),
    })
    .optional(),
  token: z.string().describe('the token that was replayed'),
  trace,
  possible: z.array(z.string()).optional().describe('if a step cannot be taken: what can happen instead'),
  nearest: z.array(z.string()).optional().describe('if there is no such step: the steps that are written most like it'),
  why: why.optional().describe('with `--why`: the actions that match, at the end of the schedule or after `--step`'),
  reachedAt: z.int().optional().describe('with `--reach`: the step after which the goal holds first; absent: never'),
  changes: z
    .array(
      z.strictObject({
        path: z.string().describe('the field: cluster.brokers[1].log'),
        before: z.string(),
        after: z.string(),
      }),
    )
    .optional()
    .describe('with `--step`: the fields that the step changed'),
  states: z
    .array(z.array(z.strictObject({ path: z.string(), value: z.string() })))
    .optional()
    .describe('with `--verbose`: all fields of all states, the initial state first'),
  next: z.string().describe('a suggested next command'),
})

const row = z.strictObject({
  name: z.string().describe('the name of the row'),
  verdict: z.enum(['holds', 'broken', 'inconclusive']),
  property: z.string().optional().describe('the broken property to blame'),
  rung: z.string().optional().describe('the rung of this property'),
  steps: z.int().optional().describe('length of the shortest schedule to the failure'),
  ...counts,
  token: z.string().optional().describe('the argument of `tidemark replay`'),
  held: z
    .strictObject({
      by: z.string().describe('the version that was checked under the same bounds'),
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

const tellJson = z.strictObject({
  ...common,
  command: z.literal('tell'),
  title: z.string().describe('the title of the story'),
  verdict: z.enum(['as written', 'differs', 'rewritten']),
  differences: z.array(
    z.strictObject({
      line: z.int().describe('the line on which the block ends'),
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
      times: z.int().describe('number of failures with this fingerprint'),
      steps: z.int().describe('the number of steps that were replayed'),
      comparedWith: z.string().optional().describe('the version that is shown side by side'),
      partsAt: z.int().optional().describe('the first step after which the two versions differ'),
    }),
  ),
  next: z.string().describe('a suggested next command'),
})

const reportJson = z.strictObject({
  ...common,
  command: z.literal('report'),
  verdict: z.enum(['as on record', 'differs', 'inconclusive']),
  of: z.string().describe('the command whose run was compared'),
  compared: z.int().describe('number of answers that are on record as well'),
  newFailures: z.array(entry),
  fixed: z.array(entry),
  stillFailing: z.array(entry),
  diverged: z.array(entry).describe('schedules that cannot be replayed any more'),
  open: z.array(entry).describe('questions with an answer on record, and none in this run'),
  changed: z.array(z.strictObject({ id: z.string(), figure: z.string(), before: z.string(), now: z.string() })),
  facts: z.array(z.strictObject({ id: z.string(), fact: z.string(), isMet: z.boolean() })),
  added: z.array(entry).describe('answers that are not on record'),
})

const exportJson = z.strictObject({
  ...common,
  command: z.literal('export'),
  as: z.string().describe('the format'),
  steps: z.int().describe('the number of steps that were replayed'),
  text: z.string().optional().describe('the schedule in that format; absent if it was written to a file'),
  path: z.string().optional().describe('the file that was written'),
})

const serveJson = z.strictObject({
  ...common,
  command: z.literal('serve'),
  url: z.string().describe('the address of the server'),
  requests: z.int().describe('number of requests that were answered'),
})

const errorJson = z.strictObject({
  ...common,
  verdict: z.enum(['bad input', 'bug']),
  error: z.string().describe('one line: what is wrong, and what was expected'),
})

/** The schema of each command, and of the error object. */
export const shapes = {
  check: checkJson,
  reach: reachJson,
  causes: causesJson,
  coverage: coverageJson,
  replay: replayJson,
  explain: explainJson,
  walk: walkJson,
  tell: tellJson,
  page: pageJson,
  report: reportJson,
  baseline: baselineJson,
  serve: serveJson,
  shell: shellJson,
  'shell-line': shellLineJson,
  stops: stopsJson,
  crashes: crashesJson,
  survive: surviveJson,
  export: exportJson,
  ladder: rowsJson,
  ablate: rowsJson,
  ablation: ablationJson,
  timeline: timelineJson,
  searches: searchesJson,
  campaign: campaignJson,
  work: workJson,
  'real-replay': realReplayJson,
  'real-walk': realWalkJson,
  'real-record': realRecordJson,
  'real-judge': realJudgeJson,
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
