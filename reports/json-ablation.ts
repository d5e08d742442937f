import { z } from 'zod'
import { common } from './json-common'

const cell = z.strictObject({
  property: z.string().describe('the number of the property: S14'),
  steps: z.int().describe('the length of the shortest schedule in all of these worlds'),
  world: z.string().describe('the world of this schedule'),
})

const row = z.strictObject({
  without: z.string().describe('what is left out: an amendment, or one decision of it, as --without takes it'),
  differs: z
    .int()
    .describe('the number of worlds in which another answer was given without it; 0: no step differs in any of them'),
  cells: z.array(cell).describe('what breaks then, and not, or later, with nothing left out; empty: it survives'),
  argued: z.string().optional().describe('if nothing breaks: why no property needs it here'),
})

const world = z.strictObject({
  name: z.string(),
  question: z.record(z.string(), z.string()).describe('settings, bounds and faults, by the names of the options'),
  states: z.int().describe('the number of states with nothing left out'),
  depth: z.int().describe('every state within this number of steps was judged'),
  isComplete: z.boolean().describe('all states were'),
})

export const ablationJson = z.strictObject({
  ...common,
  command: z.literal('ablate'),
  verdict: z
    .enum(['argued', 'unargued', 'inconclusive'])
    .describe('argued: whatever survives has a reason on record. inconclusive: it was stopped'),
  title: z.string().describe('which Kafka was taken apart'),
  elr: z.boolean().describe('with eligible leader replicas'),
  limit: z.int().describe('a search of one world ends at this number of states'),
  worlds: z.array(world),
  rows: z.array(row),
  next: z.string().describe('a suggested next command'),
})

export type AblationJson = z.infer<typeof ablationJson>
