import { firstOf } from '../kit/bits'
import { NONE } from '../kit/schema'
import type { Bounds, Settings } from './bounds'
import { latestEpoch } from './log'
import type { Decisions } from './protocol'
import type { Broker, BrokerId, Brokers, Cluster, Disk, Fault, Leadership, Replica, Spent } from './state'

/** What all rules are made for: the decisions of a version, the settings of a topic, the bounds of a search. */
export interface Laws {
  readonly decide: Decisions
  readonly settings: Settings
  readonly bounds: Bounds
}

export const brokerOf = (cluster: Cluster, id: BrokerId): Broker => cluster.brokers[id] as Broker

export const withBroker = (cluster: Cluster, id: BrokerId, changes: Partial<Broker>): Cluster => ({
  ...cluster,
  brokers: cluster.brokers.map((broker, other) => (other === id ? { ...broker, ...changes } : broker)),
})

export const withReplica = (cluster: Cluster, id: BrokerId, replica: Replica): Cluster =>
  withBroker(cluster, id, { replica })

/** This broker takes itself for the leader. It may be the only one that does. */
export const leads = (replica: Replica, self: BrokerId): boolean => replica.leader === self

/** ZooKeeper holds the ephemeral znode of this broker. */
export const isRegistered = ({ isUp, isCutOff }: Broker): boolean => isUp && !isCutOff

export const allBrokers = ({ brokers }: Cluster): Brokers => firstOf(brokers.length)

/** One more of this fault, or undefined where its budget is used up. */
export const spend = ({ bounds }: Laws, { spent }: Cluster, fault: Fault): Spent | undefined =>
  spent[fault] < bounds.faults[fault] ? { ...spent, [fault]: spent[fault] + 1 } : undefined

/** The memory of a broker that does not lead. */
export const noLeadership = (brokers: number): Leadership => ({
  isr: 0,
  zkVersionIsCurrent: false,
  startOffset: 0,
  logEnds: Array.from({ length: brokers }, () => NONE),
  purgatory: 0,
})

/** A replica of which only the disk is left. */
const withoutMemory = (disk: Disk, brokers: number): Replica => ({
  disk,
  highWatermark: 0,
  leader: NONE,
  leaderEpoch: -1,
  fetcher: 'none',
  leadership: noLeadership(brokers),
})

/**
 * The disk after a crash, as loading will find it: LogSegment.recover (1.1.1, 2.1.0) walks the records that are left, and
 * enters the epochs that the cache has not heard of.
 */
export const recovered = (decide: Decisions, disk: Disk): Disk => ({
  ...disk,
  epochs: disk.log.reduce(
    (epochs, { epoch }, offset) =>
      epoch > latestEpoch({ ...disk, epochs }) ? decide.assignEpoch(epochs, epoch, offset) : epochs,
    disk.epochs,
  ),
})

/** What is left of a broker whose process has ended: its disk, and the requests on their way to it. */
export const halted = (disk: Disk, brokers: number): Omit<Broker, 'requests'> => ({
  isUp: false,
  isCutOff: false,
  isStopping: false,
  controllerEpoch: 0,
  replica: withoutMemory(disk, brokers),
})
