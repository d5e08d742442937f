/** What came of a mutant beside Kafka. */
import { z } from 'zod'

const noticedShape = z.strictObject({
  /** The step on which the two part, counted from 1, and its text. */
  step: z.number(),
  event: z.string(),
  /** The first value that differs, as in `broker 2, partition 0, highWatermark`; with what the model and Kafka show. */
  where: z.string().optional(),
  model: z.string().optional(),
  kafka: z.string().optional(),
  /** Where no value differs: why the step cannot be taken on Kafka. */
  cannot: z.string().optional(),
})

export const lookedShape = z.strictObject({
  /** The walks that were taken; the last one noticed, if one did. */
  walks: z.number(),
  /** The steps that agree. */
  steps: z.number(),
  /** The walks in which the model threw an error. */
  threw: z.number(),
  noticed: noticedShape.optional(),
})

export type Looked = Readonly<z.infer<typeof lookedShape>>

export type Noticed = Readonly<z.infer<typeof noticedShape>>
