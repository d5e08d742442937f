/** kafka-topics: kafka.admin.TopicCommand, as of the release. */
import type { Flag, Given } from '../flags'
import { since, type Kafka } from '../release'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import type { Session } from '../session'
import { stop, thrown } from '../stop'
import type { Tool } from '../tool'
import { alterTopic, createTopic, deleteTopics } from './change-topics'
import { describeTopics } from './describe-topics'
import { topicsLike } from './topic-names'

const flags: readonly Flag[] = [
  { name: 'bootstrap-server', arg: 'server to connect to', since: '2.2.0' },
  { name: 'command-config', arg: 'command config property file', since: '2.2.0' },
  { name: 'zookeeper', arg: 'hosts' },
  { name: 'create' },
  { name: 'list' },
  { name: 'describe' },
  { name: 'alter' },
  { name: 'delete' },
  { name: 'topic', arg: 'topic' },
  { name: 'partitions', arg: '# of partitions', isNumber: true },
  { name: 'replication-factor', arg: 'replication factor', isNumber: true },
  { name: 'replica-assignment', arg: 'broker ids, a colon between replicas, a comma between partitions' },
  { name: 'config', arg: 'name=value', repeats: true },
  { name: 'delete-config', arg: 'name', repeats: true },
  { name: 'under-replicated-partitions' },
  { name: 'unavailable-partitions' },
  { name: 'under-min-isr-partitions', since: '2.3.0' },
  { name: 'at-min-isr-partitions', since: '2.4.0' },
  { name: 'topics-with-overrides' },
  { name: 'if-exists', since: '0.10.0.0' },
  { name: 'if-not-exists', since: '0.10.0.0' },
  { name: 'disable-rack-aware', since: '0.10.0.0' },
  { name: 'exclude-internal', since: '2.1.0' },
  { name: 'force' },
  { name: 'help' },
]

const ACTIONS = ['list', 'describe', 'create', 'alter', 'delete'] as const

const run = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const asked = ACTIONS.filter((action) => given.has(action))
  const [action] = asked
  if (action === undefined || asked.length > 1)
    throw stop('Command must include exactly one action: --list, --describe, --create, --alter or --delete')
  checkServers(deployment.kafka, given)
  checkTopic(deployment.kafka, given, action)
  const servers = given.value('bootstrap-server')
  if (servers !== undefined)
    reached(deployment, servers, ['Error while executing topic command : Timed out waiting for a node assignment.'])
  const acts = {
    list: () => said(session, ...topicsLike(deployment, given, 'list').map(({ name }) => name)),
    describe: () => said(session, ...describeTopics(deployment, given)),
    create: () => createTopic(session, given),
    alter: () => alterTopic(session, given),
    delete: () => deleteTopics(session, given),
  }
  return acts[action]()
}

const checkServers = (kafka: Kafka, given: Given): void => {
  const isBoth = given.has('bootstrap-server') && given.has('zookeeper')
  if (since(kafka, '2.2.0')) {
    if (isBoth || !(given.has('bootstrap-server') || given.has('zookeeper')))
      throw thrown(
        'java.lang.IllegalArgumentException',
        'Only one of --bootstrap-server or --zookeeper must be specified',
        isBoth ? undefined : 'add --bootstrap-server kafka1:9091',
      )
  } else if (!given.has('zookeeper')) throw stop('Missing required argument "[zookeeper]"', 'add --zookeeper zk1:2181')
}

const checkTopic = (kafka: Kafka, given: Given, action: (typeof ACTIONS)[number]): void => {
  if (given.has('topic') || action === 'list' || action === 'describe') return
  if (action === 'delete' || action === 'create' || !since(kafka, '2.2.0'))
    throw stop('Missing required argument "[topic]"', 'add --topic and a name')
}

export const kafkaTopics: Tool = {
  name: 'kafka-topics',
  about: 'create, list, describe, alter and delete topics',
  flags,
  onMisread: 'throws',
  run,
}
