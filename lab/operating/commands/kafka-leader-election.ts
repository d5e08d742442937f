/** kafka-leader-election: kafka.admin.LeaderElectionCommand (since 2.4), and the tool that it replaced. */
import { everyPartition } from '../deployment'
import { electedIn, type Elected, type Election } from '../elections'
import { partitionsIn, textOfFile } from '../files'
import type { Flag, Given } from '../flags'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import { withDeployment, type Session } from '../session'
import { stop, thrown } from '../stop'
import type { Tool } from '../tool'

const flags: readonly Flag[] = [
  { name: 'bootstrap-server', arg: 'host:port' },
  { name: 'admin.config', arg: 'config file' },
  { name: 'election-type', arg: 'election type' },
  { name: 'topic', arg: 'topic name' },
  { name: 'partition', arg: 'partition id', isNumber: true },
  { name: 'all-topic-partitions' },
  { name: 'path-to-json-file', arg: 'path to JSON file' },
  { name: 'help' },
]

interface Asked {
  readonly topic: string
  readonly partition: number
}

const failure = (message: string, hint?: string): Error =>
  thrown('kafka.common.AdminCommandFailedException', message, hint)

const run = (session: Session, given: Given): Reply => {
  const missing = ['election-type', 'bootstrap-server'].filter((flag) => !given.has(flag))
  if (missing.length > 0) throw failure(`Missing required option(s): ${missing.join(', ')}`)
  const type = given.value('election-type')?.toUpperCase()
  if (type !== 'PREFERRED' && type !== 'UNCLEAN')
    throw thrown(
      'joptsimple.OptionArgumentConversionException',
      `Cannot parse argument '${given.value('election-type')}' of option election-type`,
      'the types are preferred and unclean',
    )
  checkWhich(given)
  reached(session.deployment, given.value('bootstrap-server') ?? '', ['Timeout waiting for election results'])
  return elected(session, type, askedFor(session, given), given.has('all-topic-partitions'))
}

/** LeaderElectionCommand.validate */
const checkWhich = (given: Given): void => {
  const choices = ['topic', 'all-topic-partitions', 'path-to-json-file']
  if (choices.filter((flag) => given.has(flag)).length !== 1)
    throw failure(`One and only one of the following options is required: ${choices.join(', ')}`)
  if (given.has('topic') && !given.has('partition')) throw failure('Missing required option(s): partition')
  if (!given.has('topic') && given.has('partition')) throw failure('Option partition is only allowed if topic is used')
}

const askedFor = (session: Session, given: Given): readonly Asked[] => {
  const file = given.value('path-to-json-file')
  if (file !== undefined) return partitionsIn(file, textOfFile(session, file))
  const topic = given.value('topic')
  if (topic !== undefined) return [{ topic, partition: given.number('partition') ?? 0 }]
  return everyPartition(session.deployment).map(({ topic: name, id }) => ({ topic: name, partition: id }))
}

const ERRORS: Readonly<Record<'unknown' | 'preferredNotAvailable' | 'eligibleNotAvailable', string>> = {
  unknown: 'UnknownTopicOrPartitionException: The partition does not exist.',
  preferredNotAvailable:
    'PreferredLeaderNotAvailableException: Failed to elect leader for partition %s under strategy PreferredReplicaPartitionLeaderElectionStrategy',
  eligibleNotAvailable:
    'EligibleLeadersNotAvailableException: Failed to elect leader for partition %s under strategy OfflinePartitionLeaderElectionStrategy(true)',
}

/**
 * The partitions that need no election are counted, and then those that have succeeded are printed in their place: so it is
 * in Kafka up to 2.6.
 */
const elected = (session: Session, type: Election, asked: readonly Asked[], isForAll: boolean): Reply => {
  let { deployment } = session
  const results = asked.map((one): Asked & Pick<Elected, 'error'> => {
    const { deployment: after, error } = electedIn(deployment, type, one.topic, one.partition)
    deployment = after
    return error === undefined ? one : { ...one, error }
  })
  const named = (some: readonly Asked[]): string =>
    some.map(({ topic, partition }) => `${topic}-${partition}`).join(', ')
  const done = results.filter(({ error }) => error === undefined)
  const idle = results.filter(({ error }) => error === 'notNeeded')
  const wrong = results.flatMap(({ topic, partition, error }) => {
    if (error === undefined || error === 'notNeeded') return []
    const why = ERRORS[error].replace('%s', () => `${topic}-${partition}`)
    return [
      `Error completing leader election (${type}) for partition: ${topic}-${partition}: org.apache.kafka.common.errors.${why}`,
    ]
  })
  const lines = [
    ...(done.length === 0 ? [] : [`Successfully completed leader election (${type}) for partitions ${named(done)}`]),
    ...(idle.length === 0 || isForAll ? [] : [`Valid replica already elected for partitions ${named(done)}`]),
    ...wrong,
  ]
  const after = withDeployment(session, deployment)
  if (wrong.length === 0) return said(after, ...lines)
  const error = `Exception in thread "main" kafka.common.AdminCommandFailedException: ${wrong.length} replica(s) could not be elected`
  return { session: after, output: [...lines, error], error }
}

export const kafkaLeaderElection: Tool = {
  name: 'kafka-leader-election',
  about: 'elect the preferred leader, or an unclean one',
  since: '2.4.0',
  flags,
  onMisread: 'throws',
  run,
}

const runOlder = (session: Session, given: Given): Reply => {
  if (!given.has('zookeeper')) throw stop('Missing required argument "[zookeeper]"', 'add --zookeeper zk1:2181')
  const file = given.value('path-to-json-file')
  const asked: readonly Asked[] =
    file === undefined
      ? everyPartition(session.deployment).map(({ topic, id }) => ({ topic, partition: id }))
      : partitionsIn(file, textOfFile(session, file))
  const { session: after } = elected(session, 'PREFERRED', asked, true)
  const names = asked.map(({ topic, partition }) => `${topic}-${partition}`)
  const json = JSON.stringify({ version: 1, partitions: asked.map(({ topic, partition }) => ({ topic, partition })) })
  return said(
    after,
    `Created preferred replica election path with ${json}`,
    `Successfully started preferred replica election for partitions Set(${names.join(', ')})`,
  )
}

export const kafkaPreferredReplicaElection: Tool = {
  name: 'kafka-preferred-replica-election',
  about: 'elect the preferred leaders',
  flags: [
    { name: 'zookeeper', arg: 'urls' },
    { name: 'path-to-json-file', arg: 'list of partitions' },
  ],
  onMisread: 'throws',
  run: runOlder,
}
