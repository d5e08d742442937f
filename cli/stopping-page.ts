import { bySize, byRelease, withTwoReplicas, type Row } from '../lab/stopping/tables'
import { crashRecord } from '../lab/stopping/crash-record'
import { downtimeText, stopsMarkdown } from '../reports/stops'
import { markdown } from '../reports/table'
import { thousands } from '../reports/words'
import { stopRowOf } from './stops'
import { stopsPicture } from './stopping-picture'

/** docs/stopping.md and its picture: what each way to stop a broker costs, measured in the model. */
export const stoppingPages = (): readonly (readonly [string, string])[] => {
  const [newest, early] = [bySize(NEWEST), bySize(EARLY)]
  return [
    ['docs/stopping.md', pageOf(newest)],
    ['docs/stopping.svg', stopsPicture([...early, ...newest].filter(isDrawn).map(drawnRow))],
  ]
}

const NEWEST = '2.6.0'
const EARLY = '1.0.2'

const pageOf = (rows: readonly Row[]): string =>
  [...[HEAD, stopsMarkdown(rows.map(stopRowOf)), LEGEND, PICTURE, atRisk(), releases(), crashPoints(), FIDELITY]].join(
    '\n\n',
  ) + '\n'

/** Power and a signal take a partition its leader in the same way, and so do the two ways of not asking. */
const isDrawn = ({ way }: Row): boolean => way.name !== 'power lost' && way.waits !== 'attempts'

const drawnRow = (row: Row): Parameters<typeof stopsPicture>[0][number] => ({
  ...stopRowOf(row),
  kafka: row.kafka.release,
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
  const rows = byRelease(10).map((row) => {
    const found = stopRowOf(row)
    return [row.kafka.release, found.name, downtimeText(found), String(found.refused), String(found.lost)]
  })
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

const crashPoints = (): string => {
  const runs = Object.entries(crashRecord)
  const rows = runs.flatMap(([run, found]) =>
    found.map(({ cleanup, steps, points }) => [`npm run ${run}`, cleanup, String(steps), thousands(points)]),
  )
  const sums = runs.map(([run, found]) => {
    const points = found.reduce((sum, row) => sum + row.points, 0)
    return `${thousands(points)} in \`npm run ${run}\``
  })
  return [
    '## A crash at every point',
    '',
    'What does a stop do to the log on disk? In every state of a seeded schedule, each running broker ends in every way: cleanly,',
    'its process, its machine with each prefix, its disk, its log directory, an append that fails halfway. While it is down it comes',
    'to every harm: crashes while loading, lost checkpoints. Then it starts, and from there all of it is tried once more. After each',
    'start the log has to be a prefix of the one before, keep what was flushed, have the epochs of its records, and be the same after',
    'a second recovery ([exceptions](decisions/0041-two-ways-to-stop.md)).',
    '',
    markdown([['tried in', 'cleanup.policy', 'steps of the schedule', 'stops tried'], ...rows]),
    '',
    `That is ${sums.join(', ')}.`,
    'No claim is broken, and the tests hold these figures to what they try. `npm run -s tidemark -- crashes` tries the first three',
    'rows. `crashes --without kafka-10101` shows a stop that is not survived without that amendment.',
  ].join('\n')
}

const HEAD = `<!-- Made by \`npm run pages\` from lab/stopping. -->

# Two ways to stop a broker

A broker is killed, or it is shut down. In both cases its partitions need other leaders. What does that cost their producers?
The same schedule runs in the model with each way to stop: three brokers, replication factor 3, min.insync.replicas=2, acks=all,
one producer for each partition that the broker leads, Kafka ${NEWEST}. [The story](../scenarios/two-ways-to-stop.md) shows the
steps for two partitions. \`npm run -s tidemark -- stops\` prints this table, for any release with ZooKeeper (up
to 2.8), numbers of partitions and ways.`

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
