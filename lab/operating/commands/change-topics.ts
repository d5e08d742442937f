import { hostOf, isRegistered, topicOf, withTopic, type Deployment, type Setting } from '../deployment'
import type { Given } from '../flags'
import { healed } from '../healing'
import { since } from '../release'
import { said, type Reply } from '../reply'
import { withDeployment, type Session } from '../session'
import { stop, thrown } from '../stop'
import { assignmentFor, createdTopic, grown, reconfigured } from '../topics'
import { settingsGiven } from './given-settings'
import { topicsLike } from './topic-names'

/** The model has so many partitions and replicas, and no more. */
const MOST_PARTITIONS = 50

const failure = (message: string, hint?: string): Error =>
  stop(`Error while executing topic command : ${message}`, hint)

/** `--create` */
export const createTopic = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const name = given.value('topic') ?? ''
  checkName(name)
  const configs = settingsGiven(deployment.kafka, given.values('config'), failure)
  const warning = /[._]/.test(name) ? [COLLISION] : []
  if (topicOf(deployment, name) !== undefined) {
    if (given.has('if-not-exists')) return said(session, ...warning)
    throw stop([...warning, `Error while executing topic command : Topic '${name}' already exists.`])
  }
  const assignment = assignmentGiven(deployment, given) ?? assignmentAsked(deployment, given)
  const created = createdTopic(deployment, name, assignment, configs)
  const quoted = since(deployment.kafka, '2.2.0') ? name : `"${name}"`
  return said(withDeployment(session, created), ...warning, `Created topic ${quoted}.`)
}

const COLLISION =
  "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To avoid issues it is best to use either, but not both."

/** Topic.validate */
const checkName = (name: string): void => {
  if (name === '') throw failure("Topic name is illegal, it can't be empty")
  if (name === '.' || name === '..') throw failure('Topic name cannot be "." or ".."')
  if (name.length > 249)
    throw failure(`Topic name is illegal, it can't be longer than 249 characters, topic name: ${name}`)
  if (!/^[\w.-]+$/.test(name))
    throw failure(
      `Topic name "${name}" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`,
    )
}

/** As many replicas as were asked for, where the tool puts them. */
const assignmentAsked = (deployment: Deployment, given: Given): readonly (readonly number[])[] => {
  const { kafka, hosts } = deployment
  const isByServer = given.has('bootstrap-server')
  for (const flag of ['partitions', 'replication-factor'])
    if (!given.has(flag) && !(isByServer && since(kafka, '2.4.0')))
      throw stop(`Missing required argument "[${flag}]"`, `add --${flag} and a number`)
  const partitions = given.number('partitions') ?? 1
  const factor = given.number('replication-factor') ?? 1
  if (factor < 1)
    throw failure(
      isByServer
        ? 'The replication factor must be between 1 and 32767 inclusive'
        : 'Replication factor must be larger than 0.',
    )
  if (partitions < 1)
    throw failure(isByServer ? 'The partitions must be greater than 0' : 'Number of partitions must be larger than 0.')
  const alive = hosts.filter((host) => isRegistered(deployment, host)).length
  if (factor > alive) throw failure(`Replication factor: ${factor} larger than available brokers: ${alive}.`)
  checkCount(partitions)
  return assignmentFor(deployment, partitions, factor)
}

const checkCount = (partitions: number): void => {
  if (partitions > MOST_PARTITIONS)
    throw stop(`tidemark plays topics of at most ${MOST_PARTITIONS} partitions, and this has ${partitions}`)
}

/** `--replica-assignment 1:2,2:3` */
const assignmentGiven = (deployment: Deployment, given: Given): readonly (readonly number[])[] | undefined => {
  const text = given.value('replica-assignment')
  if (text === undefined) return undefined
  for (const other of ['partitions', 'replication-factor'])
    if (given.has('create') && given.has(other))
      throw stop(`Option "[replica-assignment]" can't be used with option "[${other}]"`)
  const lists = text.split(',').map((list) => list.split(':').map((id) => id.trim()))
  const stray = lists.flat().find((id) => !/^\d{1,9}$/.test(id))
  if (stray !== undefined) throw thrown('java.lang.NumberFormatException', `For input string: "${stray}"`)
  const assignment = lists.map((list) => list.map(Number))
  checkAssignment(deployment, assignment)
  checkCount(assignment.length)
  return assignment
}

