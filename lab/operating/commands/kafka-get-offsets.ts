/** kafka-get-offsets: kafka.tools.GetOffsetShell. Up to 2.8 it has no script: `kafka-run-class kafka.tools.GetOffsetShell`. */
import { topicOf, type Deployment } from '../deployment'
import type { Flag, Given } from '../flags'
import { agreedOf, replicaAt, type Partition } from '../partition'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import type { Session } from '../session'
import { stop } from '../stop'
import type { Tool } from '../tool'
import { logEnd, logStart } from '../../../model/replica/disk'
import { entriesOf } from '../../../model/replica/log'

const flags: readonly Flag[] = [
  { name: 'broker-list', arg: 'hostname:port' },
  { name: 'topic', arg: 'topic' },
  { name: 'partitions', arg: 'partition ids' },
  { name: 'time', arg: 'timestamp/-1(latest)/-2(earliest)' },
  { name: 'offsets', arg: 'count', isNumber: true },
  { name: 'max-wait-ms', arg: 'ms', isNumber: true },
]

const run = (session: Session, given: Given): Reply => {
  for (const flag of ['broker-list', 'topic']) if (!given.has(flag)) throw stop(`Missing required argument "[${flag}]"`)
  const { deployment } = session
  reached(deployment, given.value('broker-list') ?? '', ['Timed out waiting for a node assignment.'])
  const time = given.value('time') ?? '-1'
  if (!/^-?\d{1,15}$/.test(time)) throw stop(`Cannot parse argument '${time}' of option time`)
  const name = given.value('topic') ?? ''
  const topic = topicOf(deployment, name)
  if (topic === undefined) throw stop(`Topic ${name} does not exist`, namesIn(deployment))
  const wanted = given.value('partitions')
  if (wanted !== undefined && !/^\d{1,4}(,\d{1,4})*$/.test(wanted))
    throw stop(`--partitions expects a comma separated list of numeric partition ids, but received: ${wanted}`)
  const ids = wanted?.split(',').map(Number)
  const partitions = topic.partitions.filter(({ id }) => ids?.includes(id) !== false)
  if (partitions.length === 0)
    throw stop(`Topic ${name} does not have any of the requested partitions ${ids?.join(',')}`)
  return said(session, ...partitions.map((partition) => offsetLine(partition, Number(time))))
}

const namesIn = ({ topics }: Deployment): string =>
  topics.length === 0
    ? 'there is no topic yet'
    : `the topics are ${topics
        .map(({ name }) => name)
        .sort()
        .join(', ')}`

const LATEST = -1
const EARLIEST = -2

const offsetLine = (partition: Partition, time: number): string => {
  const { leader } = agreedOf(partition)
  if (leader < 0) return `Error: partition ${partition.id} does not have a leader. Skip getting offsets`
  const { disk, highWatermark } = replicaAt(partition, leader)
  const end = Math.min(highWatermark, logEnd(disk))
  const after = entriesOf(disk.log).find(
    ({ offset, record }) => offset < end && (partition.written[record.value]?.timestamp ?? 0) >= time,
  )
  const offset = { [LATEST]: end, [EARLIEST]: logStart(disk) }[time] ?? after?.offset ?? ''
  return `${partition.topic}:${partition.id}:${offset}`
}

export const kafkaGetOffsets: Tool = {
  name: 'kafka-get-offsets',
  about: 'print where the partitions of a topic begin and end',
  flags,
  onMisread: 'throws',
  run,
}
