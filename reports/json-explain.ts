import { z } from 'zod'

const outlook = z
  .enum(['kept', 'lost', 'unsettled', 'unknown'])
  .describe(
    'kept: some continuation that only heals settles and breaks nothing; lost: none does, and from each state that healing reaches a property can break; unsettled: none settles, and some breaks nothing; unknown: cut short, or the bounds keep the cluster from healing',
  )

const after = z.strictObject({
  step: z.int().describe('after so many steps; 0: at the beginning'),
  event: z.string(),
  outlook,
  states: z.int().describe('the states that this search found'),
  limit: z
    .enum(['states', 'bounds', 'interrupt'])
    .optional()
    .describe(
      'of unknown: what ended the search; bounds: those of the question leave out a step that heals; interrupt: it was stopped',
    ),
})

const noReturn = z.strictObject({
  step: z.int(),
  event: z.string(),
  isAtLatest: z.boolean().describe('an earlier step is not known to be kept, so the point may be earlier'),
  before: z
    .strictObject({
      isSettled: z
        .boolean()
        .describe('the cluster has settled at its end; false: nothing breaks, but it never settles'),
      steps: z.array(z.string()).describe('the steps that heal'),
      token: z.string(),
    })
    .optional()
    .describe('a continuation of the step before that heals and keeps what was promised'),
  againKeptAt: z.int().optional().describe('a later step after which healing could keep it again'),
})

const counterfactual = z.strictObject({
  kind: z.enum(['step', 'change']).describe('step: one step left out; change: an amendment or a version in its place'),
  step: z.int().optional(),
  what: z.string(),
  fault: z.string().optional().describe('the fault, if the step is one'),
  title: z.string().optional().describe('the title of the amendment'),
  repairs: z.string().optional().describe('what the amendment repairs'),
  decisions: z.array(z.string()).optional().describe('its decisions without which the schedule does harm again'),
  isPromised: z.boolean().describe('the same records are promised; false: fewer are, so that less can be lost'),
  isSure: z.boolean().describe('no continuation that only heals breaks a property; false: some continuation keeps it'),
  steps: z.int(),
  token: z.string().describe('the changed schedule with the healing after it, as the argument of `tidemark replay`'),
})

const undecided = z.strictObject({
  kind: z.enum(['step', 'change']),
  step: z.int().optional(),
  what: z.string(),
  limit: after.shape.limit.unwrap(),
})

/** `tidemark explain`. */
export const explainJson = z.strictObject({
  format: z.literal(1).describe('the version of this shape'),
  exitCode: z.int().describe('the exit code of the process'),
  command: z.literal('explain'),
  title: z.string().describe('what was replayed'),
  question: z.record(z.string(), z.string()).describe('the whole question, by the names of the options'),
  token: z.string().describe('the schedule that is explained'),
  verdict: z.enum(['still fails', 'fixed', 'diverged']),
  diverged: z.strictObject({ step: z.int(), event: z.string(), because: z.string() }).optional(),
  steps: z.int().describe('the number of steps that were replayed'),
  last: z.string().optional().describe('the step that breaks the property'),
  property: z.string().optional().describe('the broken property to blame: the lowest on the ladder'),
  sentence: z.string().optional().describe('the violation, in one sentence'),
  faults: z.array(z.strictObject({ step: z.int(), event: z.string() })).describe('the steps that are faults'),
  noReturn: noReturn
    .optional()
    .describe('the first step after which no continuation that only heals keeps what was promised; absent: not found'),
  after: z.array(after).describe('for each step what healing makes of the state after it'),
  states: z.int().describe('the states of all these searches'),
  isStopped: z.literal(true).optional().describe('stopped by an interrupt before all counterfactuals were tried'),
  most: z.int().describe('the most states of one search'),
  counterfactuals: z.array(counterfactual),
  undecided: z
    .array(undecided)
    .describe('steps and changes that were tried, and of which nothing is known: the search was cut short'),
  beliefs: z.array(z.string()).describe('who believes what that is false'),
  beliefsAfter: z.int().describe('the beliefs are those after so many steps'),
  next: z.string().describe('a suggested next command'),
})

export type ExplainJson = z.infer<typeof explainJson>
