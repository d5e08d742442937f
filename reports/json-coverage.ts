import { z } from 'zod'
import type { Coverage } from '../contract/coverage'
import { common } from './json-common'
import { counts, question, standsFor, stopped } from './json-parts'
import { rounded } from './json-trace'

export const coverageJson = z.strictObject({
  ...common,
  command: z.literal('check'),
  title: z.string().describe('what was searched'),
  standsFor,
  question,
  verdict: z
    .enum(['complete', 'inconclusive'])
    .describe('inconclusive: the counts are about the states expanded so far'),
  stopped,
  kinds: z.array(
    z.strictObject({
      kind: z.string().describe('a kind of action that the bounds allow'),
      example: z.string().describe('the text of one of its actions'),
      taken: z.int().describe('number of transitions of this kind; 0: never taken'),
      refused: z.array(z.strictObject({ because: z.string().describe('the guard'), times: z.int() })),
    }),
  ),
  ...counts,
  frontier: z.int().describe('states found and not expanded'),
  next: z.string().describe('a suggested next command'),
})

/** Coverage in the format of docs/json.md. */
export const coverageAsJson = (
  run: Coverage,
  exitCode: number,
  next: string,
  isTimed: boolean,
): z.infer<typeof coverageJson> => ({
  ...{ format: 1, command: 'check', exitCode, title: run.title, question: { ...run.question } },
  ...{ verdict: run.verdict, stopped: run.stopped },
  kinds: run.kinds.map(({ refused, ...kind }) => ({ ...kind, refused: refused.map((one) => ({ ...one })) })),
  ...{ distinct: run.distinct, generated: run.generated, depth: run.depth, frontier: run.frontier },
  ...(isTimed ? { seconds: rounded(run.seconds) } : {}),
  next,
})
