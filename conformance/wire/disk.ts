/** What a broker has on its disk. */
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { positionOf, recordsIn, type StoredRecord } from './batches'
import { TOPIC } from './stage'
import { until } from './waiting'

/** Where brokers have their logs. */
export type Disks = { logDir(broker: number): string }

/** All records of its replica, in order. */
export const recordsOf = (cluster: Disks, broker: number): readonly StoredRecord[] => {
  const folder = replicaFolder(cluster, broker)
  if (!existsSync(folder)) return []
  const segments = readdirSync(folder).filter((name) => name.endsWith('.log'))
  return segments.sort().flatMap((name) => recordsIn(readFileSync(join(folder, name))))
}

/** The file leader-epoch-checkpoint: an epoch and its start offset a line. Undefined: releases before 0.11 have none. */
export const epochsOf = (cluster: Disks, broker: number): readonly (readonly [number, number])[] | undefined => {
  const lines = entriesOf(join(replicaFolder(cluster, broker), 'leader-epoch-checkpoint'))
  return lines?.map((line) => {
    const [epoch = 0, startOffset = 0] = line.split(' ').map(Number)
    return [epoch, startOffset]
  })
}

/** The high watermark that the broker has now: that of the second checkpoint from now on, which was begun after now. */
export const highWatermarkOf = async (cluster: Disks, broker: number): Promise<number> => {
  const file = checkpointFile(cluster, broker)
  await written(file)
  await written(file)
  return checkpointIn(file)
}

/** The high watermark that stands in the checkpoint. */
export const checkpointOf = (cluster: Disks, broker: number): number => checkpointIn(checkpointFile(cluster, broker))

/** Puts a high watermark into the checkpoint of a broker that does not run. */
export const writeHighWatermark = (cluster: Disks, broker: number, offset: number): void => {
  const file = checkpointFile(cluster, broker)
  const others = (entriesOf(file) ?? []).filter((line) => !line.startsWith(`${TOPIC} 0 `))
  const lines = [...others, `${TOPIC} 0 ${offset}`]
  writeFileSync(file, ['0', String(lines.length), ...lines, ''].join('\n'))
}

/** Cuts the log of a broker that does not run, as a machine does that loses power before these records were flushed. */
export const loseFrom = (cluster: Disks, broker: number, offset: number): void => {
  const folder = replicaFolder(cluster, broker)
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.log'))) {
    const file = join(folder, name)
    truncateSync(file, positionOf(readFileSync(file), offset))
  }
}

const replicaFolder = (cluster: Disks, broker: number): string => join(cluster.logDir(broker), `${TOPIC}-0`)

const checkpointFile = (cluster: Disks, broker: number): string =>
  join(cluster.logDir(broker), 'replication-offset-checkpoint')

const checkpointIn = (file: string): number => {
  const line = entriesOf(file)?.find((one) => one.startsWith(`${TOPIC} 0 `))
  return line === undefined ? 0 : Number(line.split(' ')[2])
}

/** A checkpoint file: its version, the number of entries, and an entry a line. */
const entriesOf = (file: string): readonly string[] | undefined => {
  if (!existsSync(file)) return undefined
  return readFileSync(file, 'utf8').trim().split('\n').slice(2)
}

const written = async (file: string): Promise<void> => {
  const inode = inodeOf(file)
  await until(`${file} to be written`, () => inodeOf(file) !== inode)
}

/** Kafka writes another file, and renames it. */
const inodeOf = (file: string): string => {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs}`
}
