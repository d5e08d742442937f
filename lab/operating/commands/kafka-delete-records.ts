/** kafka-delete-records: kafka.admin.DeleteRecordsCommand (since 0.11). */
import { logStart } from '../../../model/replica/disk'
import { topicOf, type Deployment } from '../deployment'
import { withPartition } from '../elections'
import { partitionsIn, textOfFile, type Named } from '../files'
import type { Flag, Given } from '../flags'
import { healed } from '../healing'
import { agreedOf, fired, isOnline, replicaAt, type Partition } from '../partition'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import { withDeployment, type Session } from '../session'
import { stop } from '../stop'
import type { Tool } from '../tool'

const flags: readonly Flag[] = [
  { name: 'bootstrap-server', arg: 'server(s) to use for bootstrapping' },
  { name: 'offset-json-file', arg: 'Offset json file path' },
  { name: 'command-config', arg: 'command config property file path' },
  { name: 'help' },
]

const run = (session: Session, given: Given): Reply => {
  for (const flag of ['bootstrap-server', 'offset-json-file'])
    if (!given.has(flag)) throw stop(`Missing required argument "[${flag}]"`)
  reached(session.deployment, given.value('bootstrap-server') ?? '', ['Timed out waiting for a node assignment.'])
  const name = given.value('offset-json-file') ?? ''
  const asked = partitionsIn(name, textOfFile(session, name))
  let { deployment } = session
  const lines = asked.map((one) => {
    const { after, line } = deleted(deployment, one)
    deployment = after
    return `partition: ${one.topic}-${one.partition}\t${line}`
  })
  return said(
    withDeployment(session, deployment),
    'Executing records delete operation',
    'Records delete operation completed:',
    ...lines,
  )
}

interface Deleted {
  readonly after: Deployment
  readonly line: string
}

/** DeleteRecords at the leader of one partition. The offset -1 is the high watermark. */
const deleted = (deployment: Deployment, { topic, partition: id, offset }: Named): Deleted => {
  const failed = (error: string): Deleted => ({
    after: deployment,
    line: `error: org.apache.kafka.common.errors.${error}`,
  })
  const partition = topicOf(deployment, topic)?.partitions[id]
  if (partition === undefined)
    return failed('UnknownTopicOrPartitionException: This server does not host this topic-partition.')
  if (!isOnline(partition))
    return failed(
      'LeaderNotAvailableException: There is no leader for this topic-partition as we are in the middle of a leadership election.',
    )
  const broker = agreedOf(partition).leader
  const wanted = offset < 0 ? replicaAt(partition, broker).highWatermark : offset
  const next = fired(partition, { type: 'DeleteRecords', broker, offset: wanted, partition: 0 })
  if (typeof next !== 'string') {
    const after = healed(withPartition(deployment, next))
    return { after, line: `low_watermark: ${lowWatermarkOf(topicOf(after, topic)?.partitions[id] ?? next)}` }
  }
  if (next.startsWith('POLICY'))
    return failed('PolicyViolationException: Request parameters do not satisfy the configured policy.')
  if (next.startsWith('OFFSET_OUT_OF_RANGE'))
    return failed(
      'OffsetOutOfRangeException: The requested offset is not within the range of offsets maintained by the server.',
    )
  return { after: deployment, line: `low_watermark: ${lowWatermarkOf(partition)}` }
}

/** The lowest log start offset of the replicas that run. */
const lowWatermarkOf = (partition: Partition): number =>
  Math.min(
    ...partition.state.brokers.flatMap(({ isUp }, place) => (isUp ? [logStart(replicaAt(partition, place).disk)] : [])),
  )

export const kafkaDeleteRecords: Tool = {
  name: 'kafka-delete-records',
  about: 'delete the records before an offset',
  since: '0.11.0.0',
  flags,
  onMisread: 'throws',
  run,
}
