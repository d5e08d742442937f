import { z } from 'zod'
import { common } from './json-common'

const search = z.strictObject({
  id: z.string().describe('its name, for --remove'),
  path: z.string().describe('its folder'),
  states: z.int().optional(),
  depth: z.int().optional(),
  seconds: z.int().optional().describe('the time of the search so far; absent with `--untimed`'),
  asked: z.string().optional().describe('the command whose search it is'),
  resume: z.string().optional().describe('the command that continues it'),
  trouble: z.string().optional().describe('why it cannot be continued'),
})

export const searchesJson = z.strictObject({
  ...common,
  command: z.literal('searches'),
  verdict: z.literal('listed'),
  searches: z.array(search),
  removed: z.array(z.string()).describe('the searches that --remove removed'),
  next: z.string().describe('a suggested next command'),
})

export type SearchesJson = z.infer<typeof searchesJson>
