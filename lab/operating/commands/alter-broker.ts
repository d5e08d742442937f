/** `kafka-configs --alter` of brokers (KIP-226): what is static is refused as Kafka refuses it; the rest is not played. */
import { nearest } from '../../../kit/nearest'
import { brokerSettings } from '../broker-settings'
import type { Deployment } from '../deployment'
import type { Given } from '../flags'
import { since } from '../release'
import { topicSettings } from '../settings'
import { stop } from '../stop'
import { settingsIn } from './given-settings'

/** DynamicBrokerConfig.AllDynamicConfigs (2.6.0), without those of security, listeners and connections. */
const DYNAMIC: readonly string[] = [
  ...['background.threads', 'num.io.threads', 'num.network.threads', 'num.recovery.threads.per.data.dir'],
  ...['num.replica.fetchers', 'log.cleaner.threads', 'log.cleaner.backoff.ms', 'log.cleaner.dedupe.buffer.size'],
  ...['log.cleaner.io.buffer.load.factor', 'log.cleaner.io.buffer.size', 'log.cleaner.io.max.bytes.per.second'],
  ...['message.max.bytes', 'log.message.downconversion.enable', 'log.message.timestamp.difference.max.ms'],
  ...['log.retention.minutes', 'log.retention.hours', 'log.roll.hours', 'log.roll.jitter.hours'],
]

/** Why this change of brokers is not made. `failing` is what the tool prints before an exception. */
export const brokerRefusal = (
  deployment: Deployment,
  given: Given,
  [name]: readonly string[],
  failing: string,
): Error => {
  const { kafka } = deployment
  if (!since(kafka, '1.1.0'))
    return stop(
      'Brokers have only replication quotas as dynamic configurations before Kafka 1.1, and tidemark plays no quotas',
      `a static one is set when a broker starts: ${OVERRIDE}`,
    )
  if (name === undefined) return stop('an entity name must be specified with --alter of brokers', 'add --broker 1')
  const changed = [
    ...settingsIn(given.value('add-config') ?? '').map(([one]) => one),
    ...given.values('delete-config').flatMap((text) => text.split(',').map((one) => one.trim())),
  ]
  if (changed.length === 0)
    return stop('At least one of --add-config or --delete-config must be specified with --alter')
  const fixed = changed.filter((one) => !isDynamic(deployment, one) && isKnown(deployment, one))
  if (fixed.length > 0 && given.has('bootstrap-server'))
    return stop(
      [
        failing,
        `java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.InvalidRequestException: Invalid config value for resource ConfigResource(type=BROKER, name='${name}'): Cannot update these configs dynamically: Set(${fixed.join(', ')})`,
      ],
      `a static configuration is set when a broker starts: kafka-server-stop kafka${name || '1'}, then kafka-server-start kafka${name || '1'} --override ${fixed[0]}=...`,
    )
  return notPlayed(deployment, changed)
}

const OVERRIDE = 'kafka-server-start kafka1 --override controlled.shutdown.enable=false'

const notPlayed = (deployment: Deployment, changed: readonly string[]): Error => {
  const stray = changed.find((one) => !isKnown(deployment, one))
  const close = stray === undefined ? undefined : nearest(stray, namesIn(deployment))
  const topic = topicSettings(deployment.kafka).find(({ broker }) => changed.includes(broker))
  if (close !== undefined) return stop(`a broker has no setting '${stray}'`, `did you mean ${close}?`)
  return stop(
    `Kafka changes ${changed.join(', ')} of a running broker; tidemark does so for topics only`,
    topic === undefined
      ? `what is static is set when a broker starts: ${OVERRIDE}`
      : `kafka-configs --topic T --alter --add-config ${topic.name}=...`,
  )
}

const isDynamic = ({ kafka }: Deployment, name: string): boolean =>
  DYNAMIC.includes(name) || topicSettings(kafka).some(({ broker }) => broker === name)

const namesIn = ({ kafka }: Deployment): readonly string[] => brokerSettings(kafka, 1).map(({ name }) => name)

const isKnown = (deployment: Deployment, name: string): boolean => namesIn(deployment).includes(name)
