import { z } from 'zod'
import { accountShape as account } from '../account'

/**
 * The content of a page as plain JSON. The page contains this data and recomputes nothing. The data comes from stories,
 * tokens and runs of other people, so the page treats all of it as text.
 */
const prose = z.strictObject({
  step: z
    .int()
    .describe('the step that follows this text, counted from 1; a number after the last step if none follows'),
  text: z.array(z.string()).describe('the paragraphs, in the Markdown of the story'),
})

const compared = z.strictObject({
  title: z.string(),
  account,
  partsAt: z.int().optional().describe('the first step after which the two versions differ; absent: they never differ'),
})

const finding = z.strictObject({
  title: z.string(),
  fingerprint: z.string().describe('a name of the failure that does not depend on a seed'),
  property: z.string().optional().describe('the broken property; absent: none is broken'),
  times: z.int().describe('number of failures with this fingerprint'),
  found: z.array(z.string()).describe('where each failure was found: a story, a seed, a row'),
  account,
  prose: z.array(prose).optional(),
  compared: compared.optional(),
  explained: z.array(z.string()).optional().describe('what `tidemark explain` says, line by line'),
})

const axes = { title: z.string(), about: z.string().optional() }

const lines = z.strictObject({
  kind: z.literal('lines'),
  ...axes,
  ...{ x: z.string(), y: z.string() },
  series: z.array(z.strictObject({ name: z.string(), points: z.array(z.tuple([z.number(), z.number()])) })),
})

const bars = z.strictObject({
  kind: z.literal('bars'),
  ...axes,
  ...{ y: z.string() },
  series: z.array(z.string()).describe('the meaning of each value of a bar'),
  bars: z.array(z.strictObject({ label: z.string(), values: z.array(z.number().nullable()) })),
})

const heat = z.strictObject({
  kind: z.literal('heat'),
  ...axes,
  columns: z.array(z.string()),
  rows: z.array(z.strictObject({ label: z.string(), cells: z.array(z.number().nullable()) })),
  of: z.string().describe('the meaning of the number in a cell'),
})

const plot = z.discriminatedUnion('kind', [lines, bars, heat])

export const pageData = z.strictObject({
  format: z.literal(1),
  kind: z.literal('tidemark page'),
  title: z.string(),
  command: z.string().describe('the command that writes this page again'),
  isBeside: z.boolean().optional().describe('the page opens with both versions side by side, if there are two'),
  findings: z.array(finding),
  plots: z.array(plot),
})

export type PageData = z.infer<typeof pageData>
export type PageFinding = z.infer<typeof finding>
export type PageProse = z.infer<typeof prose>
export type PagePlot = z.infer<typeof plot>
export type LinesPlot = z.infer<typeof lines>
export type BarsPlot = z.infer<typeof bars>
export type HeatPlot = z.infer<typeof heat>
