import { z } from 'zod'

const cause = z.strictObject({
  walk: z.int(),
  rung: z.string().exactOptional(),
  by: z.array(z.string()).describe('the amendments of which each alone is enough'),
  version: z.string().exactOptional().describe('if no amendment alone is enough: the first version that is'),
  fingerprint: z.string(),
})

/**
 * The format of a run saved in .tidemark/runs/, and of the record, reports/baseline.json, with which runs are compared.
 * Both are plain JSON with a version. Times and memory use are not compared.
 */
export const entry = z.strictObject({
  id: z.string().describe('the question, identical in every run: ablate kip-101'),
  verdict: z
    .string()
    .describe('holds, broken, inconclusive; of a test: passed, failed; of a schedule: still fails, fixed, diverged'),
  property: z.string().optional().describe('the broken property to blame'),
  steps: z.int().optional().describe('length of the shortest schedule to the failure'),
  distinct: z.int().optional().describe('distinct states found'),
  generated: z.int().optional().describe('transitions taken'),
  depth: z.int().optional(),
  met: z.array(z.string()).optional().describe('the facts that were reached'),
  unmet: z.array(z.string()).optional().describe('the facts that were not reached'),
  fingerprint: z.string().optional().describe('a name of the failure that does not depend on a seed'),
  token: z.string().optional().describe('the argument of `tidemark replay`'),
  goOn: z
    .record(z.string(), z.string())
    .optional()
    .describe('for walks: the options with which `tidemark walk` continues them'),
  causes: z
    .array(cause)
    .optional()
    .describe('for walks: what prevents the failures found so far; --continue passes over failures with these causes'),
  because: z.string().optional().describe('for a schedule that diverged: step and guard'),
})

const savedRun = z.strictObject({
  format: z.literal(1).describe('the version of this shape'),
  kind: z.literal('tidemark run'),
  command: z.string().describe('the command'),
  tidemark: z.string().describe('the version of tidemark'),
  canary: z
    .strictObject({ property: z.string(), steps: z.int() })
    .optional()
    .describe('the property that the canary broke; the canary is a protocol, or another machine, that must fail'),
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
