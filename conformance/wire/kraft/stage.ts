/** A topic of one partition on a real cluster with KRaft, between two steps of a schedule. */
import type { Passing } from '../connection'
import type { Frame } from '../frames'
import type { Schemas } from '../schemas'
import { InVain, until } from '../waiting'
import { toController, type KraftCluster } from './cluster'
import { imageBelow, type MetadataImage } from './metadata-image'
import { endOfLog, metadataRecords } from './metadata-log'

/** What the driver knows of a world beside what the cluster shows. */
export interface KraftStage {
  readonly cluster: KraftCluster
  readonly schemas: Schemas
  readonly brokers: readonly number[]
  /** replica.lag.time.max.ms. */
  readonly lagMs: number
  /** When a follower was answered last, as performance.now() counts. */
  fetchedAt: number
  /** Where the metadata log ended: before the first step, then after each step in which the controller has written. */
  readonly ends: number[]
  readonly heard: Heard
  /** The high watermark that the schedule has checkpointed, by broker. */
  readonly checkpointed: Map<number, number>
  /** Records whose producer has no answer yet, and the broker that it has sent them to. */
  readonly asked: Map<string, number>
  /** What producers were told: the letters of acknowledged records. */
  readonly acknowledged: Set<string>
}

/** What heartbeats have said last of a broker: its epoch, and the last offset of the metadata log that it has replayed. */
export type Heard = Map<number, { readonly brokerEpoch: number; readonly replayed: number }>

/** Where the metadata log of the controller ends. */
export const endNow = ({ cluster }: Pick<KraftStage, 'cluster'>): number => endOfLog(cluster.metadataLog())

/** What the controller has written below an offset; all, where none is given. */
export const imageNow = (
  { cluster, schemas }: Pick<KraftStage, 'cluster' | 'schemas'>,
  end = Infinity,
): MetadataImage => imageBelow(metadataRecords(schemas, cluster.metadataLog()), end)

/** What a broker has replayed: everything below this offset. */
export const endReplayed = ({ heard }: Pick<KraftStage, 'heard'>, broker: number): number =>
  (heard.get(broker)?.replayed ?? -1) + 1

/** Waits until the cluster shows something. Error: InVain, also where the controller has ended. */
export const untilShown = async (
  { cluster }: Pick<KraftStage, 'cluster'>,
  what: string,
  isShown: () => boolean | Promise<boolean>,
): Promise<void> => {
  await until(what, () => {
    const broken = cluster.broken()
    if (broken !== undefined) throw new InVain(broken)
    return isShown()
  })
}

/** A held frame; the oldest. Waits until there is one. */
export const heldFrame = (
  { cluster }: Pick<KraftStage, 'cluster'>,
  what: string,
  wanted: (passing: Passing) => boolean,
): Promise<Passing> => until(what, () => cluster.mesh.held().find(wanted))

/** What a response of the controller brings of the metadata log. Undefined: no records, or it is another response. */
export const metadataIn = (link: string, frame: Frame): Brought | undefined => {
  if (frame.way !== 'response' || frame.api !== 'Fetch' || !link.endsWith('>controller')) return undefined
  const body = frame.body() as FetchBody | undefined
  const partition = body?.Responses[0]?.Partitions[0]
  if (partition === undefined || partition.Records === null || partition.Records.length === 0) return undefined
  return { end: endOfLog(partition.Records), highWatermark: partition.HighWatermark }
}

export interface Brought {
  /** The offset behind the last record. */
  readonly end: number
  readonly highWatermark: number
}

interface FetchBody {
  readonly Responses: readonly {
    readonly Partitions: readonly { readonly HighWatermark: number; readonly Records: Buffer | null }[]
  }[]
}

/** A response of the controller with metadata that a broker waits for. */
export const isMetadataFor =
  (broker: number) =>
  ({ link, frame }: Passing): boolean =>
    link === toController(broker) && metadataIn(link, frame) !== undefined
