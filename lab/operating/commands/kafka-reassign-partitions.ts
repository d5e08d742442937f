/** kafka-reassign-partitions: kafka.admin.ReassignPartitionsCommand (2.6.0). Replicas do not move in the model. */
import { isRegistered, topicOf, type Deployment } from '../deployment'
import { partitionsIn, textOfFile, topicsIn, type Named } from '../files'
import type { Flag, Given } from '../flags'
import { since } from '../release'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import type { Session } from '../session'
import { stop } from '../stop'
import type { Tool } from '../tool'
import { assignmentFor } from '../topics'

const flags: readonly Flag[] = [
  { name: 'bootstrap-server', arg: 'Server(s) to use for bootstrapping', since: '1.1.0' },
  { name: 'command-config', arg: 'Admin client property file', since: '1.1.0' },
  { name: 'zookeeper', arg: 'urls' },
  { name: 'generate' },
  { name: 'execute' },
  { name: 'verify' },
  { name: 'cancel', since: '2.6.0' },
  { name: 'list', since: '2.6.0' },
  { name: 'topics-to-move-json-file', arg: 'topics to reassign json file path' },
  { name: 'broker-list', arg: 'brokerlist' },
  { name: 'reassignment-json-file', arg: 'manual assignment json file path' },
  { name: 'throttle', arg: 'throttle', isNumber: true, since: '0.10.1.0' },
  { name: 'replica-alter-log-dirs-throttle', arg: 'throttle', isNumber: true, since: '1.1.0' },
  { name: 'timeout', arg: 'timeout', isNumber: true, since: '1.1.0' },
  { name: 'disable-rack-aware', since: '0.10.0.0' },
  { name: 'additional', since: '2.6.0' },
  { name: 'preserve-throttles', since: '2.6.0' },
  { name: 'help' },
]

const ACTIONS = ['generate', 'execute', 'verify', 'cancel', 'list'] as const

const run = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const isNew = since(deployment.kafka, '2.6.0')
  const asked = ACTIONS.filter((action) => given.has(action))
  const [action] = asked
  if (action === undefined || asked.length > 1)
    throw stop(
      isNew
        ? 'Command must include exactly one action: --cancel, --list, --execute, --generate, --verify'
        : 'Command must include exactly one action: --generate, --execute or --verify',
    )
  const servers = given.value('bootstrap-server')
  if (servers === undefined && !given.has('zookeeper'))
    throw stop(
      isNew ? 'Please specify --bootstrap-server' : 'Missing required argument "[zookeeper]"',
      `add ${isNew ? '--bootstrap-server kafka1:9091' : '--zookeeper zk1:2181'}`,
    )
  if (servers !== undefined) reached(deployment, servers, ['Error: Timed out waiting for a node assignment.'])
  const acts = {
    generate: () => generated(session, given),
    execute: () => executed(session, given),
    verify: () => verified(session, given),
    cancel: () => canceled(session, given),
    list: () => said(session, 'No partition reassignments found.'),
  }
  return acts[action]()
}

const fileOf = (session: Session, given: Given, flag: string): readonly [name: string, text: string] => {
  const name = given.value(flag)
  if (name === undefined) throw stop(`Missing required argument "[${flag}]"`, `--${flag} plan.json`)
  return [name, textOfFile(session, name)]
}

const json = ({ kafka }: Deployment, partitions: readonly Pick<Named, 'topic' | 'partition' | 'replicas'>[]): string =>
  JSON.stringify({
    version: 1,
    partitions: partitions.map(({ topic, partition, replicas }) => ({
      topic,
      partition,
      replicas,
      ...(since(kafka, '1.0.0') ? { log_dirs: replicas.map(() => 'any') } : {}),
    })),
  })

