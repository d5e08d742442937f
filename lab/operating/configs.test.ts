/** kafka-configs: each line, and what it prints. Compared with what Kafka 2.6.0 prints, where the order of lines is another. */
import { create, SERVER, testRows, ZOOKEEPER, type Row } from './typing.fixture'

const alter = (more: string): string => `kafka-configs ${SERVER} --topic t ${more} --alter`
const describeT = `kafka-configs ${SERVER} --topic t --describe`
const byZooKeeper = `kafka-configs ${ZOOKEEPER} --entity-type topics --entity-name t`
const createByZk = `kafka-topics ${ZOOKEEPER} --create --topic t --partitions 1 --replication-factor 3`
const failing = (args: string): string => `Error while executing config command with args '${args}'`

const rows: readonly Row[] = [
  [
    'a setting is added',
    '2.6',
    [create(), alter('--add-config retention.ms=0')],
    ['Completed updating config for topic t.'],
  ],
  [
    'it is described with its synonyms; retention.ms has none, because the default is log.retention.hours',
    '2.6',
    [create(), alter('--add-config retention.ms=0,cleanup.policy=[compact,delete]'), describeT],
    [
      'Dynamic configs for topic t are:',
      '  cleanup.policy=compact,delete sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:cleanup.policy=compact,delete, DEFAULT_CONFIG:log.cleanup.policy=delete}',
      '  retention.ms=0 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=0}',
    ],
  ],
  ['up to 2.5 no colon follows', '2.5', [create(), describeT], ['Dynamic configs for topic t are']],
  [
    '--delete-config with a value is refused as Kafka does, and the right form is told',
    '2.6',
    [create(), alter('--add-config retention.ms=0'), alter('--delete-config retention.ms=0')],
    [
      'Invalid config(s): retention.ms=0',
      'hint: --delete-config takes names without values: --delete-config retention.ms',
    ],
  ],
  [
    'a setting is deleted',
    '2.6',
    [create('--config retention.ms=0'), alter('--delete-config retention.ms'), describeT],
    ['Dynamic configs for topic t are:'],
  ],
  [
    'everything about a broker, with one dash',
    '2.6',
    [`kafka-configs ${SERVER} --broker 1 --describe -all | grep controlled.shutdown.enable`],
    ['  controlled.shutdown.enable=true sensitive=false synonyms={DEFAULT_CONFIG:controlled.shutdown.enable=true}'],
  ],
  [
    'a topic that is not there',
    '2.6',
    [create(), `kafka-configs ${SERVER} --topic x --describe`],
    [
      'Dynamic configs for topic x are:',
      failing(`${SERVER} --topic x --describe`),
      'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
      'hint: the topics are t',
    ],
  ],
  [
    'a value that is wrong',
    '2.6',
    [create(), alter('--add-config retention.ms=x')],
    [
      failing(`${SERVER} --topic t --add-config retention.ms=x --alter`),
      "java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.InvalidRequestException: Invalid config value for resource ConfigResource(type=TOPIC, name='t'): Invalid value x for configuration retention.ms: Not a number of type LONG",
    ],
  ],
  ['by ZooKeeper', '2.1', [createByZk, `${byZooKeeper} --describe`], ["Configs for topic 't' are "]],
  [
    'by ZooKeeper, with a capital letter up to 2.4',
    '2.1',
    [createByZk, `${byZooKeeper} --alter --add-config retention.ms=5`],
    ["Completed Updating config for entity: topic 't'."],
  ],
  [
    '--topic is refused before 2.5, with what to use',
    '2.1',
    [describeT],
    ['topic is not a recognized option', 'hint: --topic is there since 2.5.0, and this is Kafka 2.1.0'],
  ],
  [
    'min.insync.replicas counts from now on',
    '2.6',
    [
      create(),
      'kill kafka2',
      'kill kafka3',
      alter('--add-config min.insync.replicas=2'),
      `kafka-topics ${SERVER} --describe --under-min-isr-partitions`,
    ],
    ['\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1'],
  ],
  [
    'unclean.leader.election.enable counts from now on',
    '2.6',
    [
      create(),
      'kill kafka2',
      'kill kafka3',
      'kill -9 kafka1',
      'kafka-server-start kafka2',
      'kafka-configs --bootstrap-server kafka2:9091 --topic t --alter --add-config unclean.leader.election.enable=true',
      'kafka-server-start kafka3',
      'kafka-topics --bootstrap-server kafka2:9091 --describe --topic t',
    ],
    [
      'Topic: t\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: unclean.leader.election.enable=true',
      '\tTopic: t\tPartition: 0\tLeader: 2\tReplicas: 1,2,3\tIsr: 2,3',
    ],
  ],
]

testRows(rows)
