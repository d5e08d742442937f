import { firstOf, has } from '../kit/bits'
import { refuse, type Refused } from '../kit/refused'
import { NONE } from '../kit/schema'
import type { Bounds, Settings } from './bounds'
import { latestEpoch } from './replica/log'
import type { Decisions } from './versions/decisions'
import type { Broker, BrokerId, Brokers, Cluster, Disk, Exchange, Fault, Leadership, Replica, Spent } from './state'

/** What all rules are made for: the decisions of a version, the settings of a topic, the bounds of a search. */
export interface Laws {
  readonly decide: Decisions
  readonly settings: Settings
  readonly bounds: Bounds
}

export const brokerOf = (cluster: Cluster, id: BrokerId): Broker => cluster.brokers[id] as Broker

export const withBroker = (cluster: Cluster, id: BrokerId, changes: Partial<Broker>): Cluster => {
  const brokers = [...cluster.brokers]
  brokers[id] = { ...brokerOf(cluster, id), ...changes }
  return { ...cluster, brokers }
}

export const withReplica = (cluster: Cluster, id: BrokerId, replica: Replica): Cluster =>
  withBroker(cluster, id, { replica })

/** This broker takes itself for the leader. It may be the only one that does. */
export const leads = (replica: Replica, self: BrokerId): boolean => replica.leader === self

/** ZooKeeper holds the ephemeral znode of this broker; a paused one may have lost its session, or not. */
export const isRegistered = ({ isUp, isCutOff, isPaused }: Broker): boolean => isUp && !isCutOff && !isPaused

const isDown = refuse('is not running')
const isAsleep = refuse('is paused')

/** Why a broker takes no step, whatever it might want to do; undefined: it is awake. */
export const standstill = ({ isUp, isPaused }: Broker): Refused | undefined => {
  if (!isUp) return isDown
  return isPaused ? isAsleep : undefined
}

/** Packets get from one broker to another. */
export const reaches = (cluster: Cluster, from: BrokerId, to: BrokerId): boolean =>
  !has(brokerOf(cluster, from).unreachable, to)

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

/** A thread that waits for nothing. */
export const idle: Exchange = Object.freeze({
  stage: 'idle',
  leaderEpoch: NONE,
  fetchOffset: 0,
  epoch: NONE,
  endOffset: NONE,
  records: Object.freeze([]),
  highWatermark: 0,
})

export const noExchanges = ({ grain, brokers }: Bounds): readonly Exchange[] =>
  grain === 'message' ? Array.from({ length: brokers }, () => idle) : []

export const withExchange = (cluster: Cluster, id: BrokerId, leader: BrokerId, exchange: Exchange): Cluster =>
  withBroker(cluster, id, {
    exchanges: brokerOf(cluster, id).exchanges.map((one, other) => (other === leader ? exchange : one)),
  })

/**
 * The process of a broker has ended. Its disk is left, and the LeaderAndIsr requests on their way to it. Connections break:
 * whoever waits for its answer waits no more; an answer that it has sent already still arrives.
 *
 * Deliberately simplified: what it has asked of others is not served any more.
 */
export const halt = ({ bounds }: Laws, cluster: Cluster, id: BrokerId, disk: Disk): Cluster => {
  const halted = withBroker(cluster, id, {
    isUp: false,
    isCutOff: false,
    isPaused: false,
    isStopping: false,
    controllerEpoch: 0,
    exchanges: noExchanges(bounds),
    replica: withoutMemory(disk, bounds.brokers),
  })
  const isAsked = (exchange: Exchange | undefined): boolean => exchange?.stage === 'fetch' || exchange?.stage === 'ask'
  return halted.brokers.reduce(
    (left, { exchanges }, other) => (isAsked(exchanges[id]) ? withExchange(left, other, id, idle) : left),
    halted,
  )
}
