/** What happens to brokers, and what time does. */
import { create, SERVER, testRows, type Row } from './typing.fixture'

const cutWhileProducing = [create(), 'cut kafka1 kafka3', `kafka-console-producer ${SERVER} --topic t`, '> m']

const words: readonly Row[] = [
  [
    'a command that is unknown is refused, with the nearest',
    '2.6',
    ['kafka-topcis --list'],
    ['kafka-topcis: command not found', 'hint: did you mean kafka-topics?'],
  ],
  [
    'a session ends after its timeout',
    '2.6',
    ['kill -9 kafka1'],
    ['kafka1 is killed', '18 s later its session with ZooKeeper has ended', 'kafka2 is the controller'],
  ],
  ['a controlled shutdown needs no timeout', '2.6', ['kill kafka2'], ['kafka2 has stopped: a controlled shutdown']],
  [
    'a follower that fetches no more leaves the ISR after replica.lag.time.max.ms, however often one waits',
    '2.6',
    [...cutWhileProducing, 'wait 20s', 'wait 10s', `kafka-topics ${SERVER} --describe --under-replicated-partitions`],
    ['\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2'],
  ],
  [
    'and not before',
    '2.6',
    [create(), 'cut kafka1 kafka3', 'wait 29s', `kafka-topics ${SERVER} --describe --under-replicated-partitions`],
    [],
  ],
  [
    'and comes back once the link is mended',
    '2.6',
    [...cutWhileProducing, 'wait 30s', 'mend', `kafka-topics ${SERVER} --describe --topic t`],
    [
      'Topic: t\tPartitionCount: 1\tReplicationFactor: 3\tConfigs: ',
      '\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,2,3\tIsr: 1,2,3',
    ],
  ],
]

testRows(words)
