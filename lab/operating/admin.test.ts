/** Elections, reassignments, offsets and ZooKeeper: each line, and what it prints. Compared with what Kafka 2.6.0 prints. */
import { create, SERVER, testRows, type Row } from './typing.fixture'

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
    'a plan that moves replicas is one honest error',
    '2.6',
    [create(), plan('3,2,1'), `kafka-reassign-partitions ${SERVER} --execute --reassignment-json-file plan.json`],
    ['tidemark moves no replicas: t-0 stays on 1,2,3'],
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

testRows([...elections, ...reassignments, ...looks])
