import {
  flag,
  flagWhen,
  int,
  list,
  maybePeer,
  oneOf,
  peer,
  peers,
  perPeer,
  perPlace,
  record,
  type Schema,
} from '../kit/schema'
import {
  answersMayBeLate,
  canLosePower,
  canLoseSession,
  canRegisterAnew,
  canStop,
  hasDirectories,
  idsCanBeTakenOver,
  isrAnswersCanBeLost,
  fetchesMayBeLate,
  hasRequestsUnderWay,
  type Bounds,
  FREE,
} from './bounds'
import {
  reassignmentStages,
  type Assignment,
  type Controller,
  type Coordinator,
  type LeaderAndIsr,
  type PartitionState,
} from './coordinator/state'
import * as k from './kraft-schema'
import type { Disk } from './replica/disk'
import type { EpochEntry } from './replica/epochs'
import { logSchema } from './replica/log'
import { recordSchema } from './record-schema'
import * as s from './state'
import { filesSchema } from './storage/files-schema'

/** What a cluster is made of within these bounds. What they switch off takes no bits. */
export const clusterSchema = (bounds: Bounds): Schema<s.Cluster> => {
  const { brokers, faults, partitions } = bounds
  return record<s.Cluster>({
    coordinator: coordinatorSchema(bounds),
    brokers: perPeer(brokers, brokerSchema(bounds)),
    old: list(oldProcessSchema(bounds), idsCanBeTakenOver(bounds) ? 1 : 0),
    produced: perPlace(partitions, int(0, bounds.records)),
    now: int(0, (bounds.storage?.moments.length ?? 1) - 1),
    configVersion: int(0, (bounds.storage?.configs.length ?? 1) - 1),
    spent: record<s.Spent>(mapFaults((fault) => int(0, faults[fault] === FREE ? 1 : faults[fault]))),
  })
}

const oldProcessSchema = (bounds: Bounds): Schema<s.OldProcess> =>
  record<s.OldProcess>({
    id: peer(bounds.brokers),
    broker: brokerSchema(bounds),
    followers: perPlace(bounds.partitions, peers(bounds.brokers)),
  })

const coordinatorSchema = (bounds: Bounds): Schema<Coordinator> => {
  const { brokers, faults, kraft } = bounds
  const partitions = kraft === undefined ? bounds.partitions : 0
  return record<Coordinator>({
    znodes: perPlace(
      partitions,
      record<PartitionState>({ leader: maybePeer(brokers), leaderEpoch: epoch(bounds), isr: peers(brokers) }),
    ),
    assignments: perPlace(bounds.reassign === undefined ? 0 : partitions, assignmentSchema(bounds)),
    controller: record<Controller>({
      epoch: int(0, faults['controller-failover']),
      live: kraft === undefined ? peers(brokers) : int(0, 0),
      stopping: kraft === undefined && faults['clean-shutdown'] > 0 ? peers(brokers) : int(0, 0),
      bounced: kraft === undefined && canRegisterAnew(bounds) ? peers(brokers) : int(0, 0),
    }),
    kraft: perPlace(kraft === undefined ? 0 : 1, k.kraftSchema(bounds)),
  })
}

const assignmentSchema = ({ brokers, reassign }: Bounds): Schema<Assignment> =>
  record<Assignment>({
    replicas: list(peer(brokers), brokers),
    target: list(peer(brokers), brokers),
    adding: peers(brokers),
    stage: oneOf(...reassignmentStages),
    asked: int(0, reassign?.moves.length ?? 0),
  })

const brokerSchema = (bounds: Bounds): Schema<s.Broker> =>
  record<s.Broker>({
    isUp: flag,
    isCutOff: flagWhen(canLoseSession(bounds)),
    isOutOfReach: flagWhen(
      bounds.faults['cut-off'] + bounds.faults['cut-off-controller'] + bounds.faults['id-taken-over'] > 0,
    ),
    isPaused: flagWhen(bounds.faults.pause > 0),
    unreachable: bounds.faults['cut-link'] > 0 ? peers(bounds.brokers) : int(0, 0),
    isStopping: flagWhen(bounds.faults['clean-shutdown'] > 0),
    hasCleanMarker: flagWhen((bounds.storage ?? bounds.kraft) !== undefined && bounds.faults['clean-shutdown'] > 0),
    controllerEpoch: int(0, bounds.faults['controller-failover']),
    requests: list(requestSchema(bounds), bounds.kraft === undefined ? mostRequests(bounds) : 0),
    late: list(requestSchema(bounds), bounds.reassign === undefined ? 0 : bounds.faults['repeated-request']),
    kraft: perPlace(bounds.kraft === undefined ? 0 : 1, k.memberSchema(bounds)),
    directory: perPlace(hasDirectories(bounds) ? 1 : 0, k.directorySchema(bounds)),
    fetcherRequests: perPlace(
      hasRequestsUnderWay(bounds) ? bounds.partitions : 0,
      perPeer(bounds.brokers, fetcherRequestSchema(bounds)),
    ),
    lateFetches: perPlace(
      fetchesMayBeLate(bounds) ? bounds.partitions : 0,
      perPeer(bounds.brokers, fetcherRequestSchema(bounds)),
    ),
    replicas: perPlace(bounds.partitions, replicaSchema(bounds)),
  })

const fetcherRequestSchema = (bounds: Bounds): Schema<s.FetcherRequest> =>
  record<s.FetcherRequest>({
    stage: oneOf(...s.stages),
    error: oneOf(...s.fetchErrors),
    leaderEpoch: int(-1, bounds.epochs - 1),
    fetchOffset: offset(bounds),
    epoch: int(-1, bounds.epochs - 1),
    endOffset: int(-1, bounds.records),
    // What a fetch brings may have holes between its records.
    records: list(recordSchema(bounds), bounds.storage === undefined ? bounds.fetchRecords : bounds.records),
    highWatermark: offset(bounds),
    logStart: bounds.storage === undefined ? int(0, 0) : offset(bounds),
    brokerEpoch: k.brokerEpoch(bounds, -1),
    isSent: flagWhen(answersMayBeLate(bounds)),
  })