const generated = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const names = topicsIn(...fileOf(session, given, 'topics-to-move-json-file'))
  const list = given.value('broker-list')
  if (list === undefined) throw stop('Missing required argument "[broker-list]"', '--broker-list 1,2,3')
  const brokers = list.split(',').map(Number)
  const named = deployment.hosts.filter(({ id }) => brokers.includes(id))
  const hosts = named.filter((host) => isRegistered(deployment, host))
  if (named.length !== brokers.length)
    throw stop(
      `--broker-list ${list} names a broker that is not there`,
      `the brokers are ${deployment.hosts.map(({ id }) => id).join(', ')}`,
    )
  const present = names.flatMap((name) => presentOf(deployment, name))
  const proposed = names.flatMap((name) => {
    const partitions = topicOf(deployment, name)?.partitions ?? []
    const factor = partitions[0]?.replicas.length ?? 1
    if (factor > hosts.length)
      throw stop(`Replication factor: ${factor} larger than available brokers: ${hosts.length}.`)
    return assignmentFor({ ...deployment, hosts }, partitions.length, factor).map((replicas, partition) => ({
      topic: name,
      partition,
      replicas,
    }))
  })
  return said(
    session,
    'Current partition replica assignment',
    json(deployment, present),
    '',
    'Proposed partition reassignment configuration',
    json(deployment, proposed),
  )
}

type Assigned = Pick<Named, 'topic' | 'partition' | 'replicas'>

const presentOf = (deployment: Deployment, name: string): readonly Assigned[] => {
  const topic = topicOf(deployment, name)
  if (topic === undefined) throw stop(`Topic ${name} not found.`)
  return topic.partitions.map(({ id, replicas }) => ({ topic: name, partition: id, replicas }))
}

const planOf = (session: Session, given: Given): readonly (readonly [planned: Named, present: Assigned])[] =>
  partitionsIn(...fileOf(session, given, 'reassignment-json-file')).map((planned) => {
    const present = presentOf(session.deployment, planned.topic)[planned.partition]
    if (present === undefined) throw stop(`Partition ${planned.topic}-${planned.partition} not found.`)
    return [planned, present]
  })

const executed = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const plan = planOf(session, given)
  const moves = plan.filter(([planned, present]) => !isSame(planned, present))
  const [[first] = []] = moves
  if (first !== undefined)
    throw stop(
      `tidemark moves no replicas: ${first.topic}-${first.partition} stays on ${presentOf(deployment, first.topic)[first.partition]?.replicas.join(',')}`,
    )
  const names = plan.map(([{ topic, partition }]) => `${topic}-${partition}`)
  return said(
    session,
    'Current partition replica assignment',
    '',
    json(
      deployment,
      plan.map(([, present]) => present),
    ),
    '',
    'Save this to use as the --reassignment-json-file option during rollback',
    since(deployment.kafka, '2.6.0')
      ? `Successfully started partition reassignment${names.length === 1 ? '' : 's'} for ${names.join(',')}`
      : 'Successfully started reassignment of partitions.',
  )
}

const isSame = (one: Assigned, other: Assigned): boolean => one.replicas.join(',') === other.replicas.join(',')

const verified = (session: Session, given: Given): Reply => {
  const { kafka, hosts } = session.deployment
  const plan = planOf(session, given)
  const lines = plan.map(([planned, present]) => {
    const name = `${planned.topic}-${planned.partition}`
    const done = isSame(planned, present)
    if (!since(kafka, '2.6.0')) return `Reassignment of partition ${name} ${done ? 'completed successfully' : 'failed'}`
    return done
      ? `Reassignment of partition ${name} is complete.`
      : `There is no active reassignment of partition ${name}, but replica set is ${present.replicas.join(',')} rather than ${planned.replicas.join(',')}.`
  })
  if (!since(kafka, '2.6.0')) return said(session, 'Status of partition reassignment: ', ...lines)
  const topics = [...new Set(plan.map(([{ topic }]) => topic))]
  return said(
    session,
    'Status of partition reassignment:',
    ...lines,
    '',
    `Clearing broker-level throttles on brokers ${hosts.map(({ id }) => id).join(',')}`,
    `Clearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join(',')}`,
  )
}

const canceled = (session: Session, given: Given): Reply => {
  planOf(session, given)
  return said(session, 'None of the specified partition reassignments are active.')
}

export const kafkaReassignPartitions: Tool = {
  name: 'kafka-reassign-partitions',
  about: 'plan and verify where replicas are (they do not move here)',
  flags,
  onMisread: 'throws',
  run,
}
