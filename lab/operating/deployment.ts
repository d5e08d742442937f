/**
 * A cluster as its operator knows it: brokers with hosts, topics with configurations, time. Each partition is one instance
 * of the model, so the replicas of a partition are the whole world of its instance. What happens to a broker happens in
 * every instance that has it.
 *
 * Everything is plain readonly data: an earlier deployment stays as it was, which makes undo a list of deployments.
 */
import type { Partition } from './partition'
import type { Kafka } from './release'

export interface Deployment {
  readonly kafka: Kafka
  readonly hosts: readonly Host[]
  /** The broker that is the controller; undefined: no broker is registered. */
  readonly controller: number | undefined
  /** In ZooKeeper, /controller_epoch. */
  readonly controllerEpoch: number
  /** The time at which the present controller took office. */
  readonly controllerSince: number
  /** In the order of creation. */
  readonly topics: readonly Topic[]
  /** Milliseconds since 1970. It moves by commands only. */
  readonly now: number
  /** False: nothing goes on by itself, and each step is taken by a command. */
  readonly goesOn: boolean
}

/** The machine of one broker. Its name is kafkaN, where N is the broker id. */
export interface Host {
  readonly id: number
  readonly isUp: boolean
  /** Its log directory has the mark of a clean shutdown. */
  readonly stoppedCleanly: boolean
  /** The time at which its process ended without notice. Its session with ZooKeeper ends later. */
  readonly diedAt: number | undefined
  /** The time at which it was paused. */
  readonly pausedAt: number | undefined
  /** The time at which it lost ZooKeeper and the controller. */
  readonly cutOffAt: number | undefined
  /** The brokers that its packets do not reach. */
  readonly unreachable: readonly number[]
  /** What its server.properties has beyond the usual, as of its last start. */
  readonly overrides: readonly Setting[]
  /** The time at which each of its regular tasks is due. */
  readonly due: Readonly<Record<Task, number>>
}

/** What a broker does at intervals, by the name of the file that it writes, or of what it does. */
export type Task = (typeof tasks)[number]

const tasks = ['high watermarks', 'recovery points', 'log starts', 'retention', 'cleaning'] as const

/**
 * How often each task runs, and how long after the start for the first time, in milliseconds:
 * replica.high.watermark.checkpoint.interval.ms, log.flush.offset.checkpoint.interval.ms,
 * log.flush.start.offset.checkpoint.interval.ms, log.retention.check.interval.ms, log.cleaner.backoff.ms. The tasks of
 * LogManager begin after 30 s.
 */
const intervals: Readonly<Record<Task, { readonly first: number; readonly every: number }>> = {
  'high watermarks': { first: 5_000, every: 5_000 },
  'recovery points': { first: 30_000, every: 60_000 },
  'log starts': { first: 30_000, every: 60_000 },
  retention: { first: 30_000, every: 300_000 },
  cleaning: { first: 15_000, every: 15_000 },
}

/** The tasks of a broker that has just started, each with the time at which it is due. */
export const tasksFrom = (now: number): Host['due'] => ({
  'high watermarks': now + intervals['high watermarks'].first,
  'recovery points': now + intervals['recovery points'].first,
  'log starts': now + intervals['log starts'].first,
  retention: now + intervals.retention.first,
  cleaning: now + intervals.cleaning.first,
})

/** The tasks of a broker that has run for some time, and has just done all of them. */
const tasksAfter = (now: number): Host['due'] => ({
  'high watermarks': now + intervals['high watermarks'].every,
  'recovery points': now + intervals['recovery points'].every,
  'log starts': now + intervals['log starts'].every,
  retention: now + intervals.retention.every,
  cleaning: now + intervals.cleaning.every,
})

/** The tasks that are due, in their order. */
export const dueTasks = ({ due }: Pick<Host, 'due'>, now: number): readonly Task[] =>
  tasks.filter((task) => due[task] <= now)

/** When they are due next, once those that are due have run. */
export const nextDue = ({ due }: Pick<Host, 'due'>, now: number): Host['due'] =>
  dueTasks({ due }, now).reduce((present, task) => {
    const { every } = intervals[task]
    return { ...present, [task]: present[task] + every * (1 + Math.floor((now - present[task]) / every)) }
  }, due)

export interface Topic {
  readonly name: string
  /** The configuration of the topic itself, in the order of the names. */
  readonly configs: readonly Setting[]
  readonly partitions: readonly Partition[]
}

/** The name of a configuration and its value. */
export type Setting = readonly [name: string, value: string]

/** The first moment of every deployment: 2020-09-13 12:26:40 UTC. */
export const BEGIN = 1_600_000_000_000

export const deploymentOf = (kafka: Kafka, brokers: number): Deployment => ({
  kafka,
  hosts: Array.from({ length: brokers }, (_, index) => ({
    id: index + 1,
    isUp: true,
    stoppedCleanly: false,
    ...{ diedAt: undefined, pausedAt: undefined, cutOffAt: undefined, unreachable: [], overrides: [] },
    due: tasksAfter(BEGIN),
  })),
  controller: 1,
  controllerEpoch: 1,
  controllerSince: BEGIN,
  topics: [],
  now: BEGIN,
  goesOn: true,
})

export const nameOf = ({ id }: Pick<Host, 'id'>): string => `kafka${id}`

export const hostOf = ({ hosts }: Deployment, id: number): Host | undefined => hosts.find((host) => host.id === id)

export const topicOf = ({ topics }: Deployment, name: string): Topic | undefined =>
  topics.find((topic) => topic.name === name)

export const withTopic = (deployment: Deployment, topic: Topic): Deployment => ({
  ...deployment,
  topics: deployment.topics.some(({ name }) => name === topic.name)
    ? deployment.topics.map((other) => (other.name === topic.name ? topic : other))
    : [...deployment.topics, topic],
})

export const withHost = (deployment: Deployment, id: number, changes: Partial<Host>): Deployment => ({
  ...deployment,
  hosts: deployment.hosts.map((host) => (host.id === id ? { ...host, ...changes } : host)),
})

/** The same change to every partition of every topic. */
export const eachPartition = (deployment: Deployment, change: (partition: Partition) => Partition): Deployment => ({
  ...deployment,
  topics: deployment.topics.map((topic) => ({ ...topic, partitions: topic.partitions.map(change) })),
})

export const everyPartition = ({ topics }: Deployment): readonly Partition[] =>
  topics.flatMap(({ partitions }) => partitions)

/** ZooKeeper holds an ephemeral znode of the broker, though its process may have ended without notice. */
export const isRegistered = (deployment: Deployment, host: Host): boolean =>
  (host.isUp || host.diedAt !== undefined) && !hasSessionEnded(deployment, host)

/** A broker that has died, is paused, or is cut off, loses its session once the timeout has passed. */
const hasSessionEnded = ({ kafka, now }: Deployment, { diedAt, pausedAt, cutOffAt }: Host): boolean => {
  const since = Math.min(diedAt ?? Infinity, pausedAt ?? Infinity, cutOffAt ?? Infinity)
  return now - since >= kafka.sessionTimeout
}

/** Clients, peers and the controller get answers from it. */
export const answers = ({ isUp, pausedAt }: Host): boolean => isUp && pausedAt === undefined

/** There is a controller, and it can act. */
export const isControlled = (deployment: Deployment): boolean => {
  const host = deployment.controller === undefined ? undefined : hostOf(deployment, deployment.controller)
  return host !== undefined && answers(host) && host.cutOffAt === undefined
}
