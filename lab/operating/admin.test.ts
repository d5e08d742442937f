/** Configurations, elections, reassignments, offsets and ZooKeeper. Compared with what Kafka 2.6.0 prints, where the order of settings is another. */
import { create, SERVER, testRows, ZOOKEEPER, type Row } from './typing.fixture'

const elect = (type: string, topic = 't'): string =>
  `kafka-leader-election ${SERVER} --election-type ${type} --topic ${topic} --partition 0`
const plan = (replicas: string): string =>
  `echo '{"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[${replicas}]}]}' > plan.json`
const assigned =
  '{"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2,3],"log_dirs":["any","any","any"]}]}'
const zk = (command: string): string => `zookeeper-shell zk1:2181 ${command} | tail -n 1`

const elections: readonly Row[] = [
  [
    'the preferred leader comes back',
    '2.6',
    [create(), 'kill kafka1', 'kafka-server-start kafka1', elect('preferred')],
    ['Successfully completed leader election (PREFERRED) for partitions t-0'],
  ],
  [
    'what needs no election is not named, as in Kafka up to 2.6',
    '2.6',
    [create(), elect('preferred')],
    ['Valid replica already elected for partitions '],
  ],
  [
    'a preferred leader that is gone',
    '2.6',
    [create(), 'kill kafka1', elect('preferred').replace('kafka1', 'kafka2')],
    [
      'Error completing leader election (PREFERRED) for partition: t-0: org.apache.kafka.common.errors.PreferredLeaderNotAvailableException: Failed to elect leader for partition t-0 under strategy PreferredReplicaPartitionLeaderElectionStrategy',
      'Exception in thread "main" kafka.common.AdminCommandFailedException: 1 replica(s) could not be elected',
    ],
  ],
  [
    'an unclean election',
    '2.6',
    [
      `kafka-topics ${SERVER} --create --topic t --replica-assignment 2:3`,
      'kill kafka3',
      'kill -9 kafka2',
      'kafka-server-start kafka3',
      elect('unclean'),
    ],
    ['Successfully completed leader election (UNCLEAN) for partitions t-0'],
  ],
  [
    'leaders go back by themselves after five minutes',
    '2.6',
    [create(), 'kill kafka1', 'kafka-server-start kafka1', 'wait 5m', zk('get /brokers/topics/t/partitions/0/state')],
    ['{"controller_epoch":2,"leader":1,"version":1,"leader_epoch":2,"isr":[2,3,1]}'],
  ],
  [
    'the tool came with 2.4',
    '2.1',
    [elect('preferred')],
    ['kafka-leader-election: command not found', 'hint: it is there since 2.4.0, and this is Kafka 2.1.0'],
  ],
]

const [execute, verify, cancel] = ['execute', 'verify', 'cancel'].map(
  (action) => `kafka-reassign-partitions ${SERVER} ${ZOOKEEPER} --${action} --reassignment-json-file plan.json`,
) as [string, string, string]
const describe = `kafka-topics ${SERVER} --describe --topic t`
const [narrow, wide] = [2, 3].map(
  (factor) => `kafka-topics ${ZOOKEEPER} --create --topic t --partitions 1 --replication-factor ${factor}`,
) as [string, string]

const apart = ['cut kafka1 kafka3', 'cut kafka2 kafka3']