/**
 * For each partition: one for each epoch after the first, one for each new controller, and one for a broker that returns. And
 * the one that was under way when a controller noticed the failure of a broker that still runs.
 */
const mostRequests = (bounds: Bounds): number => {
  const { epochs, faults, partitions } = bounds
  const failovers = faults['controller-failover']
  const stops = stopsPerPartition(bounds)
  return partitions * (epochs + failovers + stops) + (canLoseSession(bounds) ? failovers + 1 : 0)
}

/** Each move stops the replicas of a broker twice at most: when it is replaced, and when it is completed. So does each controller. */
const stopsPerPartition = ({ faults, reassign }: Bounds): number =>
  reassign === undefined ? 0 : 2 * (reassign.moves.length + faults['controller-failover'])

const requestSchema = (bounds: Bounds): Schema<LeaderAndIsr> =>
  record<LeaderAndIsr>({
    partition: int(0, bounds.partitions - 1),
    controllerEpoch: int(0, bounds.faults['controller-failover']),
    leader: maybePeer(bounds.brokers),
    leaderEpoch: epoch(bounds),
    isr: peers(bounds.brokers),
    unassigned: bounds.reassign === undefined ? int(0, 0) : peers(bounds.brokers),
    stops: flagWhen(bounds.reassign !== undefined),
    zkVersionIsCurrent: flag,
    hasStaleBrokerEpoch: flagWhen(canRegisterAnew(bounds)),
  })

const replicaSchema = (bounds: Bounds): Schema<s.Replica> =>
  record<s.Replica>({
    disk: diskSchema(bounds),
    highWatermark: offset(bounds),
    leader: maybePeer(bounds.brokers),
    leaderEpoch: int(-1, bounds.epochs - 1),
    fetcher: oneOf('none', 'truncating', 'truncatingAgain', 'fetching'),
    leadership: record<s.Leadership>({
      isr: peers(bounds.brokers),
      pendingIsr: isrAnswersCanBeLost(bounds) || bounds.kraft !== undefined ? peers(bounds.brokers) : int(0, 0),
      unassigned: bounds.reassign === undefined ? int(0, 0) : peers(bounds.brokers),
      zkVersionIsCurrent: flagWhen(bounds.kraft === undefined),
      startOffset: offset(bounds),
      caughtUp: bounds.lagClock ? peers(bounds.brokers) : int(0, 0),
      partitionEpoch: bounds.kraft === undefined ? int(0, 0) : k.partitionEpoch(bounds),
      remoteBrokerEpochs: perPeer(bounds.kraft === undefined ? 0 : bounds.brokers, k.brokerEpoch(bounds, -2)),
      remoteLogEnds: perPeer(bounds.brokers, int(-1, bounds.records)),
      joining: fetchesMayBeLate(bounds) && bounds.kraft !== undefined ? peers(bounds.brokers) : int(0, 0),
      deferred: list(deferredSchema(bounds), bounds.clients ? bounds.records : 0),
      purgatory: list(int(0, Math.max(0, bounds.records - 1)), bounds.records),
    }),
  })

const deferredSchema = ({ records }: Bounds): Schema<s.Deferred> =>
  record<s.Deferred>({ offset: int(0, Math.max(0, records - 1)), value: int(0, Math.max(0, records - 1)) })

const diskSchema = (bounds: Bounds): Schema<Disk> =>
  record<Disk>({
    log: logSchema(recordSchema(bounds), bounds.records),
    epochs: list(record<EpochEntry>({ epoch: epoch(bounds), startOffset: offset(bounds) }), bounds.epochs),
    highWatermark: canStop(bounds) ? offset(bounds) : int(0, 0),
    recoveryPoint: canLosePower(bounds) ? offset(bounds) : int(0, 0),
    files: perPlace(bounds.storage === undefined ? 0 : 1, filesSchema(bounds)),
  })

const epoch = ({ epochs }: Bounds): Schema<number> => int(0, epochs - 1)

const offset = ({ records }: Bounds): Schema<number> => int(0, records)

const mapFaults = <T>(make: (fault: s.Fault) => T): Record<s.Fault, T> => ({
  'process-crash': make('process-crash'),
  'machine-crash': make('machine-crash'),
  'clean-shutdown': make('clean-shutdown'),
  'cut-off': make('cut-off'),
  'cut-off-zookeeper': make('cut-off-zookeeper'),
  'cut-off-controller': make('cut-off-controller'),
  pause: make('pause'),
  'cut-link': make('cut-link'),
  'lost-request': make('lost-request'),
  'repeated-request': make('repeated-request'),
  'isr-shrink': make('isr-shrink'),
  'leader-move': make('leader-move'),
  'controller-failover': make('controller-failover'),
  'lost-zk-answer': make('lost-zk-answer'),
  'id-taken-over': make('id-taken-over'),
  'disk-loss': make('disk-loss'),
  'io-error': make('io-error'),
  'lost-checkpoint': make('lost-checkpoint'),
  'crash-while-loading': make('crash-while-loading'),
  'session-expiry': make('session-expiry'),
  'lost-alter-partition': make('lost-alter-partition'),
  'quorum-loss': make('quorum-loss'),
  'late-fetch': make('late-fetch'),
  'late-read': make('late-read'),
  'directory-failure': make('directory-failure'),
  'directory-move': make('directory-move'),
})
