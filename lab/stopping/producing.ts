/** The producer of one partition: one request at a time, and what becomes of each. */
import { NONE } from '../../kit/schema'
import { isRefused, type Refused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { replicaOf } from '../../model/cluster'
import type { Config } from '../../model/config'
import { stateOf } from '../../model/coordinator/coordinator'
import { logEnd } from '../../model/replica/disk'
import { acknowledgedOffsets } from '../../model/replica/leader'
import type { Cluster } from '../../model/state'
import type { BrokerId, Offset, PartitionId } from '../../model/values'
import { unacknowledged } from '../../properties/effects'

/** A record, by its value, and where it is in the log. */
export interface Sent {
  readonly offset: Offset
  readonly value: number
}

export interface Producer {
  readonly partition: PartitionId
  /** The leader as of its metadata. */
  readonly broker: BrokerId
  /** The record whose answer it waits for, and the round in which it sent it. */
  readonly waiting: (Sent & { readonly since: number }) | undefined
  readonly acknowledged: readonly Sent[]
  /** Requests that no broker took. */
  readonly refused: number
  /** Requests that a broker took, and whose wait ended without success: NOT_LEADER_FOR_PARTITION, or a connection that broke. */
  readonly unanswered: number
  /** The rounds that the slowest answer took. */
  readonly slowest: number
}

export const producerOf = (partition: PartitionId, broker: BrokerId): Producer => ({
  ...{ partition, broker, waiting: undefined, acknowledged: [] },
  ...{ refused: 0, unanswered: 0, slowest: 0 },
})

/** A producer after a step that may have ended its wait. */
export const heard = (
  config: Config,
  producer: Producer,
  round: number,
  [before, action, after]: readonly [Cluster, Action, Cluster],
): Producer => {
  const { waiting, partition, broker } = producer
  if (waiting === undefined) return producer
  const [was, is] = [replicaOf(before, broker, partition), replicaOf(after, broker, partition)]
  if (was === is) return producer
  if (acknowledgedOffsets(config, broker, was, is).includes(waiting.offset)) return answered(producer, waiting, round)
  const ended = unacknowledged(config, { before, action, after }, partition)
  if (!ended.some(({ value }) => value === waiting.value)) return producer
  return { ...withMetadata(producer, after), waiting: undefined, unanswered: producer.unanswered + 1 }
}

const answered = (producer: Producer, { offset, value, since }: Sent & { since: number }, round: number): Producer => ({
  ...producer,
  waiting: undefined,
  acknowledged: [...producer.acknowledged, { offset, value }],
  slowest: Math.max(producer.slowest, round - since),
})

/** A client that gets an error asks for metadata, and tries again in the next round (retry.backoff.ms). */
const withMetadata = (producer: Producer, cluster: Cluster): Producer => {
  const { leader } = stateOf(cluster, producer.partition)
  return leader === NONE ? producer : { ...producer, broker: leader }
}

/** The rules of the model: a cluster after a step, or why the step is refused. */
export type Fire = (cluster: Cluster, action: Action) => Cluster | Refused

/** A producer sends its next record, unless it waits; and the cluster after that. */
export const sends = (
  config: Config,
  fire: Fire,
  before: Cluster,
  producer: Producer,
  round: number,
): readonly [Cluster, Producer] => {
  const { partition, broker, waiting } = producer
  if (waiting !== undefined) return [before, producer]
  const action: Action = { type: 'Produce', broker, partition }
  const after = fire(before, action)
  if (isRefused(after)) return [before, { ...withMetadata(producer, before), refused: producer.refused + 1 }]
  const offset = logEnd(replicaOf(before, broker, partition).disk)
  const sent = { offset, value: before.produced[partition] ?? 0, since: round }
  if (config.settings.acks !== 'all') return [after, answered(producer, sent, round)]
  return [after, heard(config, { ...producer, waiting: sent }, round, [before, action, after])]
}
