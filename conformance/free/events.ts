/**
 * What was seen of a cluster that runs free, in one order that is consistent with cause and effect: a request is noted before it
 * is passed on, and a response when it has arrived. Brokers are counted from 1, leader epochs from the one at the beginning.
 */
import { z } from 'zod'
import { replicaShape, recordShape } from '../traces/shape'

const offset = z.int().nonnegative()
const broker = z.int().positive()
const orNobody = z.int().gte(-1)
const event = <E extends string>(name: E): { event: z.ZodLiteral<E> } => ({ event: z.literal(name) })
const lane = { follower: broker, leader: broker }

const kinds = [
  /** A follower's Fetch goes to the leader. */
  z.strictObject({ ...event('fetch'), ...lane, fetchOffset: offset, leaderEpoch: orNobody.exactOptional() }),
  z.strictObject({
    ...event('fetched'),
    ...lane,
    /** A name of Kafka's Errors. */
    error: z.string(),
    highWatermark: orNobody.exactOptional(),
    records: z.array(recordShape).exactOptional(),
  }),
  /** OffsetsForLeaderEpoch. */
  z.strictObject({ ...event('asks'), ...lane, epoch: orNobody, leaderEpoch: orNobody.exactOptional() }),
  z.strictObject({ ...event('told'), ...lane, error: z.string(), endOffset: orNobody.exactOptional() }),
  /** The connection between the two is gone, with the request or the response that was on it. */
  z.strictObject({ ...event('lost'), ...lane }),
  /** LeaderAndIsr goes to a broker. */
  z.strictObject({ ...event('leaderAndIsr'), broker, leader: broker, leaderEpoch: offset, isr: z.array(broker) }),
  /** The broker has handled it. */
  z.strictObject({ ...event('obeyed'), broker, leaderEpoch: offset }),
  /** A leader, or the controller (0), writes the znode. */
  z.strictObject({
    ...event('writes'),
    by: offset,
    leader: orNobody,
    leaderEpoch: offset,
    isr: z.array(broker),
  }),
  /** ZooKeeper has answered. done: the version was right. */
  z.strictObject({ ...event('written'), by: offset, done: z.boolean() }),
  z.strictObject({ ...event('produce'), broker, record: z.string() }),
  /** appended: the record is in the log of this broker, or was. NONE is an acknowledgement; NO_ANSWER: the connection ended. */
  z.strictObject({ ...event('produced'), broker, record: z.string(), error: z.string(), appended: z.boolean() }),
  z.strictObject({ ...event('killed'), broker }),
  /** What its disk has while it does not run. */
  z.strictObject({ ...event('disk'), broker, replica: replicaShape }),
  z.strictObject({ ...event('starts'), broker }),
  z.strictObject({ ...event('started'), broker }),
  /** SIGSTOP, SIGCONT. sessionEnded: its session with ZooKeeper has ended meanwhile, or has just then. */
  z.strictObject({ ...event('paused'), broker }),
  z.strictObject({ ...event('woken'), broker, sessionEnded: z.boolean() }),
] as const

export const eventShape = z.discriminatedUnion('event', kinds)

export type FreeEvent = z.infer<typeof eventShape>

export type EventOf<E extends FreeEvent['event']> = Extract<FreeEvent, { readonly event: E }>

/** Two brokers between which requests of a follower pass: `2>1`. */
export const laneOf = ({ follower, leader }: { readonly follower: number; readonly leader: number }): string =>
  `${follower}>${leader}`
