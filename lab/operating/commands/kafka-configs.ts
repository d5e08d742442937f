/** kafka-configs: kafka.admin.ConfigCommand, for topics and brokers. */
import { brokerSettings, type BrokerSetting } from '../broker-settings'
import { hostOf, topicOf, type Deployment, type Setting, type Topic } from '../deployment'
import type { Flag, Given } from '../flags'
import { since } from '../release'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import { withDeployment, type Session } from '../session'
import { topicSettings, valueOf, type TopicSetting } from '../settings'
import { stop } from '../stop'
import type { Tool } from '../tool'
import { reconfigured } from '../topics'
import { brokerRefusal } from './alter-broker'
import { entityOf, type Entity } from './config-entity'
import { checkSetting, settingsIn } from './given-settings'

const flags: readonly Flag[] = [
  { name: 'bootstrap-server', arg: 'server to connect to', since: '1.1.0' },
  { name: 'command-config', arg: 'command config property file', since: '1.1.0' },
  { name: 'zookeeper', arg: 'urls' },
  { name: 'alter' },
  { name: 'describe' },
  { name: 'all', since: '2.5.0' },
  { name: 'entity-type', arg: 'type', repeats: true },
  { name: 'entity-name', arg: 'name', repeats: true },
  { name: 'entity-default', since: '0.10.1.0' },
  { name: 'add-config', arg: 'k1=v1,k2=[v1,v2]' },
  { name: 'delete-config', arg: 'k1,k2', repeats: true },
  { name: 'topic', arg: 'name', since: '2.5.0' },
  { name: 'broker', arg: 'id', since: '2.5.0' },
  { name: 'broker-defaults', since: '2.5.0' },
  { name: 'force' },
  { name: 'help' },
]

const run = (session: Session, given: Given): Reply => {
  if (given.has('alter') === given.has('describe'))
    throw stop('Command must include exactly one action: --describe, --alter')
  for (const flag of ['add-config', 'delete-config'])
    if (given.has('describe') && given.has(flag))
      throw stop(`Option "[describe]" can't be used with option "[${flag}]"`)
  const entity = entityOf(session.deployment, given)
  const servers = given.value('bootstrap-server')
  if (servers !== undefined)
    reached(session.deployment, servers, [failing(given), 'java.util.concurrent.TimeoutException: Call timed out'])
  const warning =
    given.has('zookeeper') && since(session.deployment.kafka, '2.5.0')
      ? [
          'Warning: --zookeeper is deprecated and will be removed in a future version of Kafka.',
          'Use --bootstrap-server instead to specify a broker to connect to.',
        ]
      : []
  const reply = given.has('alter') ? altered(session, given, entity) : described(session, given, entity)
  return { ...reply, output: [...warning, ...reply.output] }
}

/** What ConfigCommand prints before an exception. */
const failing = (given: Given): string => `Error while executing config command with args '${given.line}'`

const altered = (session: Session, given: Given, { type, names }: Entity): Reply => {
  const { deployment } = session
  const [name] = names
  if (type === 'brokers') throw brokerRefusal(deployment, given, names, failing(given))
  if (name === undefined)
    throw stop(`an entity name must be specified with --alter of ${type}`, 'add --topic and a name')
  if (!given.has('add-config') && !given.has('delete-config'))
    throw stop(
      'At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter',
      'add --add-config name=value, or --delete-config name',
    )
  const topic = topicOf(deployment, name)
  if (topic === undefined) throw unknownTopic(deployment, given, name, [])
  const added = settingsIn(given.value('add-config') ?? '')
  const gone = given.values('delete-config').flatMap((text) => text.split(',').map((one) => one.trim()))
  const stray = gone.filter((one) => !topic.configs.some(([known]) => known === one))
  if (stray.length > 0) throw stop(`Invalid config(s): ${stray.join(',')}`, rightForm(topic, stray))
  for (const setting of added) checkSetting(deployment.kafka, setting, refusal(given, name))
  const kept = topic.configs.filter(([known]) => !gone.includes(known) && !added.some(([one]) => one === known))
  const configs = [...kept, ...added.filter(([one]) => !gone.includes(one))]
  return said(withDeployment(session, reconfigured(deployment, topic, configs)), completed(deployment, given, name))
}

/** LogConfig says what is wrong, and the broker wraps it. */
const refusal =
  (given: Given, topic: string) =>
  (message: string, hint?: string): Error => {
    if (given.has('zookeeper')) return stop(message, hint)
    const isUnknown = message.startsWith('Unknown')
    const type = isUnknown ? 'InvalidConfigurationException' : 'InvalidRequestException'
    const about = isUnknown
      ? message
      : `Invalid config value for resource ConfigResource(type=TOPIC, name='${topic}'): ${message}`
    return stop(
      [failing(given), `java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.${type}: ${about}`],
      hint,
    )
  }

/** `--delete-config retention.ms=0` is a common slip: it takes names. */
const rightForm = ({ configs }: Topic, stray: readonly string[]): string => {
  const names = stray.map((one) => one.split('=')[0] ?? '')
  const known = names.filter((name) => configs.some(([one]) => one === name))
  if (known.length > 0) return `--delete-config takes names without values: --delete-config ${known.join(',')}`
  return configs.length === 0
    ? 'this topic has no configuration of its own'
    : `this topic has ${configs.map(([name]) => name).join(', ')}`
}

