/** `kafka-topics --describe`: what ZooKeeper holds, as each release prints it. */
import type { Deployment, Topic } from '../deployment'
import type { Given } from '../flags'
import { isOnline, leaderOf, type Partition } from '../partition'
import { since } from '../release'
import { topicsLike } from './topic-names'

type Filter = (typeof FILTERS)[number]

const FILTERS = [
  'under-replicated-partitions',
  'unavailable-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
] as const

/** A header for each topic and a line for each partition. With a filter there are no headers. */
export const describeTopics = (deployment: Deployment, given: Given): readonly string[] => {
  const filters = FILTERS.filter((filter) => given.has(filter))
  const overridden = given.has('topics-with-overrides')
  return topicsLike(deployment, given, 'describe').flatMap((topic) => {
    const isShown = filters.length === 0 && (!overridden || topic.configs.length > 0)
    const partitions = overridden ? [] : topic.partitions.filter((one) => passes(one, filters))
    return [
      ...(isShown ? [headerOf(deployment, topic)] : []),
      ...partitions.map((one) => lineOf(deployment, one, given)),
    ]
  })
}

const passes = (partition: Partition, filters: readonly Filter[]): boolean => {
  const { isr, replicas, config } = partition
  const passing: Readonly<Record<Filter, boolean>> = {
    'under-replicated-partitions': isr.length < replicas.length,
    'unavailable-partitions': !isOnline(partition),
    'under-min-isr-partitions': !isOnline(partition) || isr.length < config.minIsr,
    'at-min-isr-partitions': isr.length === config.minIsr,
  }
  return filters.length === 0 || filters.some((filter) => passing[filter])
}

/** Since 2.4 a blank follows each colon. */
const headerOf = (deployment: Deployment, { name, partitions, configs }: Topic): string => {
  const blank = since(deployment.kafka, '2.4.0') ? ' ' : ''
  return [
    `Topic:${blank}${name}`,
    `PartitionCount:${blank}${partitions.length}`,
    `ReplicationFactor:${blank}${factorOf(deployment, partitions[0])}`,
    `Configs:${blank}${configs.map(([key, value]) => `${key}=${value}`).join(',')}`,
  ].join('\t')
}

const lineOf = (deployment: Deployment, partition: Partition, given: Given): string =>
  [
    '',
    `Topic: ${partition.topic}`,
    `Partition: ${partition.id}`,
    `Leader: ${leaderText(deployment, partition, given)}`,
    `Replicas: ${partition.replicas.join(',')}`,
    `Isr: ${partition.isr.join(',')}`,
    ...changing(deployment, partition, given),
  ].join('\t')

/** TopicCommand.PartitionDescription.printDescription (2.6.3): while a reassignment is in progress, and a broker is asked. */
const changing = ({ kafka }: Deployment, { moving }: Partition, given: Given): readonly string[] =>
  moving === undefined || given.has('zookeeper') || !since(kafka, '2.6.0')
    ? []
    : [`Adding Replicas: ${moving.adding.join(',')}`, `Removing Replicas: ${moving.removing.join(',')}`]

/** Since 2.5 replicas that are being added do not count. */
const factorOf = ({ kafka }: Deployment, partition: Partition | undefined): number => {
  const { replicas = [], moving } = partition ?? {}
  return replicas.length - (since(kafka, '2.5.0') ? (moving?.adding.length ?? 0) : 0)
}

/**
 * A broker that is asked knows no leader that is gone. ZooKeeper may still have it, or -1, which was printed as it is up to
 * 2.3.
 */
const leaderText = ({ kafka }: Deployment, partition: Partition, given: Given): string => {
  const leader = leaderOf(partition)
  if (!given.has('zookeeper')) return isOnline(partition) ? String(leader) : 'none'
  return String(leader ?? (since(kafka, '2.4.0') ? 'none' : -1))
}
