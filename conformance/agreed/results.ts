/** What real runs have shown: conformance/agreed/results.json, which no hand writes, and from which tables of the docs are made. */
import { z } from 'zod'
import type { RealReplay } from '../real-replay'
import { ways } from '../releases'

const triedShape = z.strictObject({
  /** B01, or another short name of the schedule. */
  bug: z.string(),
  /** As in 2.1.1. */
  kafka: z.string(),
  by: z.enum(ways),
  /** The schedule, asked of the model of this release. `real replay <token> --kafka <kafka> --by <by>` is one run. */
  token: z.string(),
  /** How many steps the schedule has. */
  steps: z.number(),
  runs: z.number(),
  /** The runs in which every step of the schedule was taken and agreed. */
  agreed: z.number(),
  /** The steps that agreed in the run in which the fewest did. */
  fewest: z.number(),
  /** Values that were compared in the first run. */
  values: z.number(),
  /** What Kafka was left with in the first run: absent where nothing was seen. */
  outcome: z.strictObject({ verdict: z.enum(['kept', 'lost', 'diverged']), text: z.string() }).optional(),
  /** The first run that did not agree: on which step, and why. */
  parted: z.strictObject({ step: z.number(), event: z.string(), why: z.string() }).optional(),
})

const resultsShape = z.strictObject({ format: z.literal(1), tried: z.array(triedShape) })

/** Runs of one schedule on one Kafka. */
export type Tried = Readonly<z.infer<typeof triedShape>>

export const readResults = (text: string): readonly Tried[] => resultsShape.parse(JSON.parse(text)).tried

export const resultsText = (tried: readonly Tried[]): string =>
  `${JSON.stringify({ format: 1, tried: [...tried].sort(inOrder) }, undefined, 1)}\n`

/** The row takes the place of an earlier one about the same schedule, release and way. */
export const withTried = (tried: readonly Tried[], row: Tried): readonly Tried[] => [
  ...tried.filter((one) => keyOf(one) !== keyOf(row)),
  row,
]

/** Several runs of one schedule as one row. There is at least one run. */
export const triedFrom = (bug: string, runs: readonly [RealReplay, ...RealReplay[]]): Tried => {
  const [{ release, by, token, planned, values, outcome }] = runs
  const bad = runs.find((run) => !agrees(run))
  return {
    ...{ bug, kafka: release, by, token, steps: planned },
    ...{ runs: runs.length, agreed: runs.filter(agrees).length, fewest: Math.min(...runs.map(agreeing)), values },
    ...(outcome !== undefined && { outcome }),
    ...(bad !== undefined && { parted: partingOf(bad) }),
  }
}

const agrees = ({ verdict, stepped, planned }: RealReplay): boolean => verdict === 'agrees' && stepped === planned

/** The step on which they part, or which was not taken on both, does not agree; step 0 is the world before the first. */
const agreeing = ({ parted, stepped }: RealReplay): number => (parted === undefined ? stepped : Math.max(0, parted - 1))

const partingOf = (run: RealReplay): NonNullable<Tried['parted']> => {
  const { steps, parted, because, diverged, stepped } = run
  const at = parted ?? diverged?.step ?? stepped + 1
  const step = parted === undefined ? undefined : steps[parted]
  const [first] = step?.differences ?? []
  const difference = first && `${first.where}: ${first.model} in the model, ${first.kafka} in Kafka`
  const why = difference ?? step?.error ?? because ?? diverged?.because ?? ''
  return { step: at, event: step?.event ?? diverged?.event ?? '', why }
}

const keyOf = ({ bug, kafka, by }: Tried): string => `${bug} ${kafka} ${by}`

const inOrder = (one: Tried, other: Tried): number => (orderOf(one) < orderOf(other) ? -1 : 1)

/** By name, then by release as numbers, then by way. */
const orderOf = ({ bug, kafka, by }: Tried): string =>
  [bug, ...kafka.split('.').map((part) => part.padStart(3, '0')), by].join(' ')
