/** kafka-console-producer: kafka.tools.ConsoleProducer. It reads lines until it is ended. */
import type { Acks } from '../../../model/bounds'
import { topicOf, type Deployment } from '../deployment'
import type { Flag, Given } from '../flags'
import { logLine } from '../log-line'
import { sent, type Failure, type Producing, type Retried } from '../producing'
import { since, type Kafka } from '../release'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import { withDeployment, type Session } from '../session'
import { stop } from '../stop'
import type { Tool } from '../tool'
import { assignmentFor, createdTopic } from '../topics'
import { propertiesOf } from './properties'

const flags: readonly Flag[] = [
  { name: 'topic', arg: 'topic' },
  { name: 'bootstrap-server', arg: 'server to connect to', since: '2.5.0' },
  { name: 'broker-list', arg: 'broker-list' },
  { name: 'request-required-acks', arg: 'request required acks' },
  { name: 'property', arg: 'prop', repeats: true },
  { name: 'producer-property', arg: 'producer_prop', repeats: true, since: '0.9.0.0' },
  { name: 'producer.config', arg: 'config file', since: '0.10.0.0' },
  { name: 'sync' },
  { name: 'compression-codec', arg: 'compression-codec', isOptional: true },
  { name: 'batch-size', arg: 'size', isNumber: true },
  { name: 'message-send-max-retries', arg: 'retries', isNumber: true },
  { name: 'retry-backoff-ms', arg: 'ms', isNumber: true },
  { name: 'timeout', arg: 'timeout_ms', isNumber: true },
  { name: 'request-timeout-ms', arg: 'request timeout ms', isNumber: true },
  { name: 'metadata-expiry-ms', arg: 'metadata expiration interval', isNumber: true },
  { name: 'max-block-ms', arg: 'max block on send', isNumber: true },
  { name: 'max-memory-bytes', arg: 'total memory in bytes', isNumber: true },
  { name: 'max-partition-memory-bytes', arg: 'memory in bytes per partition', isNumber: true },
  { name: 'line-reader', arg: 'reader_class' },
  { name: 'socket-buffer-size', arg: 'size', isNumber: true },
  { name: 'help', since: '2.0.0' },
]

const run = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const servers = serversOf(deployment.kafka, given)
  const topic = given.value('topic')
  if (topic === undefined) throw stop('Missing required argument "[topic]"', 'add --topic and a name')
  reached(deployment, servers, [
    logLine(deployment, 'ERROR', `Error when sending message to topic ${topic}: no broker answers`, 'console-producer'),
  ])
  const properties = propertiesOf(given.values('property'))
  const settings = propertiesOf(given.values('producer-property'))
  const acks = acksOf(given.value('request-required-acks') ?? settings.get('acks') ?? '1')
  const producing: Producing = {
    topic,
    acks,
    separator: properties.get('parse.key') === 'true' ? (properties.get('key.separator') ?? '\t') : undefined,
    ignoresErrors: properties.get('ignore.error') === 'true',
    lines: 0,
  }
  return said({ ...session, producing })
}

const serversOf = (kafka: Kafka, given: Given): string => {
  const servers = given.value('bootstrap-server') ?? given.value('broker-list')
  if (servers !== undefined) return servers
  const hint = since(kafka, '2.5.0') ? 'add --bootstrap-server kafka1:9091' : 'add --broker-list kafka1:9091'
  throw stop(
    since(kafka, '2.5.0')
      ? 'Missing required option(s) [bootstrap-server]'
      : 'Missing required argument "[broker-list]"',
    hint,
  )
}

const acksOf = (text: string): Acks => {
  if (text === 'all' || text === '-1') return 'all'
  if (text === '0' || text === '1') return text
  throw stop(
    `org.apache.kafka.common.config.ConfigException: Invalid value ${text} for configuration acks: String must be one of: all, -1, 0, 1`,
  )
}

/** One line typed into the console producer: a record. */
export const lineProduced = (session: Session, line: string): Reply => {
  const { producing, deployment } = session
  if (producing === undefined) return said(session)
  const next = { ...session, producing: { ...producing, lines: producing.lines + 1 } }
  const record = recordIn(producing, line)
  if (record === undefined)
    return {
      session: { ...session, producing: undefined },
      output: [`org.apache.kafka.common.KafkaException: No key found on line ${producing.lines + 1}: ${line}`],
      error: 'no key found',
    }
  const { present, lines } = withTopicFor(deployment, producing.topic)
  const topic = topicOf(present, producing.topic)
  if (topic === undefined) return said(next)
  const { deployment: after, failure } = sent(present, topic, producing.acks, record)
  const output = [...lines, ...(failure === undefined ? [] : failureLines(after, producing, record, failure))]
  const reply = said(withDeployment(next, after), ...output)
  return failure === undefined ? reply : { ...reply, error: failure.message }
}

interface Typed {
  readonly key: string | null
  readonly value: string
}

const recordIn = ({ separator, ignoresErrors }: Producing, line: string): Typed | undefined => {
  if (separator === undefined) return { key: null, value: line }
  const at = line.indexOf(separator)
  if (at >= 0) return { key: line.slice(0, at), value: line.slice(at + separator.length) }
  return ignoresErrors ? { key: null, value: line } : undefined
}

/** auto.create.topics.enable: a topic that nobody has created gets one partition and one replica. */
const withTopicFor = (
  deployment: Deployment,
  name: string,
): { readonly present: Deployment; readonly lines: readonly string[] } => {
  if (topicOf(deployment, name) !== undefined) return { present: deployment, lines: [] }
  const present = createdTopic(deployment, name, assignmentFor(deployment, 1, 1), [])
  const about = `[Producer clientId=console-producer] Error while fetching metadata with correlation id 1 : {${name}=LEADER_NOT_AVAILABLE}`
  return { present, lines: [logLine(deployment, 'WARN', about, 'org.apache.kafka.clients.NetworkClient')] }
}

/** ErrorLoggingCallback */
const failureLines = (
  deployment: Deployment,
  { topic }: Producing,
  { key, value }: Typed,
  { type, message, retried }: Failure,
): readonly string[] => {
  const bytes = (text: string): string => `${new TextEncoder().encode(text).length} bytes`
  const about = `Error when sending message to topic ${topic} with key: ${key === null ? 'null' : bytes(key)}, value: ${bytes(value)} with error:`
  return [
    ...(retried === undefined ? [] : retries(deployment, retried)),
    logLine(deployment, 'ERROR', about, 'org.apache.kafka.clients.producer.internals.ErrorLoggingCallback'),
    `org.apache.kafka.common.errors.${type}: ${message}`,
  ]
}

/** The producer tries three times more. */
const retries = (deployment: Deployment, { partition, error }: Retried): readonly string[] =>
  [2, 1, 0].map((left) => {
    const about = `[Producer clientId=console-producer] Got error produce response with correlation id ${5 - left} on topic-partition ${partition}, retrying (${left} attempts left). Error: ${error}`
    return logLine(deployment, 'WARN', about, 'org.apache.kafka.clients.producer.internals.Sender')
  })

export const kafkaConsoleProducer: Tool = {
  name: 'kafka-console-producer',
  about: 'send each line that is typed as a record',
  flags,
  onMisread: 'usage',
  run,
}
