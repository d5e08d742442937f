import { z } from 'zod'
import { common } from './json-common'

const stopRow = z.strictObject({
  led: z.int().describe('partitions that the stopping broker leads'),
  way: z.string().describe('how it stops, as `--ways` takes it'),
  name: z.string().describe('the same in words'),
  waitsMs: z.int().describe('milliseconds of attempts to hand over that fail; its partitions are served meanwhile'),
  sessionMs: z.int().describe('milliseconds until its session ends; nobody serves its partitions meanwhile'),
  unserved: z
    .strictObject({ least: z.int(), most: z.int() })
    .describe('rounds after that in which nobody serves a partition: the best and the worst partition'),
  refused: z.int().describe('produce requests that no broker took'),
  unanswered: z.int().describe('produce requests that the broker took, and did not answer with success'),
  before: z.int().describe('records that were acknowledged before the stop'),
  onItsDisk: z.int().describe('of these, what the stopped broker has on its disk'),
  flushed: z.int().describe('of these, what it has flushed'),
  onOneReplica: z.int().describe('of these, what at most one running replica has while the broker is down'),
  onlyInMemory: z.int().describe('of these on one replica, what no disk has flushed'),
  lost: z.int().describe('acknowledged records that the leader does not have in the end'),
})

export const stopsJson = z.strictObject({
  ...common,
  command: z.literal('stops'),
  verdict: z.literal('measured'),
  kafka: z.string().describe('the release whose defaults and protocol apply'),
  brokers: z.int().describe('brokers, each with a replica of every partition'),
  acks: z.string(),
  rows: z.array(stopRow),
  next: z.string().describe('a suggested next command'),
})

export const crashesJson = z.strictObject({
  ...common,
  command: z.literal('crashes'),
  title: z.string().describe('which Kafka was tried'),
  verdict: z.enum(['holds', 'broken']),
  rows: z.array(
    z.strictObject({
      cleanup: z.string().describe('cleanup.policy'),
      steps: z.int().describe('the number of steps of the schedule'),
      states: z.int().describe('its states, the first one included'),
      points: z.int().describe('stops that were tried, each followed by a start'),
      broken: z.int().describe('how many of them broke a claim'),
      first: z.string().optional().describe('the first of these: what happened, and what is wrong then'),
    }),
  ),
  points: z.int().describe('all stops together'),
  next: z.string().describe('a suggested next command'),
})

export type StopsJson = z.infer<typeof stopsJson>
export type StopRowJson = z.infer<typeof stopRow>
export type CrashesJson = z.infer<typeof crashesJson>
