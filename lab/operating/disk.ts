/** The disk of a broker: /var/lib/kafka/data, as far as the model knows it. */
import type { EpochEntry } from '../../model/replica/epochs'
import { everyPartition, type Deployment, type Host } from './deployment'
import { clusterIdOf } from './identifiers'
import type { Disk } from '../../model/replica/disk'
import { filesFrom, type Files } from '../../model/storage/files'
import type { Segment } from '../../model/storage/segment'
import { partitionName, placeOf, replicaAt, segmentsAt, type Partition } from './partition'
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
  readonly place: number
  readonly replica: Replica
}

/** The logs of a broker, in the order of their names. */
const logsOf = (deployment: Deployment, { id }: Host): readonly StoredLog[] =>
  everyPartition(deployment)
    .flatMap((partition) => {
      const place = placeOf(partition, id)
      return place === undefined
        ? []
        : [{ name: partitionName(partition), partition, place, replica: replicaAt(partition, place) }]
    })
    .sort((one, other) => byName(one.name, other.name))

/** The files beside the logs: one line for each log, `topic partition offset`. */
const filesOf = (deployment: Deployment, host: Host): readonly File[] => {
  const { kafka } = deployment
  const logs = logsOf(deployment, host)
  const checkpoint = (offset: (disk: Disk, files: Files) => number, hasZeros = true): readonly string[] => {
    const lines = logs.flatMap(({ partition, replica: { disk } }) => {
      const found = offset(disk, disk.files[0] ?? filesFrom(0, 0))
      return found === 0 && !hasZeros ? [] : [`${partition.topic} ${partition.id} ${found}`]
    })
    return ['0', String(lines.length), ...lines]
  }
  const cleaner = checkpoint((_, files) => files.cleanerCheckpoint, false)
  const starts = checkpoint((_, files) => files.logStartCheckpoint, false)
  const recovery = checkpoint((_, files) => files.recoveryCheckpoint)
  return [
    ...(host.stoppedCleanly ? [['.kafka_cleanshutdown', []] as const] : []),
    ...(since(kafka, '0.8.1') ? [['cleaner-offset-checkpoint', cleaner] as const] : []),
    ...(since(kafka, '0.11.0.0') ? [['log-start-offset-checkpoint', starts] as const] : []),
    ...(since(kafka, '0.8.2.0') ? [['meta.properties', metaLines(deployment, host)] as const] : []),
    ...(since(kafka, '0.8.1') ? [['recovery-point-offset-checkpoint', recovery] as const] : []),
    ['replication-offset-checkpoint', checkpoint((disk) => disk.highWatermark)],
  ]
}

const metaLines = ({ kafka }: Deployment, { id }: Host): readonly string[] => [
  '#',
  '#Sun Sep 13 12:26:40 UTC 2020',
  ...(since(kafka, '2.4.0') ? [`cluster.id=${clusterIdOf()}`] : []),
  'version=0',
  `broker.id=${id}`,
]

/** What one log consists of. The contents of a segment are read by kafka-dump-log. */
const filesOfLog = ({ kafka }: Deployment, { partition, place, replica }: StoredLog): readonly File[] => [
  ...segmentsAt(partition, place).flatMap(({ baseOffset }): readonly File[] => {
    const name = String(baseOffset).padStart(20, '0')
    const endings = ['index', 'log', ...(since(kafka, '0.10.1.0') ? ['timeindex'] : [])]
    return endings.map((ending): File => [`${name}.${ending}`, []])
  }),
  ...(since(kafka, '0.11.0.0') ? [['leader-epoch-checkpoint', epochLines(replica.disk.epochs)] as const] : []),
]

/** A segment and its files. */
export interface SegmentOnDisk {
  readonly segment: Segment
  /** It is written to: its indexes have the size of full ones. A clean stop trims them. */
  readonly isOpen: boolean
  /** index.interval.bytes */
  readonly interval: number
}

/** The segment to which the file at an absolute path belongs; undefined: there is no such file. */
export const segmentAt = (deployment: Deployment, host: Host, path: string): SegmentOnDisk | undefined => {
  const [, directory, digits] = /^\/var\/lib\/kafka\/data\/([^/]+)\/(\d{20})\.(?:log|index|timeindex)$/.exec(path) ?? []
  const log = logsOf(deployment, host).find(({ name }) => name === directory)
  if (log === undefined) return undefined
  const segments = segmentsAt(log.partition, log.place)
  const segment = segments.find(({ baseOffset }) => baseOffset === Number(digits))
  if (segment === undefined) return undefined
  const isOpen = segment === segments.at(-1) && !host.stoppedCleanly
  return { segment, isOpen, interval: log.partition.config.log.indexIntervalBytes }
}

/** The file leader-epoch-checkpoint: its version, how many entries, and each epoch with the offset at which it begins. */
const epochLines = (epochs: readonly EpochEntry[]): readonly string[] => [
  '0',
  String(epochs.length),
  ...epochs.map(({ epoch, startOffset }) => `${epoch} ${startOffset}`),
]
