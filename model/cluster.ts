import { firstOf, has } from '../kit/bits'
import { refuse, type Refused } from '../kit/refused'
import { NONE } from '../kit/schema'
import { FREE, fetchesMayBeLate, hasRequestsUnderWay, type Bounds } from './bounds'
import type { Config } from './config'
import { noMember } from './coordinator/kraft/member'
import { NOT_FETCHED, UNREGISTERED } from './coordinator/kraft/state'
import { latestOf } from './replica/epochs'
import { logAtRest, type Disk } from './replica/disk'
import { emptyLog, entriesOf } from './replica/log'
import type { Broker, Cluster, FetcherRequest, Fault, Leadership, Replica, Spent } from './state'
import { filesAtRest, filesFrom } from './storage/files'
import type { BrokerId, Brokers, LeaderEpoch, PartitionId } from './values'
import type { Decisions } from './versions/decisions'

export const brokerOf = (cluster: Cluster, id: BrokerId): Broker => cluster.brokers[id] as Broker

/** The replica of a partition on a broker. */
export const replicaOf = (cluster: Cluster, id: BrokerId, partition: PartitionId): Replica =>
  brokerOf(cluster, id).replicas[partition] as Replica

export const withBroker = (cluster: Cluster, id: BrokerId, changes: Partial<Broker>): Cluster => ({
  ...cluster,
  brokers: replaced(cluster.brokers, id, { ...brokerOf(cluster, id), ...changes }),
})

export const withReplica = (cluster: Cluster, id: BrokerId, partition: PartitionId, replica: Replica): Cluster => {
  const broker = brokerOf(cluster, id)
  const replicas = replaced(broker.replicas, partition, replica)
  return { ...cluster, brokers: replaced(cluster.brokers, id, { ...broker, replicas }) }
}

/** A list with another item in one place. */
export const replaced = <T>(items: readonly T[], place: number, item: T): readonly T[] => {
  const copy = items.slice()
  copy[place] = item
  return copy
}

/** The broker believes that it is leader; the rest of the cluster may disagree. */
export const leads = (replica: Replica, self: BrokerId): boolean => replica.leader === self

/** ZooKeeper holds the ephemeral znode of this broker; a paused one may have lost its session, or not. */
export const isRegistered = ({ isUp, isCutOff, isPaused }: Broker): boolean => isUp && !isCutOff && !isPaused

const refused = {
  down: refuse('is not running'),
  paused: refuse('is paused'),
  notServing: refuse('has not been unfenced since it started, so it handles no requests'),
}

/** Why a broker takes no step of its own; undefined: it can. */
export const standstill = ({ isUp, isPaused }: Broker): Refused | undefined => {
  if (!isUp) return refused.down
  return isPaused ? refused.paused : undefined
}

/** Why a broker handles no request of clients or peers; undefined: it does. With KRaft it does so once it was unfenced. */
export const unserved = (broker: Broker): Refused | undefined =>
  standstill(broker) ?? (broker.kraft[0]?.serves === false ? refused.notServing : undefined)

/** Packets get from one broker to another. */
export const reaches = (cluster: Cluster, from: BrokerId, to: BrokerId): boolean =>
  !has(brokerOf(cluster, from).unreachable, to)

export const allBrokers = ({ brokers }: Cluster): Brokers => firstOf(brokers.length)

/**
 * One more of this fault, or undefined where its budget is used up. One that is free is not counted: it has happened. Faults that share a
 * budget are counted together, so that a state does not tell which of them it was.
 */
export const spend = ({ bounds }: Config, { spent }: Cluster, fault: Fault): Spent | undefined => {
  if (bounds.faults[fault] === FREE) return { ...spent, [fault]: 1 }
  if (spent[fault] >= bounds.faults[fault]) return undefined
  const times = spent[fault] + 1
  const sharing = bounds.sharing?.find((some) => some.includes(fault)) ?? [fault]
  return { ...spent, ...Object.fromEntries(sharing.map((one) => [one, times])) }
}

/** The memory of a broker that does not lead. */
export const noLeadership = ({ brokers, kraft }: Pick<Bounds, 'brokers' | 'kraft'>): Leadership => ({
  isr: 0,
  pendingIsr: 0,
  unassigned: 0,
  zkVersionIsCurrent: false,
  startOffset: 0,
  caughtUp: 0,
  partitionEpoch: 0,
  remoteBrokerEpochs: kraft === undefined ? NONE_KNOWN : Array.from({ length: brokers }, () => NOT_FETCHED),
  remoteLogEnds: Array.from({ length: brokers }, () => NONE),
  joining: 0,
  purgatory: NONE_WAITING,
  deferred: NONE_DEFERRED,
})

