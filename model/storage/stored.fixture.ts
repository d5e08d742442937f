/** Small clusters with logs on disk, for tests of the rules about their files. */
import type { Machine } from '../../contract/machine'
import type { Action } from '../actions'
import { bounds, defaultSettings } from '../bounds'
import { kafka } from '../machine'
import { play, refusal } from '../play'
import type { Broker, Cluster } from '../state'
import type { Disk } from '../replica/disk'
import type { Protocol } from '../versions/decisions'
import { allAmendments, preset } from '../versions/timeline'
import { smallStorage, type SmallStorage, type StorageBounds, type TopicConfig } from './storage-bounds'

export interface Asked {
  readonly kafka?: string
  readonly with?: readonly string[]
  readonly storage?: Partial<SmallStorage>
  /** What differs in the configurations that the topic may get later. */
  readonly configs?: readonly Partial<TopicConfig>[]
  readonly bounds?: Parameters<typeof bounds>[0]
}

const usual: SmallStorage = {
  ...{ segmentRecords: 2, keys: 0, tombstones: [], retention: -1, time: 1, cleanup: 'delete', deletesRecords: true },
}

const protocolOf = ({ kafka: release = '2.1', with: put = [] }: Asked): Protocol => {
  const protocol = preset(release, { with: allAmendments.filter(({ name }) => put.includes(name)) })
  if (protocol === undefined) throw new Error(`no release ${release}`)
  return protocol
}

const storageOf = ({ storage, configs = [] }: Asked): StorageBounds => {
  const small = smallStorage({ ...usual, ...storage }, defaultSettings)
  const [first] = small.configs
  return { ...small, configs: [first, ...configs.map((one) => ({ ...first, ...one }))] }
}

const machineOf = (asked: Asked): Machine<Cluster, Action> =>
  kafka({
    ...{ protocol: protocolOf(asked), settings: defaultSettings },
    bounds: bounds({
      ...{ brokers: 2, records: 4, controlledShutdown: 'gives-up' },
      ...asked.bounds,
      storage: storageOf(asked),
    }),
  })

/** A state, what its brokers have, and what is refused in it. */
export interface Stored {
  readonly state: Cluster
  /** Numbered as in texts: the first is 1. */
  broker(name: number): Broker
  disk(name: number, partition?: number): Disk
  refusal(line: string): string | undefined
  then(...lines: readonly string[]): Stored
}

/** Two brokers, four records, two to a segment, Kafka 2.1, and no fault, if nothing else is said. */
export const stored = (asked: Asked = {}, ...lines: readonly string[]): Stored => after(machineOf(asked), lines)

const after = (machine: Machine<Cluster, Action>, lines: readonly string[]): Stored => {
  const state = play(machine, lines.join('\n'))
  const broker = (name: number): Broker => state.brokers[name - 1] as Broker
  return {
    ...{ state, broker },
    disk: (name, partition = 0) => broker(name).replicas[partition]?.disk as Disk,
    refusal: (line) => refusal(machine, state, line),
    then: (...more) => after(machine, [...lines, ...more]),
  }
}
