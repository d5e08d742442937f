import { z } from 'zod'

/** The fields that the output of several commands has. */
export const finding = z.strictObject({
  property: z.string().describe("number and name: 'S12 strong ISR'"),
  sentence: z.string().describe('the violation, in one sentence'),
  rung: z.string().optional().describe('the rung of the ladder on which the property stands'),
})

const step = z.strictObject({
  event: z.string().describe('the event'),
  code: z.string().describe('the code of the event, as in the token'),
  fault: z.string().optional().describe('the fault, if the step is one'),
  cells: z.array(z.string()).describe('the state after the step, one cell per column'),
  notes: z.array(z.string()).describe('notes about the step'),
})

export const trace = z.strictObject({
  columns: z.array(z.string()),
  legend: z.array(z.string()),
  initial: z.array(z.string()).describe('the cells of the initial state'),
  steps: z.array(step),
  loop: z
    .int()
    .optional()
    .describe(
      'present if the last steps can repeat for ever and nothing settles: the first of them, counted from 1; the last step leads back to the state before it',
    ),
  deadEnd: z
    .boolean()
    .optional()
    .describe('true if nothing settles and no healing step is possible after the last step'),
})

export const fact = z.strictObject({
  name: z.string(),
  required: z.boolean().describe('a complete search that never reaches it ends with exit code 11'),
  depth: z.int().optional().describe('the number of steps after which it was first reached; absent: never'),
})

export const question = z.record(z.string(), z.string()).describe('the whole question, by the names of the options')
export const standsFor = z
  .string()
  .optional()
  .describe('where a release was named that is no preset: which preset stands for it, and why')
export const timed = '; absent with `--untimed`'

export const counts = {
  distinct: z.int().describe('distinct states found'),
  generated: z.int().describe('transitions taken'),
  depth: z.int().describe('number of steps from the initial state to the states that were expanded last'),
  seconds: z.number().optional().describe(`wall-clock time of the search${timed}`),
}

export const symmetry = z
  .boolean()
  .optional()
  .describe('states that differ only in the names of peers were counted once (`--symmetry`)')

export const partialOrder = z
  .strictObject({
    spared: z.int().describe('transitions left out, because another order of the steps leads to the same state'),
    timesFewer: z.number().describe('all transitions, divided by those that were taken'),
  })
  .optional()
  .describe('independent steps were taken in one order only (`--partial-order`)')

export const stopped = z
  .enum(['states', 'time', 'memory', 'interrupt', 'disk'])
  .optional()
  .describe('why an inconclusive search ended')
