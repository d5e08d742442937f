/** An operator asks the controller for another leader: KafkaController.onReplicaElection (2.4.0). */
import { isControlled, topicOf, withTopic, type Deployment } from './deployment'
import { healed } from './healing'
import { agreedOf, fired, isOnline, tried, type Partition } from './partition'

export type Election = 'PREFERRED' | 'UNCLEAN'

/** What comes of one partition: undefined is success. */
export interface Elected {
  readonly deployment: Deployment
  readonly error?: 'notNeeded' | 'unknown' | 'preferredNotAvailable' | 'eligibleNotAvailable'
}

/** Elects a leader for one partition. */
export const electedIn = (deployment: Deployment, election: Election, topic: string, id: number): Elected => {
  const partition = topicOf(deployment, topic)?.partitions[id]
  if (partition === undefined) return { deployment, error: 'unknown' }
  const unavailable = election === 'PREFERRED' ? 'preferredNotAvailable' : 'eligibleNotAvailable'
  if (election === 'UNCLEAN' && isOnline(partition)) return { deployment, error: 'notNeeded' }
  if (election === 'PREFERRED' && agreedOf(partition).leader === 0) return { deployment, error: 'notNeeded' }
  if (!isControlled(deployment)) return { deployment, error: unavailable }
  const next = election === 'PREFERRED' ? preferred(partition) : unclean(partition)
  return next === undefined
    ? { deployment, error: unavailable }
    : { deployment: healed(withPartition(deployment, next)) }
}

/** The preferred replica leads, if it is alive and in the ISR. */
export const preferred = (partition: Partition): Partition | undefined => {
  const moved = fired(partition, { type: 'MoveLeader', broker: 0, partition: 0 })
  return typeof moved === 'string' ? undefined : moved
}

/**
 * Any replica that is alive may lead. The model elects so where the topic allows it and a new controller comes, so for this
 * one step the topic allows it, and the controller is replaced as far as this partition knows.
 */
const unclean = (partition: Partition): Partition | undefined => {
  const { config, controllersBefore } = partition
  const allowing = { ...partition, config: { ...config, uncleanElection: true } }
  const elected = tried({ ...allowing, controllersBefore: controllersBefore - 1 }, { type: 'ControllerFailover' })
  return isOnline(elected) ? { ...elected, config } : undefined
}

/** The topic of a partition with this partition in it. */
export const withPartition = (deployment: Deployment, partition: Partition): Deployment => {
  const topic = topicOf(deployment, partition.topic)
  if (topic === undefined) return deployment
  const partitions = topic.partitions.map((other) => (other.id === partition.id ? partition : other))
  return withTopic(deployment, { ...topic, partitions })
}