const checkAssignment = (deployment: Deployment, assignment: readonly (readonly number[])[]): void => {
  assignment.forEach((replicas, partition) => {
    const twice = replicas.filter((id, place) => replicas.indexOf(id) !== place)
    if (twice.length > 0)
      throw thrown(
        'kafka.common.AdminCommandFailedException',
        `Partition replica lists may not contain duplicate entries: ${twice.join(',')}`,
      )
    if (replicas.length !== assignment[0]?.length)
      throw thrown(
        'kafka.admin.AdminOperationException',
        `Partition ${partition} has different replication factor: ${replicas.join(',')}`,
      )
  })
  const stray = assignment.flat().find((id) => hostOf(deployment, id) === undefined)
  if (stray !== undefined)
    throw failure(
      `broker ${stray} does not exist`,
      `the brokers are ${deployment.hosts.map(({ id }) => id).join(', ')}; Kafka may accept unknown brokers, tidemark does not`,
    )
}

/** `--alter`: more partitions, or, by ZooKeeper, another configuration. */
export const alterTopic = (session: Session, given: Given): Reply => {
  const isByServer = given.has('bootstrap-server')
  if (isByServer && given.has('config'))
    throw stop('Option combination "[bootstrap-server],[config]" can\'t be used with option "[alter]"', USE_CONFIGS)
  if (isByServer && given.has('delete-config'))
    throw stop('Option "[delete-config]" can\'t be used with option "[bootstrap-server]"', USE_CONFIGS)
  if (isByServer && !given.has('partitions')) throw stop('Missing required argument "[partitions]"', USE_CONFIGS)
  const topics = topicsLike(session.deployment, given, 'alter')
  return topics.reduce<Reply>((reply, { name }) => {
    const one = alteredTopic(reply.session, name, given)
    return said(one.session, ...reply.output, ...one.output)
  }, said(session))
}

const USE_CONFIGS = 'kafka-configs --alter --topic T --add-config name=value changes the configuration of a topic'

const alteredTopic = (session: Session, name: string, given: Given): Reply => {
  const { deployment } = session
  const lines: string[] = []
  let present = deployment
  if (given.has('config') || given.has('delete-config')) {
    lines.push(
      'WARNING: Altering topic configuration from this script has been deprecated and may be removed in future releases.',
      '         Going forward, please use kafka-configs.sh for this functionality',
    )
    present = withConfigs(present, name, given)
    lines.push(`Updated config for topic ${since(deployment.kafka, '2.2.0') ? name : `"${name}"`}.`)
  }
  if (!given.has('partitions')) return said(withDeployment(session, present), ...lines)
  const isByServer = given.has('bootstrap-server')
  if (!isByServer)
    lines.push(
      'WARNING: If partitions are increased for a topic that has a key, the partition logic or ordering of the messages will be affected',
    )
  present = withPartitions(present, name, given)
  return said(withDeployment(session, present), ...lines, ...(isByServer ? [] : ['Adding partitions succeeded!']))
}

const withConfigs = (deployment: Deployment, name: string, given: Given): Deployment => {
  const topic = topicOf(deployment, name)
  if (topic === undefined) return deployment
  const added = settingsGiven(deployment.kafka, given.values('config'), failure)
  const gone = given.values('delete-config')
  const kept = topic.configs.filter(([known]) => !gone.includes(known) && !added.some(([one]) => one === known))
  const configs: readonly Setting[] = [...kept, ...added.filter(([one]) => !gone.includes(one))]
  return reconfigured(deployment, topic, configs)
}

const INVALID = 'org.apache.kafka.common.errors.InvalidPartitionsException: '

const withPartitions = (deployment: Deployment, name: string, given: Given): Deployment => {
  const topic = topicOf(deployment, name)
  const wanted = given.number('partitions') ?? 0
  if (topic === undefined) return deployment
  const present = topic.partitions.length
  if (wanted === present && given.has('bootstrap-server'))
    throw failure(`${INVALID}Topic already has ${present} partitions.`)
  if (wanted <= present && given.has('bootstrap-server'))
    throw failure(`${INVALID}Topic currently has ${present} partitions, which is higher than the requested ${wanted}.`)
  if (wanted <= present)
    throw failure(
      `The number of partitions for a topic can only be increased. Topic ${name} currently has ${present} partitions, ${wanted} would not be an increase.`,
    )
  checkCount(wanted)
  const factor = topic.partitions[0]?.replicas.length ?? 1
  const assignment =
    assignmentGiven(deployment, given)?.slice(present) ?? assignmentFor(deployment, wanted - present, factor, present)
  return healed(withTopic(deployment, grown(deployment, topic, assignment)))
}

/** `--delete` */
export const deleteTopics = (session: Session, given: Given): Reply => {
  const { deployment } = session
  const topics = topicsLike(deployment, given, 'delete')
  const names = topics.map(({ name }) => name)
  const left = { ...deployment, topics: deployment.topics.filter(({ name }) => !names.includes(name)) }
  const lines = given.has('bootstrap-server')
    ? []
    : names.flatMap((name) => [
        `Topic ${name} is marked for deletion.`,
        'Note: This will have no impact if delete.topic.enable is not set to true.',
      ])
  return said(withDeployment(session, left), ...lines)
}
