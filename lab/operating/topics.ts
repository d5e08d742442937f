/** How topics come to be: the assignment of replicas, and their partitions. */
import type { LogConfig } from '../../model/storage/segment'
import type { TopicConfig } from '../../model/storage/storage-bounds'
import { isRegistered, withTopic, type Deployment, type Setting, type Topic } from './deployment'
import { asWorldIs } from './events'
import { healed } from './healing'
import { partitionOf, type Partition } from './partition'
import type { Kafka } from './release'
import { settingNamed, valueOf } from './settings'

/** A topic with these replicas, and what happens once it is there. */
export const createdTopic = (
  deployment: Deployment,
  name: string,
  assignment: readonly (readonly number[])[],
  configs: readonly Setting[],
): Deployment => healed(withTopic(deployment, grown(deployment, { name, configs, partitions: [] }, assignment)))

/** A topic with more partitions. */
export const grown = (
  deployment: Deployment,
  { name, configs, partitions }: Topic,
  assignment: readonly (readonly number[])[],
): Topic => {
  const { kafka, controllerEpoch, now } = deployment
  const config = topicConfigOf(kafka, configs)
  const added = assignment.map((replicas, index) => {
    const id = partitions.length + index
    const made = { topic: name, id, replicas, config, protocol: kafka.protocol, controllerEpoch, now }
    return asWorldIs(deployment, partitionOf(made))
  })
  return { name, configs, partitions: [...partitions, ...added] }
}

/** A topic under another configuration of its own. */
export const reconfigured = (deployment: Deployment, topic: Topic, configs: readonly Setting[]): Deployment => {
  const sorted = [...configs].sort(([one], [other]) => (one < other ? -1 : 1))
  const config = topicConfigOf(deployment.kafka, sorted)
  const partitions = topic.partitions.map((partition): Partition => ({ ...partition, config }))
  return healed(withTopic(deployment, { ...topic, configs: sorted, partitions }))
}

/** The configuration in force: what the topic has of its own, and defaults. */
const topicConfigOf = (kafka: Kafka, configs: readonly Setting[]): TopicConfig => {
  const text = (name: string): string => valueOf(kafka, configs, name)
  const number = (name: string): number => Math.min(Number(text(name)), Number.MAX_SAFE_INTEGER)
  return {
    minIsr: number('min.insync.replicas'),
    uncleanElection: text('unclean.leader.election.enable').toLowerCase() === 'true',
    log: {
      segmentBytes: number('segment.bytes'),
      segmentMs: number('segment.ms'),
      segmentIndexBytes: number('segment.index.bytes'),
      indexIntervalBytes: number('index.interval.bytes'),
      retentionMs: number('retention.ms'),
      retentionBytes: number('retention.bytes'),
      cleanupPolicy: policyIn(text('cleanup.policy')),
      minCleanableDirtyRatio: number('min.cleanable.dirty.ratio'),
      deleteRetentionMs: number('delete.retention.ms'),
      minCompactionLagMs: number('min.compaction.lag.ms'),
      maxCompactionLagMs:
        settingNamed(kafka, 'max.compaction.lag.ms') === undefined
          ? Number.MAX_SAFE_INTEGER
          : number('max.compaction.lag.ms'),
    },
  }
}

const policyIn = (text: string): LogConfig['cleanupPolicy'] => {
  if (!text.includes('compact')) return 'delete'
  return text.includes('delete') ? 'compact,delete' : 'compact'
}

/**
 * AdminUtils.assignReplicasToBrokersRackUnaware: the leaders go round, and the followers of each round are shifted by one. Kafka
 * begins at random brokers with a random shift; here it is always the first broker, and no shift.
 */
export const assignmentFor = (
  deployment: Deployment,
  partitions: number,
  factor: number,
  first = 0,
): readonly (readonly number[])[] => {
  const brokers = deployment.hosts.filter((host) => isRegistered(deployment, host)).map(({ id }) => id)
  const count = brokers.length
  return Array.from({ length: partitions }, (_, index) => {
    const partition = first + index
    const shift = Math.floor(partition / count)
    const leader = partition % count
    const followers = Array.from(
      { length: factor - 1 },
      (__, place) => (leader + 1 + ((shift + place) % (count - 1))) % count,
    )
    return [leader, ...followers].map((place) => brokers[place] ?? 0)
  })
}
