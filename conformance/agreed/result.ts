/** What came of the tries: `results.json`, written by `npm run real:agreed` after each run, and read for docs/ground-truth.md. */
import { z } from 'zod'
import { ways } from '../releases'
import type { RealReplay } from '../real-replay'
import type { Try } from './tries'

/** One schedule on one release, in one way (tries.ts). The counts are of runs. */
const resultShape = z.strictObject({
  name: z.string(),
  what: z.string(),
  token: z.string(),
  kafka: z.string(),
  by: z.enum(ways),
  release: z.enum(['bug', 'mended', 'none']),
  runs: z.number(),
  agreed: z.number(),
  differed: z.number(),
  /** The harness failed, so nothing can be said of the run. */
  failed: z.number(),
  /** The driver cannot take a step. */
  refused: z.number(),
  /** Steps of the schedule that the model of the release takes, and those stepped on Kafka in the best run. */
  planned: z.number(),
  steps: z.number(),
  /** Values that were compared in that run. */
  values: z.number(),
  /** What Kafka was left with in it. */
  outcome: z.object({ verdict: z.enum(['kept', 'lost', 'diverged']), text: z.string() }).optional(),
  /** Why the model of this release takes no further step. */
  diverged: z.string().optional(),
  /** Where a run differed, was refused, or failed: of the latest such run. */
  because: z.string().optional(),
  /** The day of the latest run: 2026-11-28. */
  on: z.string(),
})

export type Result = Readonly<z.infer<typeof resultShape>>

const fileShape = z.strictObject({ format: z.literal(1), results: z.array(resultShape) })

export const readResults = (text: string): readonly Result[] => fileShape.parse(JSON.parse(text)).results

export const resultsText = (results: readonly Result[]): string =>
  `${JSON.stringify({ format: 1, results }, undefined, 2)}\n`

/** The results with one more run. */
export const withRun = (results: readonly Result[], tried: Try, replay: RealReplay, on: string): readonly Result[] => {
  const isSame = (one: Result): boolean => one.token === tried.token && one.kafka === tried.kafka && one.by === tried.by
  const before = results.find(isSame)
  const others = results.filter((one) => !isSame(one))
  return [...others, resultOf(before, tried, replay, on)].sort(inOrder)
}

const resultOf = (before: Result | undefined, tried: Try, replay: RealReplay, on: string): Result => {
  const { verdict, stepped, values, outcome, diverged } = replay
  const count = (field: 'runs' | 'agreed' | 'differed' | 'failed' | 'refused', isOne: boolean): number =>
    (before?.[field] ?? 0) + (isOne ? 1 : 0)
  const isBest = before === undefined || stepped >= before.steps
  const because = whyNot(replay) ?? before?.because
  return {
    ...tried,
    runs: count('runs', true),
    agreed: count('agreed', verdict === 'agrees' || verdict === 'diverged'),
    differed: count('differed', verdict === 'differs'),
    failed: count('failed', verdict === 'failed'),
    refused: count('refused', verdict === 'refused'),
    planned: diverged === undefined ? replay.planned : diverged.step - 1,
    ...(isBest ? { steps: stepped, values, ...(outcome && { outcome }) } : bestOf(before)),
    ...(diverged !== undefined && { diverged: `${diverged.event}: ${diverged.because}` }),
    ...(because !== undefined && { because }),
    on,
  }
}

const bestOf = ({ steps, values, outcome }: Result): Pick<Result, 'steps' | 'values' | 'outcome'> => ({
  ...{ steps, values },
  ...(outcome && { outcome }),
})

const whyNot = ({ verdict, parted = 0, steps, because }: RealReplay): string | undefined => {
  if (verdict === 'refused') return because
  const [difference] = steps[parted]?.differences ?? []
  if (verdict === 'failed') return `step ${parted}: ${steps[parted]?.error ?? ''}`
  if (verdict !== 'differs' || difference === undefined) return undefined
  return `step ${parted}: ${difference.where}: ${difference.model} in the model, ${difference.kafka} in Kafka`
}

const inOrder = (one: Result, other: Result): number => {
  const [first, second] = [one, other].map(({ name, release, token, by, kafka }) =>
    [name, release, token.length, by, kafka].join(' '),
  )
  return (first ?? '') < (second ?? '') ? -1 : 1
}
