/** The output of `timeline --json`: what each release brought. */
import { z } from 'zod'
import { common } from './json-common'
import { standsFor } from './json-parts'

const amendment = z.strictObject({
  name: z.string(),
  since: z.string(),
  title: z.string(),
  repairs: z.string().describe('what goes wrong without the amendment'),
  option: z.string().optional().describe('the option that turns it on, where it is a feature of the cluster'),
  disaster: z.string().optional().describe('the property that breaks without the amendment, and the number of steps'),
  again: z.string().optional().describe('the command that finds that again, after the name of the program'),
  story: z.string().optional().describe('the story that tells of it: a path, for tell'),
})

/** A release, decision by decision. */
export const glanceJson = z.strictObject({
  kafka: z.string().describe('the preset, as it is or varied'),
  standsFor,
  readAt: z.string().describe('the tag of Apache Kafka at which it was read'),
  differs: z.array(z.string()).describe('where a release was named: how it differs beyond these decisions'),
  decisions: z.array(
    z.strictObject({
      decision: z.string(),
      about: z.string().describe('the part of the protocol to which it belongs'),
      asks: z.string().describe('the question that it decides'),
      answer: z.array(z.string()).describe('a sentence or two; or cases, of which the first that applies counts'),
      by: z
        .array(
          z.strictObject({
            name: z.string().describe('an amendment, or base: Kafka 0.8.0'),
            since: z.string(),
            place: z.strictObject({ path: z.string(), line: z.int() }).describe('where it decides that'),
          }),
        )
        .describe('who answers; behind it those whose earlier answers are part of the answer'),
      method: z.string().optional().describe('the Kafka method; absent where this Kafka has none'),
      readAt: z.string().optional().describe('the tag at which the method was read'),
    }),
  ),
})

export const timelineJson = z.strictObject({
  ...common,
  command: z.literal('timeline'),
  verdict: z.literal('holds'),
  releases: z.array(z.strictObject({ name: z.string(), adds: z.array(amendment) })),
  later: z.array(amendment).describe('what came after the last release modelled'),
  glance: glanceJson.optional().describe('with `--kafka`: that release, decision by decision'),
  next: z.string().describe('a command worth trying now'),
})
