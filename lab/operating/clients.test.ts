/** The console producer and consumer: each line, and what it prints. */
import { create, SERVER, testRows, type Row } from './typing.fixture'

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

testRows(clients)