const NONE_KNOWN: Leadership['remoteBrokerEpochs'] = []

const NONE_WAITING: Leadership['purgatory'] = []

const NONE_DEFERRED: Leadership['deferred'] = []

/** An empty log directory, with what is made in it at this moment. */
export const emptyDisk = ({ storage }: Pick<Bounds, 'storage'>, moment: number): Disk => ({
  log: emptyLog,
  epochs: [],
  highWatermark: 0,
  recoveryPoint: 0,
  files: storage === undefined ? NO_FILES : [filesFrom(0, moment)],
})

const NO_FILES: Disk['files'] = Object.freeze([])

/** A replica of which only the disk is left. */
export const withoutMemory = (disk: Disk, bounds: Pick<Bounds, 'brokers' | 'kraft'>): Replica => ({
  disk,
  highWatermark: 0,
  leader: NONE,
  leaderEpoch: -1,
  fetcher: 'none',
  leadership: noLeadership(bounds),
})

/**
 * The disk after a crash, as loading will find it: LogSegment.recover (1.1.1, 2.1.0) reads the records that are left, and
 * enters the epochs that the cache does not have.
 */
const recovered = (decide: Decisions, disk: Disk): Disk => ({
  ...disk,
  epochs: entriesOf(disk.log).reduce(
    (epochs, { record: { epoch }, offset }) =>
      epoch > latestOf(epochs) ? decide.assignEpoch(epochs, epoch, offset) : epochs,
    disk.epochs,
  ),
})

const NONE_LATE: Broker['late'] = []

/** A thread that waits for nothing. */
export const idle: FetcherRequest = Object.freeze({
  stage: 'idle',
  error: 'none',
  leaderEpoch: NONE,
  fetchOffset: 0,
  epoch: NONE,
  endOffset: NONE,
  records: Object.freeze([]),
  highWatermark: 0,
  logStart: 0,
  brokerEpoch: 0,
  isSent: false,
})

export const noFetcherRequests = (bounds: Bounds): Broker['fetcherRequests'] => {
  if (!hasRequestsUnderWay(bounds)) return []
  const { brokers, partitions } = bounds
  return Array.from({ length: partitions }, () => Array.from({ length: brokers }, () => idle))
}

/** No fetch of a process that has ended is still to be handled. */
export const noLateFetches = (bounds: Bounds): Broker['lateFetches'] =>
  fetchesMayBeLate(bounds) ? noFetcherRequests(bounds) : NO_REQUESTS

const NO_REQUESTS: Broker['lateFetches'] = []

/** What a broker has asked a leader about a partition, or been answered. */
export const fetcherRequestOf = (
  cluster: Cluster,
  id: BrokerId,
  leader: BrokerId,
  partition: PartitionId,
): FetcherRequest | undefined => brokerOf(cluster, id).fetcherRequests[partition]?.[leader]

export const withFetcherRequest = (
  cluster: Cluster,
  id: BrokerId,
  leader: BrokerId,
  partition: PartitionId,
  fetcherRequest: FetcherRequest,
): Cluster => {
  const broker = brokerOf(cluster, id)
  const row = replaced(broker.fetcherRequests[partition] ?? [], leader, fetcherRequest)
  const fetcherRequests = replaced(broker.fetcherRequests, partition, row)
  return { ...cluster, brokers: replaced(cluster.brokers, id, { ...broker, fetcherRequests }) }
}

/**
 * The process of a broker has ended. Its disks are left, and the LeaderAndIsr requests on their way to it. Connections
 * break: a broker that waits for its answer stops waiting; an answer that it has sent already still arrives.
 *
 * What it has asked of others is not served any more, unless the bounds have late fetches (fault `late-fetch`).
 */
export const halt = (config: Config, cluster: Cluster, id: BrokerId, disks: readonly Disk[]): Cluster => {
  const { bounds } = config
  const [member] = brokerOf(cluster, id).kraft
  const halted = withBroker(cluster, id, {
    isUp: false,
    isCutOff: false,
    isOutOfReach: false,
    isPaused: false,
    isStopping: false,
    // With KRaft logs are loaded, and the marker is deleted, when the first image is published (BrokerMetadataPublisher.initializeManagers).
    // It has the broker epoch of the process before: once this one has registered, it proves nothing.
    hasCleanMarker: member?.stoppedCleanly === true && !member.hasPublished && member.brokerEpoch === UNREGISTERED,
    controllerEpoch: 0,
    late: NONE_LATE,
    kraft: noMember(bounds),
    fetcherRequests: noFetcherRequests(bounds),
    lateFetches: lateFetchesOf(bounds, cluster, id),
    replicas: disks.map((disk) => withoutMemory(disk, bounds)),
  })
  return withoutRequestsTo(config, halted, id)
}

