import { z } from 'zod'
import { common } from './json-common'

export const baselineJson = z.strictObject({
  ...common,
  command: z.literal('baseline'),
  verdict: z.enum(['as on record', 'accepted']),
  entries: z.int().describe('number of answers on record'),
})
