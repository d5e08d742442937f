/** A session: undo, completion, the prompt. */
import { completions } from './completions'
import { murmur2 } from './murmur'
import { sessionOf, usualSession } from './session'
import { promptOf } from './typed'
import { create, SERVER, typedAll } from './typing.fixture'

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
