import { z } from 'zod'
import { common } from './json-common'

/** The end of a session of `shell`. */
export const shellJson = z.strictObject({
  ...common,
  command: z.literal('shell'),
  kafka: z.string(),
  brokers: z.int(),
  lines: z.int().describe('number of lines that were typed and are part of the session, without those taken back'),
  errors: z
    .array(z.strictObject({ line: z.int().describe('from 1'), error: z.string() }))
    .describe('commands that were unknown, misread or refused'),
  saved: z.string().optional().describe('the story that has the whole session; absent if none has'),
  next: z.string().describe('a suggested next command'),
})

/** A line of a session. */
export const shellLineJson = z.strictObject({
  format: z.literal(1).describe('the version of this shape'),
  command: z.literal('shell'),
  line: z.int().describe('the number of the line, from 1'),
  prompt: z.string().describe('what stood before it'),
  typed: z.string(),
  output: z.array(z.string()).describe('what it printed'),
  error: z.string().optional().describe('why nothing was done, in one line, which the output has too'),
})
