/** A session: what happens to brokers, what time does, undo, completion, the prompt. */
import { completions } from './completions'
import { murmur2 } from './murmur'
import { sessionOf, usualSession } from './session'
import { promptOf } from './typed'
import { create, SERVER, testRows, typedAll, type Row } from './typing.fixture'

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

test('undo takes the last change back', () => {
  const before = typedAll(usualSession(), [create()]).session
  const after = typedAll(before, ['kill -9 kafka1', 'undo']).session
  expect(after.deployment).toBe(before.deployment)
})

test('a topic may have a replication factor of its own, up to all brokers', () => {
  const { output } = typedAll(sessionOf('2.6', 5), [
    `kafka-topics ${SERVER} --create --topic t --partitions 1 --replication-factor 5`,
  ])
  expect(output).toEqual(['Created topic t.'])
})

test('keys are hashed as UtilsTest of Kafka has it', () => {
  const hash = (text: string): number => murmur2(new TextEncoder().encode(text))
  expect(['21', 'foobar', 'a-little-bit-long-string', 'a-little-bit-longer-string', 'abc'].map(hash)).toEqual([
    -973932308, -790332482, -985981536, -1486304829, 479470107,
  ])
})

describe('a line is completed', () => {
  const { session } = typedAll(usualSession(), [create()])
  test.each([
    ['kafka-to', ['kafka-topics']],
    ['kafka-topics --de', ['--describe', '--delete', '--delete-config']],
    ['kafka-topics --describe --topic ', ['t']],
    ['kafka-console-producer --bootstrap-server kafka2', ['kafka2:9091']],
    ['kill -9 ', ['kafka1', 'kafka2', 'kafka3']],
    ['cat /var/lib/kafka/data/t-0/l', ['/var/lib/kafka/data/t-0/leader-epoch-checkpoint']],
    ['nothing ', []],
  ])('%s', (partial, words) => expect(completions(session, partial)).toEqual(words))
})

test('the prompt says where the operator is, and that a producer waits', () => {
  const { session } = typedAll(usualSession(), [create(), 'ssh kafka2', 'cd var/lib/kafka/data'])
  expect(promptOf(session)).toBe('kafka2:/var/lib/kafka/data$ ')
  expect(promptOf(typedAll(session, [`kafka-console-producer ${SERVER} --topic t`]).session)).toBe('>')
})