const reassignments: readonly Row[] = [
  [
    'a plan is generated',
    '2.6',
    [
      create(),
      `echo '{"version":1,"topics":[{"topic":"t"}]}' > top.json`,
      `kafka-reassign-partitions ${SERVER} --generate --topics-to-move-json-file top.json --broker-list 1,2,3`,
    ],
    ['Current partition replica assignment', assigned, '', 'Proposed partition reassignment configuration', assigned],
  ],
  [
    'a plan that is executed changes the order of the replicas',
    '2.6',
    [create(), plan('3,2,1'), execute, describe],
    [
      'Topic: t\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: ',
      '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 3,2,1\tIsr: 1,2,3',
    ],
  ],
  [
    'a plan with fewer replicas leaves the others without a log',
    '2.1',
    [wide, plan('3'), execute, `kafka-log-dirs ${SERVER} --describe --broker-list 1`],
    [
      'Querying brokers for log directories information',
      'Received log directory information from brokers 1',
      '{"version":1,"brokers":[{"broker":1,"logDirs":[{"logDir":"/var/lib/kafka/data","error":null,"partitions":[]}]}]}',
    ],
  ],
  [
    'a plan that waits for a broker that cannot fetch is still in progress',
    '2.1',
    [narrow, ...apart, plan('1,3'), execute, verify],
    ['Status of partition reassignment: ', 'Reassignment of partition t-0 is still in progress'],
  ],
  [
    'another one is refused meanwhile',
    '2.1',
    [narrow, ...apart, plan('1,3'), execute, execute],
    ['There is an existing assignment running.'],
  ],
  [
    'it is completed by a new controller when that broker can fetch',
    '2.1',
    [narrow, ...apart, plan('2,3'), execute, 'kill -9 kafka1', 'kafka-server-start kafka1', 'mend', verify],
    ['Status of partition reassignment: ', 'Reassignment of partition t-0 completed successfully'],
  ],
  [
    'it is cancelled',
    '2.6',
    [narrow, ...apart, plan('1,3'), execute, cancel],
    [
      'Successfully cancelled partition reassignment for: t-0',
      'None of the specified partition moves are active.',
      'Clearing broker-level throttles on brokers 1,2,3',
      'Clearing topic-level throttles on topic t',
    ],
  ],
  [
    'after that the replicas are what they were',
    '2.6',
    [narrow, ...apart, plan('1,3'), execute, cancel, describe],
    [
      'Topic: t\tPartitionCount: 1\tReplicationFactor: 2\tConfigs: ',
      '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2',
    ],
  ],
  [
    'a plan with a broker that is not there is refused',
    '2.6',
    [create(), plan('1,9'), execute],
    ['Error: Unknown broker id 9', 'hint: the brokers that are running are 1, 2, 3'],
  ],
  [
    'a plan is verified',
    '2.6',
    [create(), plan('3,2,1'), `kafka-reassign-partitions ${SERVER} --verify --reassignment-json-file plan.json`],
    [
      'Status of partition reassignment:',
      'There is no active reassignment of partition t-0, but replica set is 1,2,3 rather than 3,2,1.',
      '',
      'Clearing broker-level throttles on brokers 1,2,3',
      'Clearing topic-level throttles on topic t',
    ],
  ],
]

const looks: readonly Row[] = [
  ['the ids of the brokers', '2.6', ['kill -9 kafka2', zk('ls /brokers/ids')], ['[1, 3]']],
  [
    'the controller',
    '2.6',
    ['kill kafka1', zk('get /controller')],
    ['{"version":1,"brokerid":2,"timestamp":"1600000000000"}'],
  ],
  [
    'the state of a partition',
    '2.6',
    [create(), zk('get /brokers/topics/t/partitions/0/state')],
    ['{"controller_epoch":1,"leader":1,"version":1,"leader_epoch":0,"isr":[1,2,3]}'],
  ],
  [
    'a znode that is not there',
    '2.6',
    [zk('get /nope')],
    ['org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for /nope'],
  ],
  [
    'where a partition ends',
    '2.6',
    [
      create(),
      `kafka-console-producer ${SERVER} --topic t`,
      '> m',
      'kafka-run-class kafka.tools.GetOffsetShell --broker-list kafka1:9091 --topic t',
    ],
    ['t:0:1'],
  ],
  [
    'nothing goes on by itself while steps are taken',
    '2.6',
    [create(), 'step on', `kafka-console-producer ${SERVER} --topic t`, '> m', 'steps'],
    ['t-0: kafka2 fetches from its leader', 't-0: kafka3 fetches from its leader'],
  ],
]

const alter = (more: string): string => `kafka-configs ${SERVER} --topic t ${more} --alter`
const describeT = `kafka-configs ${SERVER} --topic t --describe`
const byZooKeeper = `kafka-configs ${ZOOKEEPER} --entity-type topics --entity-name t`
const createByZk = `kafka-topics ${ZOOKEEPER} --create --topic t --partitions 1 --replication-factor 3`
const failing = (args: string): string => `Error while executing config command with args '${args}'`

const configs: readonly Row[] = [
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

testRows([...configs, ...elections, ...reassignments, ...looks])
