import { z } from 'zod'
import { accountShape as account } from '../account'

/**
 * All that a page shows, as plain JSON: it stands in the page itself, and the page recomputes nothing. Whatever is in it came from
 * stories, tokens and runs of other people: it is text, and nothing else.
 */
const prose = z.strictObject({
  step: z.int().describe('the step that this stands before, from 1; after the last step, where there is none'),
  text: z.array(z.string()).describe('paragraphs, as in the Markdown of the story'),
})

const compared = z.strictObject({
  title: z.string(),
  account,
  partsAt: z.int().optional().describe('the first step after which the two are not alike; absent: they never part'),
})

const finding = z.strictObject({
  title: z.string(),
  fingerprint: z.string().describe('a name of the failure that does not depend on a seed'),
  property: z.string().optional().describe('what is broken; absent: nothing is'),
  times: z.int().describe('failures that came to this'),
  found: z.array(z.string()).describe('where each of them was found: a story, a seed, a row'),
  account,
  prose: z.array(prose).optional(),
  compared: compared.optional(),
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
  series: z.array(z.string()).describe('what each of the values of a bar is'),
  bars: z.array(z.strictObject({ label: z.string(), values: z.array(z.number().nullable()) })),
})

const heat = z.strictObject({
  kind: z.literal('heat'),
  ...axes,
  columns: z.array(z.string()),
  rows: z.array(z.strictObject({ label: z.string(), cells: z.array(z.number().nullable()) })),
  of: z.string().describe('what the number in a cell counts'),
})

const plot = z.discriminatedUnion('kind', [lines, bars, heat])

export const pageData = z.strictObject({
  format: z.literal(1),
  kind: z.literal('tidemark page'),
  title: z.string(),
  command: z.string().describe('what writes this page anew'),
  isBeside: z.boolean().optional().describe('opens with both, where two are compared'),
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
