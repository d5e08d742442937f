/** How topics come to be: the assignment of replicas, and their partitions. */
import type { Settings } from '../../model/bounds'
import { isRegistered, withTopic, type Deployment, type Setting, type Topic } from './deployment'
import { asWorldIs } from './events'
import { healed } from './healing'
import { partitionOf, withSettings, type Partition } from './partition'
import type { Kafka } from './release'
import { valueOf } from './settings'

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
  const { kafka, controllerEpoch } = deployment
  const settings: Settings = { acks: '1', ...settingsOf(kafka, configs) }
  const added = assignment.map((replicas, index) => {
    const made = {
      topic: name,
      id: partitions.length + index,
      replicas,
      settings,
      protocol: kafka.protocol,
      controllerEpoch,
    }
    return asWorldIs(deployment, partitionOf(made))
  })
  return { name, configs, partitions: [...partitions, ...added] }
}

/** A topic under another configuration of its own. */
export const reconfigured = (deployment: Deployment, topic: Topic, configs: readonly Setting[]): Deployment => {
  const sorted = [...configs].sort(([one], [other]) => (one < other ? -1 : 1))
  const settings = settingsOf(deployment.kafka, sorted)
  const partitions = topic.partitions.map((partition): Partition => withSettings(partition, settings))
  return healed(withTopic(deployment, { ...topic, configs: sorted, partitions }))
}

const settingsOf = (kafka: Kafka, configs: readonly Setting[]): Omit<Settings, 'acks'> => ({
  minIsr: Number(valueOf(kafka, configs, 'min.insync.replicas')),
  uncleanElection: valueOf(kafka, configs, 'unclean.leader.election.enable').toLowerCase() === 'true',
})

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
