/** kafka-reassign-partitions: kafka.admin.ReassignPartitionsCommand (2.1.1; 2.6.3). */
import { everyPartition, isRegistered, topicOf, type Deployment } from '../deployment'
import { withPartition } from '../elections'
import { partitionsIn, textOfFile, topicsIn, type Named } from '../files'
import type { Flag, Given } from '../flags'
import { healed } from '../healing'
import { reassigned } from '../moving'
import { partitionName, type Partition } from '../partition'
import { since } from '../release'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import { withDeployment, type Session } from '../session'
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
    list: () => said(session, ...listed(deployment)),
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

type Plan = readonly (readonly [planned: Named, present: Assigned])[]

const planOf = (session: Session, given: Given): Plan =>
  partitionsIn(...fileOf(session, given, 'reassignment-json-file')).map((planned) => {
    const present = presentOf(session.deployment, planned.topic)[planned.partition]
    if (present === undefined) throw stop(`Partition ${planned.topic}-${planned.partition} not found.`)
    return [planned, present]
  })

const executed = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const plan = planOf(session, given)
  refusePlan(deployment, plan)
  const isNew = since(deployment.kafka, '2.6.0')
  if (reassigning(deployment).length > 0 && !given.has('additional')) {
    if (!isNew) return said(session, 'There is an existing assignment running.')
    throw stop(
      'Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a new partition assignment in addition to the existing one.',
    )
  }
  const names = plan.map(([{ topic, partition }]) => `${topic}-${partition}`)
  return said(
    withDeployment(session, afterMoves(deployment, plan)),
    'Current partition replica assignment',
    '',
    json(
      deployment,
      plan.map(([, present]) => present),
    ),
    '',
    'Save this to use as the --reassignment-json-file option during rollback',
    isNew
      ? `Successfully started partition reassignment${names.length === 1 ? '' : 's'} for ${names.join(',')}`
      : 'Successfully started reassignment of partitions.',
  )
}

/** What a tool checks of a plan, in its order: ReassignPartitionsCommand.parseAndValidate (2.1.1), parseExecuteAssignmentArgs (2.6.3). */
const refusePlan = (deployment: Deployment, plan: Plan): void => {
  const isNew = since(deployment.kafka, '2.6.0')
  const fail = (why: string, hint?: string): never => {
    throw stop(`${isNew ? 'Error:' : 'Partitions reassignment failed due to'} ${why}`, hint)
  }
  const planned = plan.map(([one]) => one)
  if (planned.length === 0) fail(`Partition reassignment ${isNew ? 'list cannot be' : 'data file is'} empty`)
  if (planned.some(({ replicas }) => replicas.length === 0)) fail('Partition replica list cannot be empty')
  const twice = planned.find(({ replicas }) => twiceIn(replicas).length > 0)
  if (twice !== undefined)
    fail(
      `Partition replica lists may not contain duplicate entries: ${twice.topic}-${twice.partition} contains multiple entries for ${twiceIn(twice.replicas).join(',')}`,
    )
  const alive = deployment.hosts.filter((host) => isRegistered(deployment, host)).map(({ id }) => id)
  const unknown = planned.flatMap(({ replicas }) => replicas).filter((id) => !alive.includes(id))
  const [first] = unknown
  if (first === undefined) return
  const why = isNew
    ? `Unknown broker id ${first}`
    : `The proposed assignment contains non-existent brokerIDs: ${[...new Set(unknown)].join(',')}`
  fail(why, `the brokers that are running are ${alive.join(', ')}`)
}

const twiceIn = (ids: readonly number[]): readonly number[] => ids.filter((id, place) => ids.indexOf(id) < place)

/** What each partition of a plan is asked for, and what happens then. */
const afterMoves = (deployment: Deployment, plan: Plan): Deployment =>
  healed(
    plan.reduce((present, [planned]) => {
      const partition = topicOf(present, planned.topic)?.partitions[planned.partition]
      const moved = partition && reassigned(present, partition, planned.replicas)
      if (moved === undefined || typeof moved === 'string') return present
      return withPartition(present, moved)
    }, deployment),
  )

const isSame = (one: Assigned, other: Assigned): boolean => one.replicas.join(',') === other.replicas.join(',')

const reassigning = (deployment: Deployment): readonly Partition[] =>
  everyPartition(deployment).filter(({ moving }) => moving !== undefined)

const verified = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const plan = planOf(session, given)
  const isNew = since(deployment.kafka, '2.6.0')
  const active = reassigning(deployment).map(partitionName)
  const lines = plan.map(([planned, present]) => statusOf(planned, present, active, isNew))
  if (!isNew) return said(session, 'Status of partition reassignment: ', ...lines)
  const isDone = plan.every(([{ topic, partition }]) => !active.includes(`${topic}-${partition}`))
  return said(
    session,
    'Status of partition reassignment:',
    ...lines,
    ...(isDone ? ['', ...clearedThrottles(deployment, plan)] : []),
  )
}

const statusOf = (planned: Assigned, present: Assigned, active: readonly string[], isNew: boolean): string => {
  const name = `${planned.topic}-${planned.partition}`
  if (active.includes(name)) return `Reassignment of partition ${name} is still in progress${isNew ? '.' : ''}`
  const done = isSame(planned, present)
  if (!isNew) return `Reassignment of partition ${name} ${done ? 'completed successfully' : 'failed'}`
  return done
    ? `Reassignment of partition ${name} is complete.`
    : `There is no active reassignment of partition ${name}, but replica set is ${present.replicas.join(',')} rather than ${planned.replicas.join(',')}.`
}

const clearedThrottles = ({ hosts }: Deployment, plan: Plan): readonly string[] => {
  const topics = [...new Set(plan.map(([{ topic }]) => topic))]
  return [
    `Clearing broker-level throttles on brokers ${hosts.map(({ id }) => id).join(',')}`,
    `Clearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join(',')}`,
  ]
}

const listed = (deployment: Deployment): readonly string[] => {
  const lines = reassigning(deployment).map((partition) => {
    const { adding = [], removing = [] } = partition.moving ?? {}
    const part = (word: string, ids: readonly number[]): string =>
      ids.length === 0 ? '' : ` ${word}: ${ids.join(',')}.`
    return `${partitionName(partition)}: replicas: ${partition.replicas.join(',')}.${part('adding', adding)}${part('removing', removing)}`
  })
  return lines.length === 0 ? ['No partition reassignments found.'] : ['Current partition reassignments:', ...lines]
}

const canceled = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const plan = planOf(session, given)
  const active = reassigning(deployment).map(partitionName)
  const chosen = plan.filter(([{ topic, partition }]) => active.includes(`${topic}-${partition}`))
  const names = chosen.map(([{ topic, partition }]) => `${topic}-${partition}`)
  const back = chosen.map(([planned, present]) => [{ ...planned, replicas: [] }, present] as const)
  return said(
    withDeployment(session, afterMoves(deployment, back)),
    names.length === 0
      ? 'None of the specified partition reassignments are active.'
      : `Successfully cancelled partition reassignment${names.length === 1 ? '' : 's'} for: ${names.join(',')}`,
    'None of the specified partition moves are active.',
    ...(given.has('preserve-throttles') ? [] : clearedThrottles(deployment, plan)),
  )
}

export const kafkaReassignPartitions: Tool = {
  name: 'kafka-reassign-partitions',
  about: 'move replicas to other brokers',
  flags,
  onMisread: 'throws',
  run,
}
