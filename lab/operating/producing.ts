/** A producer sends a record to the leader of a partition, and hears what becomes of it. */
import type { Acks } from '../../model/bounds'
import { answers, hostOf, type Deployment, type Topic } from './deployment'
import { logEnd } from '../../model/replica/disk'
import { bytesOfRecord } from '../../model/storage/format/writing'
import { withPartition } from './elections'
import { healed } from './healing'
import { partitionForKey } from './murmur'
import { fired, leaderOf, partitionName, placeOf, replicaAt, rulesOf, type Partition } from './partition'

/** A console producer, and what was asked of it. */
export interface Producing {
  readonly topic: string
  readonly acks: Acks
  /** Each line is a key and a value, with this between them; undefined: a value. */
  readonly separator: string | undefined
  /** A line without a separator is a value. */
  readonly ignoresErrors: boolean
  /** How many lines were typed. */
  readonly lines: number
}

/** The deployment after a record was sent, and why the producer was not told of success. */
export interface Sent {
  readonly deployment: Deployment
  readonly failure?: Failure
}

/** The exception of the client, without its package, and its message. */
export interface Failure {
  readonly type: string
  readonly message: string
  /** The broker refused the record, and the producer tried again. */
  readonly retried?: Retried
}

export interface Retried {
  readonly partition: string
  readonly error: string
}

/** Sends one record. Without a key the partitions take turns; with one it is the hash that decides, as in Kafka. */
export const sent = (
  deployment: Deployment,
  topic: Topic,
  acks: Acks,
  record: { readonly key: string | null; readonly value: string | null },
): Sent => {
  const partition = partitionFor(deployment, topic, record.key)
  const broker = reachableLeader(deployment, partition)
  if (broker === undefined) return { deployment, failure: expired(partition) }
  const written = [...partition.written, { ...record, timestamp: deployment.now, size: bytesOfRecord(record) }]
  const before = { ...partition, written }
  const appended = fired(before, { type: 'Produce', broker, partition: 0 }, rulesOf(before, acks))
  if (typeof appended === 'string') return { deployment, failure: refusalOf(appended, partition) }
  const offset = logEnd(replicaAt(appended, broker).disk) - 1
  const after = healed(withPartition(deployment, appended))
  return acks === 'all' && waits(after, appended, broker, offset)
    ? { deployment: after, failure: expired(partition) }
    : { deployment: after }
}

/** DefaultPartitioner: a record without a key goes to a partition that has a leader. */
const partitionFor = (deployment: Deployment, { partitions }: Topic, key: string | null): Partition => {
  const [first, ...others] = partitions
  if (first === undefined) throw new Error('a topic has a partition')
  if (key !== null) return partitions[partitionForKey(key, 1 + others.length)] ?? first
  const available = partitions.filter((one) => reachableLeader(deployment, one) !== undefined)
  const open = available.length === 0 ? partitions : available
  const turn = partitions.reduce((count, { written }) => count + written.length, 0)
  return open[turn % open.length] ?? first
}

/** The place of the leader, where it runs: a client finds it by its metadata. */
const reachableLeader = (deployment: Deployment, partition: Partition): number | undefined => {
  const leader = leaderOf(partition)
  const host = leader === undefined ? undefined : hostOf(deployment, leader)
  if (leader === undefined || host === undefined || !answers(host)) return undefined
  return placeOf(partition, leader)
}

/** A producer waits until every member of the ISR has its record. */
const waits = (deployment: Deployment, { topic, id }: Partition, broker: number, offset: number): boolean => {
  const partition = deployment.topics.find(({ name }) => name === topic)?.partitions[id]
  return partition !== undefined && replicaAt(partition, broker).highWatermark <= offset
}

const refusalOf = (refused: string, partition: Partition): Failure => {
  if (refused.startsWith('NOT_LEADER'))
    return {
      type: 'NotLeaderForPartitionException',
      message: 'This server is not the leader for that topic-partition.',
    }
  if (refused.includes('NOT_ENOUGH_REPLICAS') || refused.includes('min.insync'))
    return {
      type: 'NotEnoughReplicasException',
      message: 'Messages are rejected since there are fewer in-sync replicas than required.',
      retried: { partition: partitionName(partition), error: 'NOT_ENOUGH_REPLICAS' },
    }
  return expired(partition)
}

const expired = (partition: Partition): Failure => ({
  type: 'TimeoutException',
  message: `Expiring 1 record(s) for ${partitionName(partition)}:120000 ms has passed since batch creation`,
})
