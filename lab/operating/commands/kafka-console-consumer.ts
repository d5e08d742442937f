/** kafka-console-consumer: kafka.tools.ConsoleConsumer. What it waits for does not come by itself, so it ends as by Ctrl-C. */
import { entriesOf } from '../../../model/replica/log'
import { readable } from '../../../model/replica/read'
import { answers, hostOf, topicOf, type Deployment, type Topic } from '../deployment'
import type { Flag, Given } from '../flags'
import { logLine } from '../log-line'
import type { Written } from '../../../model/storage/storage-bounds'
import { leaderOf, placeOf, replicaAt, type Partition } from '../partition'
import { since } from '../release'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import { withDeployment, type Session } from '../session'
import { stop } from '../stop'
import type { Tool } from '../tool'
import { assignmentFor, createdTopic } from '../topics'
import { propertiesOf } from './properties'

const flags: readonly Flag[] = [
  { name: 'topic', arg: 'topic' },
  { name: 'bootstrap-server', arg: 'server to connect to', since: '0.9.0.0' },
  { name: 'zookeeper', arg: 'urls', until: '2.0.0' },
  { name: 'new-consumer', since: '0.9.0.0', until: '2.3.0' },
  { name: 'from-beginning' },
  { name: 'max-messages', arg: 'num_messages', isNumber: true },
  { name: 'timeout-ms', arg: 'timeout_ms', isNumber: true, since: '0.9.0.0' },
  { name: 'partition', arg: 'partition', isNumber: true, since: '0.10.1.0' },
  { name: 'offset', arg: 'consume offset', since: '0.10.1.0' },
  { name: 'property', arg: 'prop', repeats: true },
  { name: 'consumer-property', arg: 'consumer_prop', repeats: true, since: '0.10.2.0' },
  { name: 'consumer.config', arg: 'config file' },
  { name: 'group', arg: 'consumer group id', since: '0.11.0.0' },
  { name: 'isolation-level', arg: 'level', since: '0.11.0.0' },
  { name: 'key-deserializer', arg: 'deserializer for key', since: '0.9.0.0' },
  { name: 'value-deserializer', arg: 'deserializer for values', since: '0.9.0.0' },
  { name: 'formatter', arg: 'class' },
  { name: 'skip-message-on-error' },
  { name: 'whitelist', arg: 'whitelist' },
  { name: 'enable-systest-events', since: '0.9.0.0' },
  { name: 'help', since: '2.0.0' },
]

const run = (session: Session, given: Given): Reply => {
  const name = given.value('topic')
  if (name === undefined)
    throw stop('Exactly one of whitelist/topic is required.', 'add --topic and a name; tidemark knows no --whitelist')
  checkOffsets(given)
  checkServers(session.deployment, given, name)
  const deployment = withTopicFor(session.deployment, name)
  const topic = topicOf(deployment, name)
  const partitions = topic === undefined ? [] : partitionsAsked(topic, given)
  const read = partitions.flatMap((partition) => recordsOf(deployment, partition, given))
  const most = given.number('max-messages') ?? Infinity
  const shown = read.slice(0, most < 0 ? Infinity : most).map((record) => textOf(deployment, record, given))
  return said(
    withDeployment(session, deployment),
    ...offlineLines(deployment, partitions),
    ...shown,
    `Processed a total of ${shown.length} messages`,
  )
}

const checkServers = (deployment: Deployment, given: Given, topic: string): void => {
  const servers = given.value('bootstrap-server')
  if (servers === undefined && given.has('zookeeper')) return
  if (servers === undefined)
    throw stop('Missing required argument "[bootstrap-server]"', 'add --bootstrap-server kafka1:9091')
  const about = `[Consumer clientId=consumer-1] Connection to node -1 (${servers}) could not be established. Broker may not be available.`
  reached(deployment, servers, [
    logLine(deployment, 'WARN', about, 'org.apache.kafka.clients.NetworkClient'),
    `Processed a total of 0 messages`,
  ])
  if (!/^[\w.-]+$/.test(topic))
    throw stop(`org.apache.kafka.common.errors.InvalidTopicException: Invalid topics: [${topic}]`)
}

