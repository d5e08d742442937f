import { bySize, byRelease, withTwoReplicas, type Row } from '../lab/stopping/tables'
import { barsSvg, type Bar } from '../reports/exports/svg/bars'
import { markdown } from '../reports/table'

/** docs/stopping.md and its picture: what each way to stop a broker costs, measured in the model. */
export const stoppingPages = (): readonly (readonly [string, string])[] => {
  const [newest, early] = [bySize(NEWEST), bySize(EARLY)]
  return [
    ['docs/stopping.md', pageOf(newest)],
    ['docs/stopping.svg', pictureOf([...early, ...newest])],
  ]
}

const NEWEST = '2.6.0'
const EARLY = '1.0.2'

const pageOf = (rows: readonly Row[]): string =>
  [HEAD, markdown([COLUMNS, ...rows.map(cellsOf)]), LEGEND, PICTURE, atRisk(), releases(), FIDELITY].join('\n\n') + '\n'

const cellsOf = ({ led, way, measured: found }: Row): readonly string[] => [
  String(led),
  way.name,
  found.waiting.served === 0 ? '-' : secondsOf(found.waiting.served),
  downtime(found),
  String(found.refused),
  String(found.unanswered),
  `${found.onItsDisk} of ${found.before}`,
  `${found.flushed} of ${found.before}`,
]

type Found = Row['measured']

const secondsOf = (ms: number): string => `${ms / 1_000} s`

const downtime = ({ waiting, unserved }: Found): string => {
  const [least, most] = [Math.min(...unserved), Math.max(...unserved)]
  const rounds = least === most ? roundsText(most) : `${least} to ${roundsText(most)}`
  return waiting.unserved === 0 ? rounds : `${secondsOf(waiting.unserved)} + ${rounds}`
}

const roundsText = (rounds: number): string => `${rounds} round${rounds === 1 ? '' : 's'}`

const pictureOf = (rows: readonly Row[]): string =>
  barsSvg({
    title: 'How long a partition has no leader',
    about: `For each way to stop a broker: the rounds in which nobody serves a partition, and what passes before. ${rows.map((row) => `Kafka ${row.kafka.release}, ${row.led} partitions, ${row.way.name}: ${downtime(row.measured)}.`).join(' ')}`,
    unit: 'Rounds; in one round the controller reads and writes one znode (from 1.1 on: ten), and waits for ZooKeeper.',
    groups: [EARLY, NEWEST].flatMap((release) =>
      [1, 10, 50].map((led) => ({
        name: `Kafka ${release}: the broker leads ${led} partition${led === 1 ? '' : 's'}`,
        bars: rows.filter((row) => row.kafka.release === release && row.led === led && isDrawn(row)).map(barOf),
      })),
    ),
  })

/** Power and a signal take a partition its leader in the same way, and so do the two ways of not asking. */
const isDrawn = ({ way }: Row): boolean => way.name !== 'power lost' && way.waits !== 'attempts'

const barOf = ({ way, measured: { unserved, waiting } }: Row): Bar => ({
  name: way.name,
  length: Math.max(...unserved),
  ...(waiting.unserved > 0 && { note: `after ${secondsOf(waiting.unserved)} of its session` }),
})

const atRisk = (): string => {
  const rows = withTwoReplicas(NEWEST, 10).map(({ way, measured: found }) => [
    way.name,
    String(found.before),
    String(found.onOneReplica),
    String(found.onlyInMemory),
  ])
  return [
    '## Records at risk',
    '',
    'With replication factor 3 two running replicas are left, and each has all that was acknowledged with acks=all. With two',
    'replicas (min.insync.replicas=1) one is left. Of what was acknowledged before the stop, for 10 partitions:',
    '',
    markdown([['way', 'acknowledged', 'on one running replica', 'of these, flushed nowhere'], ...rows]),
    '',
    'If the disk of the running broker is lost as well, what is flushed on the stopped one is still there. After a power loss there',
    'too, it is not. A broker that stops by itself is the only one that flushes.',
  ].join('\n')
}

