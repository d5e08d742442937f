/** The disk of a broker: /var/lib/kafka/data, as far as the model knows it. */
import type { EpochEntry } from '../../model/replica/epochs'
import { everyPartition, type Deployment, type Host } from './deployment'
import { clusterIdOf } from './identifiers'
import { partitionName, placeOf, replicaAt, type Partition } from './partition'
import { since } from './release'
import type { Replica } from '../../model/state'

/** log.dirs */
const DATA = '/var/lib/kafka/data'

/** A file has lines, a directory has names. */
export type Entry =
  | { readonly kind: 'file'; readonly lines: readonly string[] }
  | { readonly kind: 'directory'; readonly names: readonly string[] }

/** What is at an absolute path of the disk of a broker; undefined: nothing. */
export const entryAt = (deployment: Deployment, host: Host, path: string): Entry | undefined => {
  const above = DATA.split('/').slice(1)
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.length < above.length)
    return parts.every((part, index) => part === above[index]) ? directory([above[parts.length] ?? '']) : undefined
  if (above.some((part, index) => part !== parts[index])) return undefined
  const [first, second, ...deeper] = parts.slice(above.length)
  if (deeper.length > 0) return undefined
  const files = filesOf(deployment, host)
  const logs = logsOf(deployment, host)
  if (first === undefined)
    return directory([...logs.map(({ name }) => name), ...files.map(([name]) => name)].sort(byName))
  const file = files.find(([name]) => name === first)
  if (file !== undefined) return second === undefined ? { kind: 'file', lines: file[1] } : undefined
  const log = logs.find(({ name }) => name === first)
  if (log === undefined) return undefined
  const inside = filesOfLog(deployment, log)
  if (second === undefined) return directory(inside.map(([name]) => name))
  const found = inside.find(([name]) => name === second)
  return found === undefined ? undefined : { kind: 'file', lines: found[1] }
}

const byName = (one: string, other: string): number => (one < other ? -1 : 1)

const directory = (names: readonly string[]): Entry => ({ kind: 'directory', names })

type File = readonly [name: string, lines: readonly string[]]

interface StoredLog {
  readonly name: string
  readonly partition: Partition
  readonly replica: Replica
}

/** The logs of a broker, in the order of their names. */
const logsOf = (deployment: Deployment, { id }: Host): readonly StoredLog[] =>
  everyPartition(deployment)
    .flatMap((partition) => {
      const place = placeOf(partition, id)
      return place === undefined
        ? []
        : [{ name: partitionName(partition), partition, replica: replicaAt(partition, place) }]
    })
    .sort((one, other) => byName(one.name, other.name))

/** The files beside the logs: one line for each log, `topic partition offset`. */
const filesOf = (deployment: Deployment, host: Host): readonly File[] => {
  const { kafka } = deployment
  const logs = logsOf(deployment, host)
  const lines = (offset: (log: StoredLog) => number): readonly string[] => [
    '0',
    String(logs.length),
    ...logs.map((log) => `${log.partition.topic} ${log.partition.id} ${offset(log)}`),
  ]
  return [
    ...(host.stoppedCleanly ? [['.kafka_cleanshutdown', []] as const] : []),
    ...(since(kafka, '0.8.1') ? [['cleaner-offset-checkpoint', ['0', '0']] as const] : []),
    ...(since(kafka, '0.11.0.0') ? [['log-start-offset-checkpoint', ['0', '0']] as const] : []),
    ...(since(kafka, '0.8.2.0') ? [['meta.properties', metaLines(deployment, host)] as const] : []),
    ...(since(kafka, '0.8.1')
      ? [['recovery-point-offset-checkpoint', lines(({ replica }) => replica.disk.recoveryPoint)] as const]
      : []),
    ['replication-offset-checkpoint', lines(({ replica }) => replica.disk.highWatermark)],
  ]
}

const metaLines = ({ kafka }: Deployment, { id }: Host): readonly string[] => [
  '#',
  '#Sun Sep 13 12:26:40 UTC 2020',
  ...(since(kafka, '2.4.0') ? [`cluster.id=${clusterIdOf()}`] : []),
  'version=0',
  `broker.id=${id}`,
]

/** What one log consists of. The contents of the segment are read by kafka-dump-log. */
const filesOfLog = ({ kafka }: Deployment, { replica }: StoredLog): readonly File[] => [
  ['00000000000000000000.index', []],
  ['00000000000000000000.log', []],
  ...(since(kafka, '0.10.1.0') ? [['00000000000000000000.timeindex', []] as const] : []),
  ...(since(kafka, '0.11.0.0') ? [['leader-epoch-checkpoint', epochLines(replica.disk.epochs)] as const] : []),
]

/** The file leader-epoch-checkpoint: its version, how many entries, and each epoch with the offset at which it begins. */
const epochLines = (epochs: readonly EpochEntry[]): readonly string[] => [
  '0',
  String(epochs.length),
  ...epochs.map(({ epoch, startOffset }) => `${epoch} ${startOffset}`),
]
