/** Whatever is typed, in whatever order. */
import fc from 'fast-check'
import { kafka } from '../../model/machine'
import { bounds } from '../../model/bounds'
import { faults } from '../../model/state'
import { everyPartition, type Deployment } from './deployment'
import { agreedOf, scopeOf, type Partition } from './partition'
import { sessionOf } from './session'
import { typedAll } from './typing.fixture'
import { tools } from './tools'
import { ended, typed } from './typed'

const SERVER = '--bootstrap-server kafka1:9091,kafka2:9091,kafka3:9091'

const broker = fc.constantFrom('kafka1', 'kafka2', 'kafka3')
const topic = fc.constantFrom('t', 'u')

/** A tool with any of its flags, and arguments that may be wrong. */
const flagged = fc
  .constantFrom(...tools)
  .chain(({ name, flags }) =>
    fc
      .array(
        fc.tuple(
          fc.constantFrom(...flags),
          fc.constantFrom('t', '1', '-1', '0', '1:2', 'kafka1:9091', 'kafka9:9091', 'a=b', 'all', 'x.json', ''),
        ),
        { maxLength: 5 },
      )
      .map((given) =>
        [
          name,
          ...given.map(([flag, argument]) => `--${flag.name}${flag.arg === undefined ? '' : ` ${argument}`}`),
        ].join(' '),
      ),
  )

/** Lines that an operator may type: most of them make sense at some time. */
const line = fc.oneof(
  fc
    .tuple(
      topic,
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('', '--config segment.bytes=100', '--config cleanup.policy=compact'),
    )
    .map(
      ([name, factor, more]) =>
        `kafka-topics ${SERVER} --create --topic ${name} --partitions 1 --replication-factor ${factor} ${more}`,
    ),
  fc
    .tuple(fc.constantFrom('kill -9', 'kill', 'kafka-server-start', 'pause', 'resume', 'power-off'), broker)
    .map((words) => words.join(' ')),
  fc
    .tuple(fc.constantFrom('cut', 'mend'), broker, fc.constantFrom('kafka1', 'kafka2', 'zookeeper'))
    .map((words) => words.join(' ')),
  topic.map((name) => `kafka-topics ${SERVER} --describe --topic ${name}`),
  topic.map((name) => `kafka-console-consumer ${SERVER} --topic ${name} --from-beginning`),
  fc
    .tuple(topic, fc.constantFrom('0', '1', 'all'))
    .map(([name, acks]) => `kafka-console-producer ${SERVER} --topic ${name} --request-required-acks ${acks}`),
  fc.constantFrom('> a', '> b', '> k1:c'),
  fc.constantFrom(
    'wait 5s',
    'wait 40s',
    'wait 6m',
    'step on',
    'step',
    'step off',
    'steps',
    'undo',
    'mend',
    'cd /var/lib/kafka/data',
    'ls',
    'help',
  ),
  fc
    .tuple(
      topic,
      fc.constantFrom(
        'retention.ms=0',
        'min.insync.replicas=2',
        'cleanup.policy=[compact,delete]',
        'unclean.leader.election.enable=true',
      ),
    )
    .map(([name, setting]) => `kafka-configs ${SERVER} --topic ${name} --alter --add-config ${setting}`),
  topic.map((name) => `kafka-leader-election ${SERVER} --election-type unclean --topic ${name} --partition 0`),
  flagged,
  fc.string({ maxLength: 30 }),
)

const lines = fc.array(line, { minLength: 1, maxLength: 12 })
const release = fc.constantFrom('0.8.0', '0.10.2', '1.1', '2.1', '2.6', 'baseline')

/** The bytes of a state, by a machine whose bounds it just fits. A state that the machine does not know cannot be packed. */
const bytesOf = (partition: Partition): string => {
  const { state, written, replicas } = partition
  const scope = scopeOf(partition, '1')
  const budget = Object.fromEntries(
    faults.map((fault) => [fault, scope.bounds.faults[fault] === 0 ? 0 : state.spent[fault] + 1]),
  )
  const fitting = bounds({
    ...scope.bounds,
    brokers: replicas.length,
    records: Math.max(1, written.length),
    epochs: agreedOf(partition).leaderEpoch + 2,
    faults: budget,
  })
  const { states } = kafka({ ...scope, bounds: fitting })
  const packed = new Int32Array(states.words)
  states.write(state, packed, 0)
  expect(states.read(packed, 0)).toEqual(state)
  return JSON.stringify([...packed])
}

const allBytes = (deployment: Deployment): readonly string[] => everyPartition(deployment).map(bytesOf)

test('no line throws, the same lines print the same, and every partition is a state of its machine', () => {
  fc.assert(
    fc.property(release, lines, (kafkaNamed, typedLines) => {
      const once = typedAll(sessionOf(kafkaNamed, 3), typedLines)
      expect(typedAll(sessionOf(kafkaNamed, 3), typedLines).output).toEqual(once.output)
      allBytes(once.session.deployment)
    }),
    { numRuns: 25 },
  )
})

test('undo brings back every byte', () => {
  fc.assert(
    fc.property(release, lines, line, (kafkaNamed, before, last) => {
      const { session } = typedAll(sessionOf(kafkaNamed, 3), before)
      const next = typed(ended(session), last.replace(/^> /, ''))
      if (next.session.deployment === session.deployment || last === 'undo') return
      const back = typed(ended(next.session), 'undo').session
      expect(allBytes(back.deployment)).toEqual(allBytes(session.deployment))
      expect({ ...back.deployment, topics: [] }).toEqual({ ...session.deployment, topics: [] })
    }),
    { numRuns: 15 },
  )
})
