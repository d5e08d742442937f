import { z } from 'zod'
import { finding } from './json-parts'

export const unconfirmed = z
  .strictObject({ findings: z.array(finding), events: z.array(z.string()) })
  .optional()
  .describe(
    'what broke with `--symmetry` only where an election is a free choice, and the steps to it: there is no verdict',
  )