const completed = ({ kafka }: Deployment, given: Given, name: string): string => {
  if (given.has('bootstrap-server')) return `Completed updating config for topic ${name}.`
  if (!since(kafka, '0.10.1.0')) return `Updated config for topic: "${name}".`
  if (!since(kafka, '0.10.2.0')) return `Updated config for entity: topic '${name}'.`
  return `Completed ${since(kafka, '2.5.0') ? 'updating' : 'Updating'} config for entity: topic '${name}'.`
}

const described = (session: Session, given: Given, { type, names }: Entity): Reply => {
  const { deployment } = session
  if (type === 'brokers') return said(session, ...brokersDescribed(deployment, given, names))
  const asked = names.length === 0 ? deployment.topics.map(({ name }) => name).sort() : names
  return said(session, ...asked.flatMap((name) => topicDescribed(deployment, given, name)))
}

const topicDescribed = (deployment: Deployment, given: Given, name: string): readonly string[] => {
  const topic = topicOf(deployment, name)
  if (given.has('zookeeper')) return [byZooKeeper(deployment, name, topic?.configs ?? [])]
  const header = headerFor(deployment, given, `topic ${name}`)
  if (topic === undefined) throw unknownTopic(deployment, given, name, [header])
  const settings = topicSettings(deployment.kafka).filter(
    (setting) => given.has('all') || topic.configs.some(([known]) => known === setting.name),
  )
  return [header, ...settings.map((setting) => topicLine(deployment, topic, setting))]
}

const byZooKeeper = ({ kafka }: Deployment, name: string, configs: readonly Setting[]): string => {
  const entity = since(kafka, '0.10.1.0') ? `topic '${name}'` : `topic:${name}`
  return `Configs for ${entity} are ${configs.map(([key, value]) => `${key}=${value}`).join(',')}`
}

const headerFor = ({ kafka }: Deployment, given: Given, entity: string): string =>
  `${given.has('all') ? 'All' : 'Dynamic'} configs for ${entity} are${since(kafka, '2.6.0') ? ':' : ''}`

const topicLine = (
  { kafka }: Deployment,
  { configs }: Topic,
  { name, broker, byDefault, isDerived }: TopicSetting,
): string => {
  const own = configs.find(([known]) => known === name)
  const synonyms = [
    ...(own === undefined ? [] : [`DYNAMIC_TOPIC_CONFIG:${name}=${own[1]}`]),
    ...(isDerived === true ? [] : [`DEFAULT_CONFIG:${broker}=${byDefault}`]),
  ]
  return lineOf(name, valueOf(kafka, configs, name), synonyms)
}

const lineOf = (name: string, value: string, synonyms: readonly string[]): string =>
  `  ${name}=${value} sensitive=false synonyms={${synonyms.join(', ')}}`

const unknownTopic = (deployment: Deployment, given: Given, name: string, before: readonly string[]): Error => {
  const names = deployment.topics.map((topic) => topic.name).sort()
  const hint = names.length === 0 ? 'there is no topic yet' : `the topics are ${names.join(', ')}`
  if (given.has('zookeeper')) return stop(`Topic "${name}" does not exist.`, hint)
  const wrong = 'UnknownTopicOrPartitionException: This server does not host this topic-partition.'
  return stop(
    [...before, failing(given), `java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.${wrong}`],
    hint,
  )
}

const brokersDescribed = (deployment: Deployment, given: Given, names: readonly string[]): readonly string[] => {
  const { kafka } = deployment
  const ids = names.length === 0 ? deployment.hosts.map(({ id }) => String(id)) : names
  return ids.flatMap((id) => {
    if (id === '') return [`Default configs for brokers in the cluster are${since(kafka, '2.6.0') ? ':' : ''}`]
    if (given.has('zookeeper')) return [`Configs for brokers '${id}' are `]
    if (hostOf(deployment, Number(id)) === undefined)
      throw stop(
        [failing(given), 'java.util.concurrent.TimeoutException'],
        `the brokers are ${deployment.hosts.map((host) => host.id).join(', ')}`,
      )
    if (!since(kafka, '2.5.0')) return [`Configs for broker ${id} are:`]
    const settings = given.has('all')
      ? brokerSettings(kafka, Number(id), hostOf(deployment, Number(id))?.overrides)
      : []
    return [headerFor(deployment, given, `broker ${id}`), ...settings.map(brokerLine)]
  })
}

const brokerLine = ({ name, value, isStatic, byDefault }: BrokerSetting): string =>
  lineOf(name, value, [
    ...(isStatic ? [`STATIC_BROKER_CONFIG:${name}=${value}`] : []),
    ...(byDefault === undefined ? [] : [`DEFAULT_CONFIG:${name}=${byDefault}`]),
  ])

export const kafkaConfigs: Tool = {
  name: 'kafka-configs',
  about: 'describe and change configurations at run time',
  flags,
  onMisread: 'usage',
  run,
}
