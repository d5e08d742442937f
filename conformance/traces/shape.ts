/** What the lines of a trace look like. A field that nobody knows is an error: it would not be judged. */
import { z } from 'zod'

const offset = z.int().nonnegative()
const broker = z.int().positive()
const orNobody = z.int().gte(-1)
export const recordShape = z.strictObject({ record: z.string(), epoch: offset.exactOptional() })

const exchange = z.strictObject({
  leader: broker,
  api: z.enum(['Fetch', 'OffsetsForLeaderEpoch']),
  stage: z.enum(['asked', 'read', 'answered']),
  leaderEpoch: offset.exactOptional(),
  fetchOffset: offset.exactOptional(),
  epoch: orNobody.exactOptional(),
  error: z.string().exactOptional(),
  endOffset: orNobody.exactOptional(),
  highWatermark: offset.exactOptional(),
  records: z.array(recordShape).exactOptional(),
})

const fetcher = z.strictObject({
  state: z.enum(['truncating', 'fetching']),
  leader: broker,
  leaderEpoch: offset,
  fetchOffset: offset.exactOptional(),
})

export const replicaShape = z.strictObject({
  role: z.enum(['leader', 'follower', 'none']).exactOptional(),
  leader: orNobody.exactOptional(),
  leaderEpoch: orNobody.exactOptional(),
  log: z.array(recordShape).exactOptional(),
  logEndOffset: offset.exactOptional(),
  highWatermark: offset.exactOptional(),
  checkpointedHighWatermark: offset.exactOptional(),
  epochCache: z.array(z.strictObject({ epoch: offset, startOffset: offset })).exactOptional(),
  isr: z.array(broker).exactOptional(),
  remoteLogEnds: z.array(z.strictObject({ broker, logEndOffset: orNobody })).exactOptional(),
  fetcher: fetcher.nullable().exactOptional(),
  exchanges: z.array(exchange).exactOptional(),
})

const observation = z.strictObject({
  brokers: z.array(
    z.strictObject({ id: broker, running: z.boolean().exactOptional(), replicas: z.array(replicaShape) }),
  ),
  zookeeper: z.array(z.strictObject({ leader: orNobody, leaderEpoch: offset, isr: z.array(broker) })).exactOptional(),
  producers: z
    .array(z.strictObject({ acknowledged: z.array(z.string()), waiting: z.array(z.string()).exactOptional() }))
    .exactOptional(),
})

export const headShape = z.strictObject({
  trace: z.literal(1),
  kafka: z.string(),
  by: z.string(),
  world: z.record(z.string(), z.string()),
  hidden: z.int().positive().exactOptional(),
})

export const seenShape = z.strictObject({ note: z.string().exactOptional(), observation })