const releases = (): string => {
  const rows = byRelease(10).map(({ kafka, way, measured: found }) => [
    kafka.release,
    way.name,
    downtime(found),
    String(found.refused),
    String(found.lost),
  ])
  return [
    '## Releases, and producers with acks=1',
    '',
    'The broker leads 10 partitions. Producers use acks=1, so a record is acknowledged before a follower has it.',
    '',
    markdown([['Kafka', 'way', 'without a leader', 'refused', 'acknowledged, and lost'], ...rows]),
    '',
    'A controlled shutdown does not wait for followers. The new leader begins with what it has, and the old one cuts its log to',
    'that (`KafkaController.doControlledShutdown`, `Partition.makeFollower`). So one record of each partition is lost either way.',
    'In 1.1 and 2.0 it is more: the old leader is not told of its successor, and goes on acknowledging records until its process',
    'ends ([KAFKA-7482](https://issues.apache.org/jira/browse/KAFKA-7482)). With acks=all nothing is lost in any of these rows.',
  ].join('\n')
}

const HEAD = `<!-- Made by \`npm run pages\` from lab/stopping. -->

# Two ways to stop a broker

A broker is killed, or it is shut down. In both cases its partitions need other leaders. What does that cost their producers?
The same schedule runs in the model with each way to stop: three brokers, replication factor 3, min.insync.replicas=2, acks=all,
one producer for each partition that the broker leads, Kafka ${NEWEST}. [The story](../scenarios/two-ways-to-stop.md) shows the
steps for two partitions.`

const COLUMNS = [
  'led',
  'way',
  'it waits, and serves',
  'without a leader',
  'refused',
  'unanswered',
  'on its disk',
  'flushed',
]

const LEGEND = `* **led**: partitions that the broker leads. It follows in twice as many.
* **it waits, and serves**: attempts that fail, each followed by \`controlled.shutdown.retry.backoff.ms\`, as often as
  \`controlled.shutdown.max.retries\` says (\`KafkaServer.controlledShutdown\`). Its partitions have their leader meanwhile.
* **without a leader**: how long nobody takes what producers send to a partition; "0 to 1" is the best and the worst partition.
  Seconds are \`zookeeper.session.timeout.ms\`: the process is gone, and ZooKeeper does not know it for so long. A process that ends
  by itself closes its session (\`KafkaServer.shutdown\`, \`zkClient.close\`), so the controller knows at once.
* **a round**: the controller reads and writes the znode of one partition, and waits for ZooKeeper. From 1.1 on it does so for
  \`zookeeper.max.in.flight.requests\` partitions at a time. In the same round each follower fetches once, and each producer sends
  once, or tries again.
* **refused**: produce requests that no broker took. **unanswered**: requests that the broker took, and did not answer with
  success, because it stopped leading or its process ended. The producer sends such a record again.
* **on its disk**, **flushed**: of the records that were acknowledged before the stop, what the stopped broker still has, and what of
  that a power loss could not take any more. A killed process leaves its records in the page cache. Nothing but a stop by itself
  flushes them (\`LogManager.shutdown\`).

A controlled shutdown takes a partition its leader for no longer than one request travels, **whatever the number of partitions**:
the old leader serves until it hears of its successor. All other ways begin with a process that is gone. Then every partition
waits for the controller, which decides about all of them before it tells anybody
(\`PartitionStateMachine.triggerOnlinePartitionStateChange\`, \`ControllerBrokerRequestBatch.sendRequestsToBrokers\`).

Kafka does not make a broker wait until its successors lead: \`KafkaServer.shutdown\` goes on as soon as the controller has
answered. So its process may end before they have heard, which is the second row. It costs at most one round.`

const PICTURE = '![How long a partition has no leader, by way and number of partitions](stopping.svg)'

const FIDELITY = `## What is left out

* In the model the controller decides about all partitions in one step. Here its requests are handled as late as Kafka sends
  them: up to 1.0 a controlled shutdown decides and tells one partition after another; all else is decided first and told then.
* Partitions in which the broker follows take no time here. In Kafka they come among the others up to 1.0, and after them later.
* Clients look for the new leader in the round after an error (\`retry.backoff.ms\`). In Kafka their metadata may be older.
* A process that stops by itself takes no requests while it flushes its logs, and closes its session only then
  (\`KafkaServer.shutdown\`). If it did not hand over before, its partitions have no leader for that time too.`
