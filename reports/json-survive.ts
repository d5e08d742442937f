import { z } from 'zod'
import { common } from './json-common'

const options = z.record(z.string(), z.string())
const faultSet = z.record(z.string(), z.int()).describe('how often each kind of fault happens; none: the empty object')

const cure = z.strictObject({
  what: z.string().describe('a change of settings, a later Kafka, or what an operator does'),
  question: options
    .optional()
    .describe('the changed question, which was searched to its end; absent for what an operator does'),
  isLossy: z.boolean().optional().describe('an acknowledged record may be lost then, after the same faults'),
})

const set = z.strictObject({
  faults: faultSet,
  isMinimal: z.boolean().describe('every set with one fault less was searched to its end, and does no such harm'),
  steps: z.int().describe('the length of the shortest schedule'),
  property: z.string(),
  sentence: z.string().describe('what is wrong at its end'),
  token: z.string().describe('the schedule, as `replay` takes it'),
  cures: z.array(cure),
  untold: z
    .array(z.string())
    .describe('changes of which it is unknown whether they help, because their search was stopped or not begun'),
})

const harm = z.strictObject({
  id: z.enum(['acknowledged', 'read', 'refused', 'leaderless']),
  what: z.string(),
  verdict: z
    .enum(['broken', 'survives', 'never', 'unknown'])
    .describe('survives: every set within the bounds was searched to its end. unknown: some search was stopped'),
  never: z.string().optional().describe('why it cannot come about, whatever happens'),
  sets: z.array(set).describe('the cheapest first'),
  unknown: z.array(faultSet).describe('sets whose search was stopped'),
})

export const surviveJson = z.strictObject({
  ...common,
  command: z.literal('survive'),
  verdict: z.enum(['complete', 'inconclusive']).describe('inconclusive: for some set the answer is unknown'),
  title: z.string().describe('which Kafka was asked about'),
  scope: z.array(z.string()).describe('the settings and bounds, line by line'),
  budgets: faultSet.describe('how often each kind of fault may happen'),
  most: z.int().describe('the most faults in a set'),
  harms: z.array(harm),
  searches: z.int(),
  states: z.int().describe('states of all searches together'),
  leftOut: z
    .int()
    .describe('states that were not judged for (c) and (d), because no leader epoch was left within the bounds'),
  next: z.string().describe('a suggested next command'),
})

export type SurviveJson = z.infer<typeof surviveJson>
export type HarmJson = SurviveJson['harms'][number]
export type SetJson = HarmJson['sets'][number]
