/** kafka-topics, and the console producer and consumer, under several releases: each line, and what it prints. */
import { create, SERVER, testRows, ZOOKEEPER, type Row } from './typing.fixture'

const createByZk = `kafka-topics.sh ${ZOOKEEPER} --create --topic t --partitions 1 --replication-factor 3`

const topics: readonly Row[] = [
  ['a topic is created', '2.6', [create()], ['Created topic t.']],
  ['up to 2.1 its name is quoted', '2.1', [createByZk], ['Created topic "t".']],
  [
    'a name after one dash is the same as after two',
    '2.6',
    [`kafka-topics ${SERVER} --create --topic peter-test01 -partitions 1 --replication-factor 3`],
    ['Created topic peter-test01.'],
  ],
  [
    'up to 0.10.2 the beginning of a name will do',
    '0.10.2',
    [`kafka-topics.sh --zoo zk1 --create --topic t --part 1 --replication 3`],
    ['Created topic "t".'],
  ],
  [
    'since 0.11 it will not, and the first letter is blamed',
    '2.6',
    [`kafka-topics ${SERVER} --create --topic t -part 1`],
    ['Exception in thread "main" joptsimple.UnrecognizedOptionException: p is not a recognized option'],
  ],
  [
    'describe prints a blank after each colon',
    '2.6',
    [create('--config retention.ms=5'), `kafka-topics ${SERVER} --describe --topic t`],
    [
      'Topic: t\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: retention.ms=5',
      '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3',
    ],
  ],
  [
    'up to 2.3 none in the header',
    '2.1',
    [createByZk, `kafka-topics ${ZOOKEEPER} --describe`],
    [
      'Topic:t\tPartitionCount:1\tReplicationFactor:3\tConfigs:',
      '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3',
    ],
  ],
  [
    'a broker that dies leaves the ISR, and who comes back stands last',
    '2.6',
    [create(), 'kill -9 kafka1', 'kafka-server-start kafka1', `kafka-topics ${SERVER} --describe --topic t`],
    [
      'Topic: t\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: ',
      '\tTopic: t\tPartition: 0\tLeader: 2\tReplicas: 1,2,3\tIsr: 2,3,1',
    ],
  ],
  [
    'filters print no header',
    '2.6',
    [
      create(),
      'kill kafka3',
      `kafka-topics ${SERVER} --create --topic u --partitions 1 --replication-factor 1`,
      `kafka-topics ${SERVER} --describe --under-replicated-partitions`,
    ],
    ['\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2'],
  ],
  [
    'a partition without a leader is said to have none',
    '2.6',
    [
      `kafka-topics ${SERVER} --create --topic t --replica-assignment 2`,
      'kill -9 kafka2',
      `kafka-topics ${SERVER} --describe --unavailable-partitions`,
    ],
    ['\tTopic: t\tPartition: 0\tLeader: none\tReplicas: 2\tIsr: 2'],
  ],
  [
    'a leader that is not alive is none, although no controller saw it fail',
    '2.6',
    [
      create(),
      'cut kafka1 kafka3',
      'cut kafka2 kafka3',
      `kafka-console-producer ${SERVER} --topic t`,
      '> m',
      'wait 30s',
      'kill -9 kafka1',
      'kill -9 kafka2',
      `kafka-topics --bootstrap-server kafka3:9091 --describe --unavailable-partitions`,
    ],
    ['\tTopic: t\tPartition: 0\tLeader: none\tReplicas: 1,2,3\tIsr: 2'],
  ],
  [
    'up to 2.3 it has the leader -1, as ZooKeeper has it',
    '2.1',
    [
      `kafka-topics ${ZOOKEEPER} --create --topic t --replica-assignment 2`,
      'kill -9 kafka2',
      `kafka-topics ${ZOOKEEPER} --describe --unavailable-partitions`,
    ],
    ['\tTopic: t\tPartition: 0\tLeader: -1\tReplicas: 2\tIsr: 2'],
  ],
  [
    'partitions go round the brokers as AdminUtils has it',
    '2.6',
    [
      `kafka-topics ${SERVER} --create --topic t --partitions 4 --replication-factor 2`,
      `kafka-topics ${SERVER} --describe --topic t`,
    ],
    [
      'Topic: t\tPartitionCount: 4\tReplicationFactor: 2\tConfigs: ',
      '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2\tIsr: 1,2',
      '\tTopic: t\tPartition: 1\tLeader: 2\tReplicas: 2,3\tIsr: 2,3',
      '\tTopic: t\tPartition: 2\tLeader: 3\tReplicas: 3,1\tIsr: 3,1',
      '\tTopic: t\tPartition: 3\tLeader: 1\tReplicas: 1,3\tIsr: 1,3',
    ],
  ],
  [
    'a replication factor beyond the brokers is refused',
    '2.6',
    [`kafka-topics ${SERVER} --create --topic t --partitions 1 --replication-factor 4`],
    ['Error while executing topic command : Replication factor: 4 larger than available brokers: 3.'],
  ],
  [
    'a topic that is there is not created again',
    '2.6',
    [create(), create()],
    ["Error while executing topic command : Topic 't' already exists."],
  ],
  [
    'a configuration that is unknown is refused, with the nearest',
    '2.6',
    [create('--config retension.ms=0')],
    [
      'Error while executing topic command : Unknown topic config name: retension.ms',
      'hint: did you mean retention.ms?',
    ],
  ],
  [
    'a topic that is not there is said to be missing, with those that are',
    '2.6',
    [create(), `kafka-topics ${SERVER} --describe --topic x`],
    ["Error while executing topic command : Topic 'x' does not exist as expected", 'hint: the topics are t'],
  ],
  ['topics are listed by name', '2.6', [create(), `kafka-topics ${SERVER} --list`], ['t']],
  ['a topic is deleted without a word', '2.6', [create(), `kafka-topics ${SERVER} --delete --topic t`], []],
  [
    'by ZooKeeper it is marked for deletion',
    '2.1',
    [createByZk, `kafka-topics ${ZOOKEEPER} --delete --topic t`],
    ['Topic t is marked for deletion.', 'Note: This will have no impact if delete.topic.enable is not set to true.'],
  ],
  [
    'partitions are added',
    '2.1',
    [createByZk, `kafka-topics ${ZOOKEEPER} --alter --topic t --partitions 2`],
    [
      'WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected',
      'Adding partitions succeeded!',
    ],
  ],
  [
    'a flag of a later release is named as such, with what to use instead',
    '2.1',
    [`kafka-topics ${SERVER} --list`],
    [
      'Exception in thread "main" joptsimple.UnrecognizedOptionException: bootstrap-server is not a recognized option',
      'hint: --bootstrap-server is there since 2.2.0, and this is Kafka 2.1.0; use --zookeeper zk1:2181',
    ],
  ],
  [
    'two actions, or none, are refused',
    '2.6',
    [`kafka-topics ${SERVER} --topic t`],
    ['Command must include exactly one action: --list, --describe, --create, --alter or --delete'],
  ],
  [
    'a broker that is down does not answer',
    '2.6',
    ['kill -9 kafka1', `kafka-topics ${SERVER} --list`],
    [
      'Error while executing topic command : Timed out waiting for a node assignment.',
      'hint: kafka1 does not answer; name a broker that runs',
    ],
  ],
]

