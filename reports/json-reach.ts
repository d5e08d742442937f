import { z } from 'zod'
import type { Reach } from '../contract/reach'
import { fewerTimes, statesPerSecond } from './check'
import { common } from './json-common'
import { counts, finding, partialOrder, question, standsFor, stopped, symmetry, trace } from './json-parts'
import { rounded, traceAsJson, unconfirmedAsJson } from './json-trace'
import { unconfirmed } from './json-unconfirmed'

export const reachJson = z.strictObject({
  ...common,
  command: z.literal('check'),
  title: z.string().describe('what was searched'),
  standsFor,
  question,
  goal: z.string().describe('the fact or the expression, as it was asked'),
  symmetry,
  partialOrder,
  verdict: z
    .enum(['reached', 'unreachable', 'inconclusive'])
    .describe('unreachable: every state within the bounds was judged'),
  stopped,
  unconfirmed,
  steps: z.int().optional().describe('length of the shortest schedule to the goal'),
  breaks: z
    .strictObject({ step: z.int(), findings: z.array(finding) })
    .optional()
    .describe('the first step of that schedule that breaks properties, if one does; a replay ends there'),
  ...counts,
  frontier: z.int().describe('states found and not expanded'),
  statesPerSecond: z.int().optional().describe('distinct states per second; absent with `--untimed`'),
  token: z.string().optional().describe('the argument of `tidemark replay`'),
  trace: trace.optional().describe('the schedule to the goal'),
  next: z.string().describe('a suggested next command'),
})

type ReachJson = z.infer<typeof reachJson>

/** A search for a goal in the format of docs/json.md. */
export const reachAsJson = (reach: Reach, exitCode: number, next: string, isTimed: boolean): ReachJson => {
  const { found, spared } = reach
  return {
    ...{ format: 1, command: 'check', exitCode, title: reach.title, question: { ...reach.question }, goal: reach.goal },
    symmetry: reach.symmetry,
    ...(spared === undefined ? {} : { partialOrder: { spared, timesFewer: fewerTimes(reach) } }),
    ...{ verdict: reach.verdict, stopped: reach.stopped },
    ...(reach.unconfirmed === undefined ? {} : { unconfirmed: unconfirmedAsJson(reach.unconfirmed) }),
    ...(found === undefined ? {} : foundAsJson(found)),
    ...{ distinct: reach.distinct, generated: reach.generated, depth: reach.depth, frontier: reach.frontier },
    ...(isTimed ? { seconds: rounded(reach.seconds), statesPerSecond: statesPerSecond(reach) } : {}),
    next,
  }
}

const foundAsJson = ({ trace: taken, token, breaks }: NonNullable<Reach['found']>): Partial<ReachJson> => ({
  steps: taken.steps.length,
  ...(breaks === undefined
    ? {}
    : { breaks: { step: breaks.step, findings: breaks.findings.map((one) => ({ ...one })) } }),
  token,
  trace: traceAsJson(taken),
})
