import { z } from 'zod'
import { common } from './json-common'
import { finding, question } from './json-parts'

const search = z.strictObject({
  verdict: z.enum(['holds', 'broken', 'inconclusive']),
  distinct: z.int().describe('distinct states found'),
  generated: z.int().describe('transitions taken'),
  depth: z.int(),
})

const healed = z.strictObject({
  walks: z.int(),
  settled: z.int(),
  leftOut: z.int(),
  open: z.int(),
  times: z.int(),
  steps: z.int(),
})

const asked = z.strictObject({
  question: question.describe('the words of the file for this question'),
  walks: z.int().describe('walks that were taken'),
  steps: z.int().describe('their steps'),
  failing: z.int().describe('walks that broke a property'),
  asked: z.array(z.string()).describe('the facts that walks searched for'),
  met: z.array(z.string()).describe('the facts that walks reached'),
  healed: healed.optional().describe('if a property of convergence was asked for: what came of healing, as for `walk`'),
  search: search.optional().describe('what the search of this question found'),
})

const found = z.strictObject({
  by: z.enum(['search', 'walk']),
  question: z.int().describe('the number of the question, from 1'),
  seed: z.string().optional().describe('of a walk: its seed and number'),
  walk: z.int().optional(),
})

const failure = z.strictObject({
  ...finding.shape,
  steps: z.int().describe('length of the schedule'),
  token: z.string().describe('the argument of `tidemark replay`'),
  fingerprint: z.string().describe('a name of the failure that does not depend on the seed'),
  by: z.array(z.string()).describe('the amendments of which each alone prevents it'),
  version: z.string().optional().describe('if no amendment alone is enough: the first version that is'),
  found: found.describe('who found it first, in the order of the campaign'),
  failures: z.int().describe('the schedules with this cause'),
  questions: z.array(z.int()).describe('the numbers of the questions that they are of'),
  shrunk: z
    .enum(['search', 'shortest', 'cut', 'no'])
    .describe(
      'search: found by a search, so a shortest one; shortest, cut: shrunk, and a search found no shorter one, or the budget ran out; no: not yet',
    ),
})

const hunt = z.strictObject({
  bug: z.string().describe('the name of the bug: docs/bugs.md'),
  strategy: z.string().describe('how walks chose their steps'),
  seed: z.int(),
  steps: z.int().describe('the steps of all walks; if the bug was not found, the most steps'),
  isFound: z.boolean(),
})

/** The parts of a result that do not depend on who worked, or on when. */
const sums = {
  name: z.string().describe('the name of the campaign'),
  walks: z.int().describe('walks that were taken'),
  steps: z.int().describe('their steps'),
  searches: z.int().describe('searches that have ended'),
  failing: z.int().describe('schedules that broke a property'),
  questions: z.array(asked).describe('those of the newest protocol first'),
  failures: z.array(failure).describe('the distinct failures'),
  hunts: z.array(hunt).optional().describe('which way of walking found which bug: docs/strategies.md'),
}

export const campaignJson = z.strictObject({
  ...common,
  command: z.literal('campaign'),
  verdict: z.enum(['holds', 'broken', 'inconclusive']),
  stopped: z.enum(['interrupt', 'time', 'queue', 'workers']).optional().describe('why the campaign is not over'),
  because: z.string().optional().describe('what is wrong with the queue or the workers'),
  jobs: z.int().describe('jobs of the campaign, as far as they are known: each new cause adds one'),
  done: z.int().describe('jobs that are done'),
  reused: z.int().describe('of these, those that an earlier run had done'),
  ...sums,
  results: z.string().describe('the file with the results'),
  next: z.string().describe('a suggested next command'),
})

export type CampaignJson = z.infer<typeof campaignJson>

/** The file of the results: the same bytes, whoever did the work. */
export const savedCampaign = z.strictObject({
  format: z.literal(1).describe('the version of this shape'),
  kind: z.literal('tidemark campaign'),
  tidemark: z.string().describe('the version of tidemark'),
  isOver: z.boolean().describe('false: the campaign was stopped, and can be continued'),
  ...sums,
})

export type SavedCampaign = z.infer<typeof savedCampaign>
export type CampaignSums = Pick<SavedCampaign, keyof typeof sums>

export const workJson = z.strictObject({
  ...common,
  command: z.literal('work'),
  stopped: z.enum(['interrupt', 'queue']).describe('why it ended'),
  because: z.string().optional().describe('what is wrong with the queue'),
  jobs: z.int().describe('jobs that were done'),
  next: z.string().describe('a suggested next command'),
})

export type WorkJson = z.infer<typeof workJson>
