import { z } from 'zod'
import { common } from './json-common'
import { question } from './json-parts'

export const difference = z.strictObject({
  where: z.string().describe('`broker 2, partition 0, highWatermark`'),
  model: z.string().describe('as JSON; `nothing` if the model has no such item'),
  kafka: z.string(),
})

/** Loose: a driver leaves out what it cannot see. */
const observation = z.looseObject({})

export const both = {
  ...common,
  kafka: z.string().describe('the release of the real Kafka'),
  by: z.enum(['classes', 'wire']).describe('classes: those of Kafka, in one process; wire: brokers as processes'),
}

const outcome = z
  .strictObject({ verdict: z.enum(['kept', 'lost', 'diverged']), text: z.string() })
  .optional()
  .describe('what Kafka was left with; absent if nothing was seen of it')

export const realReplayJson = z.strictObject({
  ...both,
  command: z.literal('real replay'),
  protocol: z
    .string()
    .optional()
    .describe('inter.broker.protocol.version of the real Kafka; absent if it is that of its release'),
  title: z.string().describe('the model that was stepped beside it'),
  token: z.string().describe('the schedule, asked of this model'),
  page: z.string().optional().describe('the page of `--page`'),
  verdict: z
    .enum(['agrees', 'differs', 'failed', 'refused', 'diverged'])
    .describe(
      'failed: Kafka or the driver failed in a step; refused: a step is none for this driver; diverged: the model of this release cannot take a step',
    ),
  planned: z.int().describe('steps of the schedule'),
  stepped: z.int().describe('steps that were taken on both'),
  values: z.int().describe('values that were compared'),
  parted: z.int().optional().describe('the step on which the two part, or which failed; 0: before the first'),
  because: z.string().optional().describe('why a step was refused or cannot be taken'),
  outcome,
  steps: z.array(
    z.strictObject({
      event: z.string(),
      compared: z.int(),
      differences: z.array(difference),
      error: z.string().optional().describe('how Kafka failed in this step'),
      model: observation.describe('what the model shows: docs/real-protocol.md'),
      kafka: observation.optional().describe('what Kafka shows'),
    }),
  ),
  next: z.string().describe('a suggested next command'),
})

export const realWalkJson = z.strictObject({
  ...both,
  command: z.literal('real walk'),
  question,
  seed: z.string(),
  first: z.int().describe('the number of the first walk'),
  verdict: z.enum(['agrees', 'differs', 'refused', 'interrupted']),
  walks: z.int(),
  steps: z.int().describe('steps that were taken on both, in all walks'),
  values: z.int().describe('values that were compared'),
  seconds: z.number().optional().describe('absent with `--untimed`'),
  refused: z
    .strictObject({ walk: z.int(), event: z.string(), why: z.string() })
    .optional()
    .describe('a step that the driver does not take'),
  parted: z
    .strictObject({
      walk: z.int(),
      steps: z.int().describe('steps up to the first difference, before shrinking'),
      shrunk: realReplayJson.omit({ format: true, exitCode: true, command: true, next: true }),
    })
    .optional(),
  next: z.string().describe('a suggested next command'),
})

export type RealReplayJson = z.infer<typeof realReplayJson>
export type RealWalkJson = z.infer<typeof realWalkJson>
