import { z } from 'zod'

export const why = z.array(
  z.strictObject({
    event: z.string(),
    code: z.string().describe('the code of the event, as in the token'),
    because: z.string().optional().describe('the guard that refuses it; absent: it is enabled'),
    changes: z
      .array(z.strictObject({ path: z.string(), before: z.string(), after: z.string() }))
      .optional()
      .describe('what it would change, if it is enabled'),
  }),
)

export type WhyJson = z.infer<typeof why>
