import { z } from 'zod'

/**
 * A run as it is saved in .tidemark/runs/, and the record that runs are compared with: reports/baseline.json. Both are plain
 * JSON with a version; what a clock or a memory measures is not among what is compared.
 */
export const entry = z.strictObject({
  id: z.string().describe('what was asked, the same in every run: ablate kip-101'),
  verdict: z
    .string()
    .describe('holds, broken, inconclusive; of a test: passed, failed; of a schedule: still fails, fixed, diverged'),
  property: z.string().optional().describe('the broken property to blame'),
  steps: z.int().optional().describe('length of the shortest way to the failure'),
  distinct: z.int().optional().describe('different states found'),
  generated: z.int().optional().describe('transitions taken'),
  depth: z.int().optional(),
  met: z.array(z.string()).optional().describe('the interesting things that happened'),
  unmet: z.array(z.string()).optional().describe('those that never did'),
  fingerprint: z.string().optional().describe('a name of the failure that does not depend on a seed'),
  token: z.string().optional().describe('the argument of `tidemark replay`'),
  goOn: z
    .record(z.string(), z.string())
    .optional()
    .describe('of walks: the options with which `tidemark walk` goes on where these stopped'),
  because: z.string().optional().describe('of a schedule that diverged: step and guard'),
})

const savedRun = z.strictObject({
  format: z.literal(1).describe('the version of this shape'),
  kind: z.literal('tidemark run'),
  command: z.string().describe('what was run'),
  tidemark: z.string().describe('the version of tidemark'),
  canary: z
    .strictObject({ property: z.string(), steps: z.int() })
    .optional()
    .describe('what a protocol that must fail broke: shows that the harness is awake'),
  entries: z.array(entry),
})

const baseline = z.strictObject({
  format: z.literal(1),
  kind: z.literal('tidemark baseline'),
  entries: z.array(entry),
})

export const savedShapes = { run: savedRun, baseline } as const

export type Entry = z.infer<typeof entry>
export type SavedRun = z.infer<typeof savedRun>
export type Baseline = z.infer<typeof baseline>
