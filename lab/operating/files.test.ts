/** What is on the disk of a broker, and what reads and deletes it. */
import { create, SERVER, testRows, type Row } from './typing.fixture'

const files: readonly Row[] = [
  [
    'the epochs of a log, once a second leader has written',
    '2.6',
    [
      create(),
      `kafka-console-producer ${SERVER} --topic t`,
      '> m',
      'kill kafka1',
      'kafka-server-start kafka1',
      `kafka-console-producer ${SERVER} --topic t`,
      '> n',
      'cd /var/lib/kafka/data/t-0',
      'cat leader-epoch-checkpoint',
    ],
    ['0', '2', '0 0', '1 1'],
  ],
  [
    'high watermarks are written every five seconds',
    '2.6',
    [
      create(),
      `kafka-console-producer ${SERVER} --topic t`,
      '> m',
      'wait 5s',
      'ssh kafka3 cat /var/lib/kafka/data/replication-offset-checkpoint',
    ],
    ['0', '1', 't 0 1'],
  ],
  [
    'a file that is not there is refused, with the nearest',
    '2.6',
    [create(), 'cd var/lib/kafka/data/t-0', 'cat leader-epoch-chekpoint'],
    ['cat: leader-epoch-chekpoint: No such file or directory', 'hint: did you mean leader-epoch-checkpoint?'],
  ],
]

const compacted = `kafka-topics ${SERVER} --create --topic k --replica-assignment 1:2 --config cleanup.policy=compact --config segment.bytes=150 --config min.cleanable.dirty.ratio=0.01`
const keyed = `kafka-console-producer ${SERVER} --topic k --property parse.key=true --property key.separator=:`
const produced = [create(), `kafka-console-producer ${SERVER} --topic t`, '> a', '> b']
const dump = 'kafka-dump-log --print-data-log --files /var/lib/kafka/data/t-0/00000000000000000000.log'

const logs: readonly Row[] = [
  [
    'retention.ms=0 empties a log at the next check, five minutes later, and the log begins anew behind',
    '2.6',
    [
      ...produced,
      `kafka-configs ${SERVER} --topic t --alter --add-config retention.ms=0`,
      'wait 5m',
      'ls /var/lib/kafka/data/t-0',
    ],
    [
      '00000000000000000002.index',
      '00000000000000000002.log',
      '00000000000000000002.timeindex',
      'leader-epoch-checkpoint',
    ],
  ],
  [
    'and not before',
    '2.6',
    [
      ...produced,
      `kafka-configs ${SERVER} --topic t --alter --add-config retention.ms=0`,
      'wait 4m',
      `kafka-console-consumer ${SERVER} --topic t --from-beginning`,
    ],
    ['a', 'b', 'Processed a total of 2 messages'],
  ],
  [
    'the latest value of each key is left of a compacted log, but for the active segment',
    '2.6',
    [
      compacted,
      keyed,
      ...['> K1:1', '> K2:2', '> K1:3', '> K3:4', '> K2:5'],
      'wait 15s',
      `kafka-console-consumer ${SERVER} --topic k --from-beginning --property print.key=true`,
    ],
    ['K2\t2', 'K1\t3', 'K3\t4', 'K2\t5', 'Processed a total of 4 messages'],
  ],
  [
    'the cleaner notes how far it has come',
    '2.6',
    [
      compacted,
      keyed,
      ...['> K1:1', '> K2:2', '> K1:3', '> K3:4', '> K2:5'],
      'wait 15s',
      'cat /var/lib/kafka/data/cleaner-offset-checkpoint',
    ],
    ['0', '1', 'k 0 4'],
  ],
  [
    'batches as kafka-dump-log prints them',
    '2.6',
    [...produced.slice(0, -1), dump],
    [
      'Dumping /var/lib/kafka/data/t-0/00000000000000000000.log',
      'Starting offset: 0',
      'baseOffset: 0 lastOffset: 0 count: 1 baseSequence: -1 lastSequence: -1 producerId: -1 producerEpoch: -1 partitionLeaderEpoch: 0 isTransactional: false isControl: false position: 0 CreateTime: 1600000000000 size: 69 magic: 2 compresscodec: NONE crc: 1790891670 isvalid: true',
      '| offset: 0 CreateTime: 1600000000000 keysize: -1 valuesize: 1 sequence: -1 headerKeys: [] payload: a',
    ],
  ],
  [
    'an index of an active segment ends in zeros, which kafka-dump-log takes for an entry',
    '2.6',
    [...produced, 'kafka-dump-log --files /var/lib/kafka/data/t-0/00000000000000000000.index'],
    ['Dumping /var/lib/kafka/data/t-0/00000000000000000000.index', 'offset: 0 position: 0'],
  ],
  [
    'the bytes of a log',
    '2.6',
    [...produced, `kafka-log-dirs ${SERVER} --describe --broker-list 2`],
    [
      'Querying brokers for log directories information',
      'Received log directory information from brokers 2',
      '{"version":1,"brokers":[{"broker":2,"logDirs":[{"logDir":"/var/lib/kafka/data","error":null,"partitions":[{"partition":"t-0","size":138,"offsetLag":0,"isFuture":false}]}]}]}',
    ],
  ],
  [
    'records are deleted, and the log start is written within a minute',
    '2.6',
    [
      ...produced,
      `echo '{"partitions":[{"topic":"t","partition":0,"offset":1}],"version":1}' > del.json`,
      `kafka-delete-records ${SERVER} --offset-json-file del.json`,
      'wait 1m',
      'cat /var/lib/kafka/data/log-start-offset-checkpoint',
    ],
    ['0', '1', 't 0 1'],
  ],
  [
    'records that are not there yet are not deleted',
    '2.6',
    [
      ...produced,
      `echo '{"partitions":[{"topic":"t","partition":0,"offset":9}],"version":1}' > del.json`,
      `kafka-delete-records ${SERVER} --offset-json-file del.json | tail -n 1`,
    ],
    [
      'partition: t-0\terror: org.apache.kafka.common.errors.OffsetOutOfRangeException: The requested offset is not within the range of offsets maintained by the server.',
    ],
  ],
  [
    'what was not flushed is lost with the power, and comes from the leader again',
    '2.6',
    [...produced, 'power-off kafka3', 'kafka-server-start kafka3', 'ssh kafka3', dump.concat(' | grep payload')],
    [
      '| offset: 0 CreateTime: 1600000000000 keysize: -1 valuesize: 1 sequence: -1 headerKeys: [] payload: a',
      '| offset: 1 CreateTime: 1600000000000 keysize: -1 valuesize: 1 sequence: -1 headerKeys: [] payload: b',
    ],
  ],
]

testRows([...files, ...logs])
