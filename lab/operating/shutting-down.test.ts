/** Settings of a broker for its shutdown: how an operator sets them, what Kafka refuses, and what a stop is then. */
import { create, SERVER, testRows, type Row } from './typing.fixture'

const ALTER = `kafka-configs ${SERVER} --broker 2 --alter --add-config`
const DISABLED = ['kill kafka2', 'kafka-server-start kafka2 --override controlled.shutdown.enable=false']
const ALONE = [create(), 'kill -9 kafka2', 'kill -9 kafka3', 'wait 30s']

const rows: readonly Row[] = [
  [
    'an override is static until the broker stops',
    '2.6',
    [...DISABLED, `kafka-configs ${SERVER} --broker 2 --describe --all | grep controlled.shutdown.enable`],
    [
      '  controlled.shutdown.enable=false sensitive=false synonyms={STATIC_BROKER_CONFIG:controlled.shutdown.enable=false, DEFAULT_CONFIG:controlled.shutdown.enable=true}',
    ],
  ],
  [
    'without controlled shutdown a broker stops unasked',
    '2.6',
    [...DISABLED, 'kill kafka2'],
    ['kafka2 has stopped without a controlled shutdown: controlled.shutdown.enable=false'],
  ],
  [
    'a broker that starts without the override hands over again',
    '2.6',
    [...DISABLED, 'kill kafka2', 'kafka-server-start kafka2', 'kill kafka2'],
    ['kafka2 has stopped: a controlled shutdown'],
  ],
  [
    'a leader without a successor asks three times, five seconds apart, and stops all the same',
    '2.6',
    [...ALONE, 'kill kafka1'],
    ['kafka1 has stopped; its controlled shutdown failed 3 times in 15 s', 'no broker is left to be controller'],
  ],
  [
    'it asks as often, and waits as long, as its settings say',
    '2.6',
    [
      'kill kafka1',
      'kafka-server-start kafka1 --override controlled.shutdown.max.retries=2 --override controlled.shutdown.retry.backoff.ms=1000',
      ...ALONE,
      'kill kafka1',
    ],
    ['kafka1 has stopped; its controlled shutdown failed 2 times in 2 s', 'no broker is left to be controller'],
  ],
  [
    'a static setting is not changed while the broker runs (DynamicBrokerConfig.validateConfigs)',
    '2.6',
    [`${ALTER} controlled.shutdown.enable=false`],
    [
      `Error while executing config command with args '${SERVER} --broker 2 --alter --add-config controlled.shutdown.enable=false'`,
      "java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.InvalidRequestException: Invalid config value for resource ConfigResource(type=BROKER, name='2'): Cannot update these configs dynamically: Set(controlled.shutdown.enable)",
      'hint: a static configuration is set when a broker starts: kafka-server-stop kafka2, then kafka-server-start kafka2 --override controlled.shutdown.enable=...',
    ],
  ],
  [
    'a dynamic setting of brokers is refused in one line, with that of a topic',
    '2.6',
    [`${ALTER} min.insync.replicas=2`],
    [
      'Kafka changes min.insync.replicas of a running broker; tidemark does so for topics only',
      'hint: kafka-configs --topic T --alter --add-config min.insync.replicas=...',
    ],
  ],
  [
    'a value of the wrong type is refused as ConfigDef refuses it',
    '2.6',
    ['kill kafka2', 'kafka-server-start kafka2 --override controlled.shutdown.max.retries=many'],
    [
      'org.apache.kafka.common.config.ConfigException: Invalid value many for configuration controlled.shutdown.max.retries: Not a number of type INT',
    ],
  ],
  [
    'a name that is misspelt is refused, with the nearest',
    '2.6',
    ['kill kafka2', 'kafka-server-start kafka2 --override controlled.shutdown.enabled=false'],
    ["a broker has no setting 'controlled.shutdown.enabled'", 'hint: did you mean controlled.shutdown.enable?'],
  ],
  [
    'quotas are not played, and that is said in one line',
    '2.6',
    [`kafka-configs ${SERVER} --entity-type clients --entity-name a --alter --add-config producer_byte_rate=1`],
    ['tidemark plays no quotas, so clients have no configuration here', 'hint: only topics and brokers have some'],
  ],
]

testRows(rows)