/** A broker that runs has no replica any more: what it has asked is of no use to it, and what it was asked is answered with an error. */
export const withoutAnswersOf = (config: Config, cluster: Cluster, id: BrokerId): Cluster =>
  withoutRequestsTo(config, withBroker(cluster, id, { fetcherRequests: noFetcherRequests(config.bounds) }), id)

/**
 * The fetches that outlive the process of a broker: they are on their way, or their leader has read for them.
 *
 * Deliberately simplified: of those to one leader about one partition only the last is kept.
 */
const lateFetchesOf = (bounds: Bounds, { brokers, spent }: Cluster, id: BrokerId): Broker['lateFetches'] => {
  if (spent['late-fetch'] >= bounds.faults['late-fetch']) return noLateFetches(bounds)
  const { fetcherRequests, lateFetches } = brokers[id] as Broker
  return lateFetches.map((row, partition) =>
    row.map((late, leader) => {
      const sent = fetcherRequests[partition]?.[leader] ?? idle
      return sent.stage === 'fetch' || sent.stage === 'read' ? sent : late
    }),
  )
}

const withoutRequestsTo = (config: Config, cluster: Cluster, leader: BrokerId): Cluster => {
  const left = leftBy(config, cluster)
  return { ...cluster, brokers: cluster.brokers.map((one) => withoutLateTo(withoutSentTo(left, one, leader), leader)) }
}

const withoutLateTo = (broker: Broker, leader: BrokerId): Broker =>
  broker.lateFetches.every((row) => row[leader] === idle)
    ? broker
    : { ...broker, lateFetches: broker.lateFetches.map((row) => replaced(row, leader, idle)) }

type Left = (fetcherRequest: FetcherRequest) => FetcherRequest

const withoutSentTo = (left: Left, broker: Broker, leader: BrokerId): Broker => {
  if (broker.fetcherRequests.every((row) => row[leader] === undefined || row[leader] === left(row[leader])))
    return broker
  const fetcherRequests = broker.fetcherRequests.map((row) => replaced(row, leader, left(row[leader] ?? idle)))
  return { ...broker, fetcherRequests }
}

/**
 * What is left of a request of a fetcher once the process of the leader has ended: an answer that was sent. What was not sent is gone with
 * its socket (SocketServer.Processor.closeAll, 4.3.1), and what was sent cannot be read again (fault `late-read`).
 */
const leftBy = ({ bounds, decide }: Config, { spent }: Cluster): Left => {
  const mayBeReadAgain = spent['late-read'] < bounds.faults['late-read']
  return (fetcherRequest) => {
    const { stage, records, leaderEpoch, isSent } = fetcherRequest
    if (stage === 'fetch' || stage === 'read' || stage === 'epochRequest') return idle
    if (records.length > 0) return mayBeReadAgain && !isSent ? { ...fetcherRequest, isSent: true } : fetcherRequest
    if (!mayWait(fetcherRequest)) return fetcherRequest
    const epoch = decide.usesOldAnswer() === 'never' ? leaderEpoch : NONE
    return { ...fetcherRequest, leaderEpoch: NONE, epoch }
  }
}

/**
 * The leader has updated the follower's state, and the fetch has no records. It may wait at the leader (DelayedFetch),
 * or get its response at once, because other partitions in the request have records. A response that is certainly sent
 * has leaderEpoch NONE; this is how the two are told apart.
 */
export const mayWait = ({ stage, error, records, leaderEpoch, endOffset }: FetcherRequest): boolean =>
  stage === 'fetched' && error === 'none' && records.length === 0 && leaderEpoch !== NONE && endOffset === NONE

/** The leader epoch in which the follower sent the fetch that this is the answer to; NONE: it is not kept, because nobody asks. */
export const epochOfFetch = ({ leaderEpoch, epoch, endOffset }: FetcherRequest): LeaderEpoch =>
  leaderEpoch === NONE && endOffset === NONE ? epoch : leaderEpoch

/**
 * What is left of all replicas of a broker when its process ends without notice. Where the bounds have storage, a log is
 * recovered when it is loaded; otherwise at once, which nobody can tell apart.
 */
export const crashedDisks = (decide: Decisions, { replicas }: Broker): readonly Disk[] =>
  replicas.map(({ disk }) =>
    disk.files.length === 0
      ? recovered(decide, disk)
      : { ...disk, log: logAtRest(disk), files: disk.files.map(filesAtRest) },
  )
