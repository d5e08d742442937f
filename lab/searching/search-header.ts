import { createRequire } from 'node:module'
import type * as Zod from 'zod'
import { FORMAT, type Header } from '../../explorer/node/saving/header'
import { unsealed } from '../../explorer/node/saving/seal'
import { onDemand } from '../../kit/on-demand'
import { badInput } from '../questions/bad-input'

/** Built when a saved search is read, because loading zod is a fifth of the start of the program. */
const shape = onDemand(() => {
  const { z } = createRequire(__filename)('zod') as typeof Zod
  const count = z.int().min(0)
  return z.strictObject({
    format: z.literal(FORMAT),
    kind: z.literal('tidemark search'),
    tidemark: z.string(),
    question: z.record(z.string(), z.string()),
    symmetry: z.boolean(),
    machine: z.string(),
    words: count,
    fingerprints: z.boolean(),
    file: z.string().regex(/^states-[01]$/),
    states: count,
    position: z.strictObject({
      ...{ expanding: count, depth: count, levelEnd: count, generated: count, widest: count },
      ...{ stuck: count, firstStuck: z.int().min(-1) },
    }),
    spent: z.strictObject({ seconds: z.number(), cpuSeconds: z.number() }),
    met: z.array(z.strictObject({ name: z.string(), depth: count })),
    blocks: z.array(z.string()),
  }) satisfies Zod.ZodType<Header>
})

/** Reads the header of a saved search. Throws bad input if it is not a header, or damaged, or of another version. */
export const readHeader = (path: string, text: string): Header => {
  const value = jsonIn(text.trimEnd().split('\n').slice(0, -1).join('\n'))
  if (value === undefined) throw badInput(`${path}: this is not JSON: expected the header of a saved search`)
  if (unsealed(text) === undefined) throw badInput(`${path}: damaged: its last line is not the checksum of the others`)
  const { format } = value as { readonly format?: unknown }
  if (format !== FORMAT) throw badInput(`${path}: a saved search of version ${String(format)}: expected ${FORMAT}`)
  const parsed = shape().safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw badInput(`${path}: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not as expected'}`)
}

const jsonIn = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