const notLeft = 'Messages are rejected since there are fewer in-sync replicas than required.'

const clients: readonly Row[] = [
  [
    'a consumer prints what was committed, and how much it was',
    '2.6',
    [
      create(),
      `kafka-console-producer ${SERVER} --topic t`,
      '> test message1',
      `kafka-console-consumer ${SERVER} --topic t --from-beginning`,
    ],
    ['test message1', 'Processed a total of 1 messages'],
  ],
  [
    'keys, timestamps and offsets',
    '2.6',
    [
      create(),
      `kafka-console-producer ${SERVER} --topic t --property parse.key=true --property key.separator=:`,
      '> K1:a',
      `kafka-console-consumer ${SERVER} --topic t --partition 0 --offset 0 --property print.key=true --property print.timestamp=true`,
    ],
    ['CreateTime:1600000000000\tK1\ta', 'Processed a total of 1 messages'],
  ],
  [
    'acks=all with too few replicas in sync is refused',
    '2.6',
    [
      create('--config min.insync.replicas=3'),
      'kill kafka3',
      `kafka-console-producer ${SERVER} --topic t --request-required-acks all`,
      '> m',
    ],
    [
      ...[3, 4, 5].map(
        (id) =>
          `[2020-09-13 12:26:40,000] WARN [Producer clientId=console-producer] Got error produce response with correlation id ${id} on topic-partition t-0, retrying (${5 - id} attempts left). Error: NOT_ENOUGH_REPLICAS (org.apache.kafka.clients.producer.internals.Sender)`,
      ),
      '[2020-09-13 12:26:40,000] ERROR Error when sending message to topic t with key: null, value: 1 bytes with error: (org.apache.kafka.clients.producer.internals.ErrorLoggingCallback)',
      `org.apache.kafka.common.errors.NotEnoughReplicasException: ${notLeft}`,
    ],
  ],
  [
    'a producer creates its topic',
    '2.6',
    [`kafka-console-producer ${SERVER} --topic t`, '> m', `kafka-topics ${SERVER} --describe --topic t`],
    [
      'Topic: t\tPartitionCount: 1\tReplicationFactor: 1\tConfigs: ',
      '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1',
    ],
  ],
  [
    'up to 2.4 a producer is told of --broker-list',
    '2.1',
    ['kafka-console-producer --topic t'],
    ['Missing required argument "[broker-list]"', 'hint: add --broker-list kafka1:9091'],
  ],
]

testRows([...topics, ...clients])