const checkOffsets = (given: Given): void => {
  const offset = given.value('offset')
  if (given.has('partition')) {
    if (given.has('from-beginning') && offset !== undefined)
      throw stop('Options from-beginning and offset cannot be specified together.')
  } else if (offset !== undefined) throw stop('The partition is required when offset is specified.')
  if (offset !== undefined && !/^(earliest|latest|\d+)$/i.test(offset))
    throw stop(
      `The provided offset value '${offset}' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long.`,
    )
  if (given.has('group') && given.has('partition'))
    throw stop('Options group and partition cannot be specified together.')
}

/** A consumer asks for the metadata of its topic, which creates it, as a producer does. */
const withTopicFor = (deployment: Deployment, name: string): Deployment =>
  topicOf(deployment, name) === undefined
    ? createdTopic(deployment, name, assignmentFor(deployment, 1, 1), [])
    : deployment

const partitionsAsked = ({ partitions }: Topic, given: Given): readonly Partition[] => {
  const asked = given.number('partition')
  return asked === undefined ? partitions : partitions.filter(({ id }) => id === asked)
}

interface Read {
  readonly partition: number
  readonly offset: number
  readonly written: Written
}

/** The committed records of a partition from where the consumer begins. */
const recordsOf = (deployment: Deployment, partition: Partition, given: Given): readonly Read[] => {
  const place = servingPlace(deployment, partition)
  if (place === undefined) return []
  const from = given.value('offset')?.toLowerCase() ?? (isFromBeginning(given) ? 'earliest' : 'latest')
  if (from === 'latest') return []
  const first = from === 'earliest' ? 0 : Number(from)
  return entriesOf(readable(replicaAt(partition, place)))
    .filter(({ offset }) => offset >= first)
    .flatMap(({ offset, record }) => {
      const written = partition.written[record.value]
      return written === undefined ? [] : [{ partition: partition.id, offset, written }]
    })
}

const isFromBeginning = (given: Given): boolean =>
  given.has('from-beginning') || propertiesOf(given.values('consumer-property')).get('auto.offset.reset') === 'earliest'

/** The place of the leader, if it runs. */
const servingPlace = (deployment: Deployment, partition: Partition): number | undefined => {
  const leader = leaderOf(partition)
  const host = leader === undefined ? undefined : hostOf(deployment, leader)
  if (leader === undefined || host === undefined || !answers(host)) return undefined
  const place = placeOf(partition, leader)
  return place !== undefined && replicaAt(partition, place).leader === place ? place : undefined
}

const offlineLines = (deployment: Deployment, partitions: readonly Partition[]): readonly string[] =>
  partitions
    .filter((partition) => servingPlace(deployment, partition) === undefined)
    .map(({ topic }) =>
      logLine(
        deployment,
        'WARN',
        `[Consumer clientId=consumer-1] Error while fetching metadata with correlation id 2 : {${topic}=LEADER_NOT_AVAILABLE}`,
        'org.apache.kafka.clients.NetworkClient',
      ),
    )
    .slice(0, 1)

/** DefaultMessageFormatter */
const textOf = ({ kafka }: Deployment, { partition, offset, written }: Read, given: Given): string => {
  const properties = propertiesOf(given.values('property'))
  const isOn = (name: string, byDefault: boolean): boolean =>
    properties.has(name) ? properties.get(name)?.toLowerCase() === 'true' : byDefault
  const separator = properties.get('key.separator') ?? '\t'
  const isNew = since(kafka, '2.7.0')
  const parts = [
    ...(isOn('print.timestamp', false) ? [`CreateTime:${written.timestamp}`] : []),
    ...(isNew && isOn('print.partition', false) ? [`Partition:${partition}`] : []),
    ...(isNew && isOn('print.offset', false) ? [`Offset:${offset}`] : []),
    ...(isOn('print.key', false) ? [written.key ?? 'null'] : []),
    ...(isOn('print.value', true) ? [written.value ?? 'null'] : []),
    ...(!isNew && since(kafka, '2.5.0') && isOn('print.partition', false) ? [String(partition)] : []),
  ]
  return parts.join(separator)
}

export const kafkaConsoleConsumer: Tool = {
  name: 'kafka-console-consumer',
  about: 'print the committed records of a topic',
  flags,
  onMisread: 'usage',
  run,
}
