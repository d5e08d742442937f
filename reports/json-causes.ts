import { z } from 'zod'
import type { AllFailures } from '../contract/causes'
import { statesPerSecond } from './check'
import { common } from './json-common'
import { counts, finding, question, standsFor, stopped } from './json-parts'
import { rounded } from './json-trace'

const prevention = z.strictObject({
  by: z.array(z.string()).describe('the amendments of which each alone is enough'),
  decisions: z.array(z.string()).describe('the decisions of the first of them that are necessary'),
  version: z.string().optional().describe('if no amendment alone is enough: the first version that is'),
  question: question.optional().describe('the question with the first of these amendments'),
})

const cause = z.strictObject({
  blamed: finding,
  others: z.array(finding).describe('the other properties that the last step breaks'),
  steps: z.int().describe('length of the shortest schedule'),
  token: z.string().describe('the argument of `tidemark replay`'),
  fingerprint: z.string().describe('a name of this schedule that does not depend on a seed'),
  failures: z.int().describe('number of failures with this cause'),
  prevention: prevention
    .optional()
    .describe('what the same schedules do no harm with; absent: nothing that is modelled'),
})

export const causesJson = z.strictObject({
  ...common,
  command: z.literal('check'),
  title: z.string().describe('what was checked'),
  standsFor,
  question,
  verdict: z.enum(['holds', 'broken', 'inconclusive']),
  stopped,
  failures: z.int().describe('number of failures; what follows a failure is not searched'),
  causes: z.array(cause).describe('the distinct causes, those with the shortest schedules first'),
  ...counts,
  frontier: z.int().describe('states found and not expanded'),
  statesPerSecond: z.int().optional().describe('distinct states per second; absent with `--untimed`'),
  next: z.string().describe('a suggested next command'),
})

type CausesJson = z.infer<typeof causesJson>

/** A search for every failure in the format of docs/json.md. */
export const causesAsJson = (run: AllFailures, exitCode: number, next: string, isTimed: boolean): CausesJson => ({
  ...{ format: 1, command: 'check', exitCode, title: run.title, question: { ...run.question } },
  ...{ verdict: run.verdict, stopped: run.stopped, failures: run.failures },
  causes: run.causes.map(({ prevention: prevented, others, blamed, ...rest }) => ({
    ...rest,
    blamed: { ...blamed },
    others: others.map((one) => ({ ...one })),
    ...(prevented === undefined ? {} : { prevention: preventionAsJson(prevented) }),
  })),
  ...{ distinct: run.distinct, generated: run.generated, depth: run.depth, frontier: run.frontier },
  ...(isTimed ? { seconds: rounded(run.seconds), statesPerSecond: statesPerSecond(run) } : {}),
  next,
})

const preventionAsJson = ({
  by,
  decisions,
  question: asked,
  ...rest
}: NonNullable<AllFailures['causes'][number]['prevention']>): z.infer<typeof prevention> => ({
  ...rest,
  by: [...by],
  decisions: [...decisions],
  ...(asked === undefined ? {} : { question: { ...asked } }),
})
