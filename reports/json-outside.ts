import { z } from 'zod'

const loss = z.strictObject({
  property: z.string().describe('the property that breaks'),
  sentence: z.string(),
  steps: z.int(),
  token: z.string(),
  missing: z
    .strictObject({ peer: z.int(), counts: z.record(z.string(), z.int()) })
    .optional()
    .describe('how many acknowledged, committed and appended records the broker lacks that leads then, or may lead'),
})

const kind = z.strictObject({
  of: z.string().describe('acknowledged: producers were told that it is safe; committed: consumers may have read it'),
  verdict: z.enum(['holds', 'broken', 'inconclusive']),
  loss: loss.optional().describe('the shortest schedule after which such a record is lost'),
})

/** What a search that holds did not judge. */
export const outside = z
  .strictObject({
    promise: z.string().describe('what the judged runs have in common'),
    states: z.int().optional().describe('the states that only other runs reach; absent if they were not counted'),
    kinds: z.array(kind).describe('what is lost in other runs'),
  })
  .describe('what a search that holds did not judge, because Kafka promises nothing there')
