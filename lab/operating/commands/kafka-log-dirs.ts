/** kafka-log-dirs: kafka.admin.LogDirsCommand (since 1.0). */
import { logEnd } from '../../../model/replica/disk'
import { bytesOfAll } from '../../../model/storage/segment'
import { answers, everyPartition, type Deployment, type Host } from '../deployment'
import type { Flag, Given } from '../flags'
import { partitionName, placeOf, replicaAt, segmentsAt } from '../partition'
import { said, type Reply } from '../reply'
import { reached } from '../servers'
import type { Session } from '../session'
import { stop } from '../stop'
import type { Tool } from '../tool'

const flags: readonly Flag[] = [
  { name: 'bootstrap-server', arg: 'The server (s) to use for bootstrapping' },
  { name: 'command-config', arg: 'Admin client property file' },
  { name: 'describe' },
  { name: 'topic-list', arg: 'Topic list' },
  { name: 'broker-list', arg: 'Broker list' },
  { name: 'help' },
]

const run = (session: Session, given: Given): Reply => {
  const { deployment } = session
  for (const flag of ['bootstrap-server', 'describe'])
    if (!given.has(flag)) throw stop(`Missing required argument "[${flag}]"`)
  reached(deployment, given.value('bootstrap-server') ?? '', ['Timed out waiting for a node assignment.'])
  const asked = given.value('broker-list')?.split(',').map(Number)
  const hosts = deployment.hosts.filter((host) => answers(host) && asked?.includes(host.id) !== false)
  const json = { version: 1, brokers: hosts.map((host) => brokerOf(deployment, host, given)) }
  return said(
    session,
    'Querying brokers for log directories information',
    `Received log directory information from brokers ${(asked ?? hosts.map(({ id }) => id)).join(',')}`,
    JSON.stringify(json),
  )
}

const brokerOf = (deployment: Deployment, { id }: Host, given: Given): object => {
  const topics = given.value('topic-list')?.split(',')
  const partitions = everyPartition(deployment)
    .filter(({ topic }) => topics?.includes(topic) !== false)
    .flatMap((partition) => {
      const place = placeOf(partition, id)
      if (place === undefined) return []
      const { disk, highWatermark } = replicaAt(partition, place)
      return [
        {
          partition: partitionName(partition),
          size: bytesOfAll(segmentsAt(partition, place)),
          offsetLag: Math.max(0, highWatermark - logEnd(disk)),
          isFuture: false,
        },
      ]
    })
  return { broker: id, logDirs: [{ logDir: '/var/lib/kafka/data', error: null, partitions }] }
}

export const kafkaLogDirs: Tool = {
  name: 'kafka-log-dirs',
  about: 'print how many bytes each log has',
  since: '1.0.0',
  flags,
  onMisread: 'throws',
  run,
}
