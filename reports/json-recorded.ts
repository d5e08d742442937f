import { z } from 'zod'
import { common } from './json-common'
import { both, difference } from './json-real'

const world = z.record(z.string(), z.string()).describe('the words of the question that a trace asks')

export const realRecordJson = z.strictObject({
  ...both,
  command: z.literal('real record'),
  seed: z.string(),
  world,
  steps: z.int().optional().describe('steps that were taken; absent where brokers ran free'),
  observations: z.int().describe('observations, or events of brokers that ran free'),
  trace: z.string().optional().describe('the trace; absent if it was written to a file'),
  written: z.string().optional().describe('the file of `--out`'),
  because: z.string().optional().describe('why it ended early'),
  next: z.string().describe('a suggested next command'),
})

export const realJudgeJson = z.strictObject({
  ...common,
  command: z.literal('real judge'),
  recorded: z.string().describe('the release of the real Kafka'),
  by: z.string().describe('who recorded it'),
  kafka: z.string().describe('the release of the model that judges'),
  world,
  limits: z
    .strictObject({ hidden: z.int().optional().describe('steps; absent for brokers that ran free'), states: z.int() })
    .describe('the most between two observations'),
  verdict: z.enum(['accepted', 'rejected', 'inconclusive']),
  observations: z.int(),
  explained: z.int().describe('observations that the model explains, before the first that it does not'),
  values: z.int().describe('values in them, and in the first that is not explained'),
  constraining: z.int().describe('observations that ruled out at least one state'),
  states: z.int().describe('states that were looked at'),
  most: z.int().describe('the most states that explain one observation'),
  at: z
    .strictObject({
      line: z.int().describe('of the file, from 1'),
      note: z.string().optional().describe('what the recorder did just before'),
      nearest: z.int().describe('the states that come nearest'),
      differences: z.array(difference).describe('how one of them differs from the observation (`kafka`)'),
    })
    .optional()
    .describe('the first observation that is not explained'),
  because: z
    .enum(['hidden', 'states'])
    .optional()
    .describe('inconclusive: which limit left something out that might explain it'),
  next: z.string().describe('a suggested next command'),
})

export type RealJudgeJson = z.infer<typeof realJudgeJson>
