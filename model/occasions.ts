/**
 * What must be the case somewhere in a cluster before an action of some kind can be enabled. A walk tries most kinds of
 * action at each step, and most of them wait for something rare: a broker that is down, a link that is cut. One look at
 * the cluster tells which kinds need not be tried.
 *
 * No rule depends on this. It leaves out only what the rules would refuse (lab/walking/occasions.test.ts).
 */
import { has, only, type Bits } from '../kit/bits'
import type { Occasions } from '../contract/machine'
import type { Action } from './actions'
import type { Bounds } from './bounds'
import { isRegistered, mayWait } from './cluster'
import { firstOnlineOf } from './coordinator/kraft/directories'
import { memberOf } from './coordinator/kraft/image'
import { UNREGISTERED, type BrokerRegistration, type Kraft, type KraftMember } from './coordinator/kraft/state'
import type { Broker, Cluster, FetcherRequest, Replica } from './state'

/** For any kind that is not in the table below. */
const always = only(0)

const some = {
  brokerDown: only(1),
  brokerPaused: only(2),
  brokerCutOff: only(3),
  brokerOutOfReach: only(4),
  linkCut: only(5),
  brokerStopping: only(6),
  leaderAndIsrWaiting: only(7),
  failureUnnoticed: only(8),
  startUnnoticed: only(9),
  bounceUnnoticed: only(10),
  replicaFetching: only(11),
  replicaTruncating: only(12),
  isrPending: only(13),
  highWatermarkToCheckpoint: only(14),
  requestSent: only(15),
  fetchRead: only(16),
  responseSent: only(17),
  recordToProduce: only(18),
  oldProcess: only(19),
  reassignmentInProgress: only(20),
  stopReplicaLate: only(21),
  metadataToReplay: only(22),
  brokerUnregistered: only(23),
  brokerFenced: only(24),
  alterPartitionSent: only(25),
  alterPartitionAnswered: only(26),
  sessionToEnd: only(27),
  uncommittedOrAhead: only(28),
  lateFetchOrExpansion: only(29),
  directoryAmiss: only(30),
} as const

/** The kinds that wait for something: at least one of these must be the case. */
const needed: Partial<Record<Action['type'], Bits>> = {
  Produce: some.recordToProduce,
  CheckpointHighWatermark: some.highWatermarkToCheckpoint,
  HandleLeaderAndIsr: some.leaderAndIsrWaiting,
  Fetch: some.replicaFetching,
  Truncate: some.replicaTruncating,
  SendFetch: some.replicaFetching,
  SendOffsetsForLeaderEpoch: some.replicaTruncating,
  Serve: some.requestSent,
  Count: some.fetchRead,
  Receive: some.responseSent,
  GiveUp: some.brokerPaused | some.linkCut,
  BrokerFailure: some.failureUnnoticed,
  BrokerStartup: some.startUnnoticed,
  BrokerBounce: some.bounceUnnoticed,
  Stop: some.brokerStopping,
  Start: some.brokerDown,
  Reconnect: some.brokerCutOff,
  ReachAgain: some.brokerOutOfReach,
  WakeUp: some.brokerPaused,
  MendLink: some.linkCut,
  LoseRequest: some.leaderAndIsrWaiting,
  LoseAnswer: some.leaderAndIsrWaiting,
  ZooKeeperAnswers: some.isrPending,
  LoseZkAnswer: some.isrPending,
  TakeOverId: some.brokerCutOff,
  EndOld: some.oldProcess,
  ProduceToOld: some.oldProcess,
  ReadFromOld: some.oldProcess,
  FetchByOld: some.oldProcess,
  TruncateByOld: some.oldProcess,
  OnPartitionReassignment: some.reassignmentInProgress,
  HandleStopReplica: some.leaderAndIsrWaiting,
  RepeatStopReplica: some.leaderAndIsrWaiting,
  HandleLateStopReplica: some.stopReplicaLate,
  ReplayMetadata: some.metadataToReplay,
  RegisterBroker: some.brokerUnregistered,
  FenceBroker: some.sessionToEnd,
  UnfenceBroker: some.brokerFenced,
  HandleAlterPartition: some.alterPartitionSent,
  ReceiveAlterPartition: some.alterPartitionAnswered,
  LoseAlterPartition: some.alterPartitionSent,
  AnswerAsReplaced: some.alterPartitionSent,
  CommitMetadata: some.uncommittedOrAhead,
  HaltAhead: some.uncommittedOrAhead,
  ServeLate: some.lateFetchOrExpansion,
  CountLate: some.lateFetchOrExpansion,
  ExpandIsr: some.lateFetchOrExpansion,
  FetchSlowly: some.replicaFetching,
  SendLate: some.responseSent,
  HandleDirectoriesOffline: some.directoryAmiss,
  UnfenceWithDirectoriesOffline: some.directoryAmiss,
  AssignReplicasToDirs: some.directoryAmiss,
  RepairDirectory: some.directoryAmiss,
  RemoveDirectory: some.directoryAmiss,
}

/** The occasions of a cluster within these bounds, for these kinds of action. */
export const occasions = (bounds: Bounds, kinds: readonly { readonly type: string }[]): Occasions<Cluster> => ({
  needed: kinds.map(({ type }) => needed[type as Action['type']] ?? always),
  of: ({ coordinator: { controller, assignments, kraft }, brokers, old, produced, spent }) => {
    let found =
      always |
      (spent['session-expiry'] < bounds.faults['session-expiry'] ? some.sessionToEnd : 0) |
      ofKraft(kraft[0], brokers) |
      (controller.bounced === 0 ? 0 : some.bounceUnnoticed) |
      (old.length === 0 ? 0 : some.oldProcess)
    for (const { target } of assignments) if (target.length > 0) found |= some.reassignmentInProgress
    for (let partition = 0; partition < produced.length; partition++)
      if (produced[partition] !== bounds.records) found |= some.recordToProduce
    for (let id = 0; id < brokers.length; id++) {
      const broker = brokers[id] as Broker
      found |= ofProcess(broker) | ofRegistration(broker, has(controller.live, id))
      for (let partition = 0; partition < broker.replicas.length; partition++)
        found |= ofReplica(broker.replicas[partition] as Replica)
      for (let partition = 0; partition < broker.fetcherRequests.length; partition++)
        found |= ofRequests(broker.fetcherRequests[partition] as readonly FetcherRequest[])
      for (let partition = 0; partition < broker.lateFetches.length; partition++)
        found |= ofLateFetches(broker.lateFetches[partition] as readonly FetcherRequest[])
    }
    return found
  },
})

/** Who is fenced, who is behind with the metadata, and what is under way to the controller. Nothing with ZooKeeper. */
const ofKraft = (kraft: Kraft | undefined, brokers: readonly Broker[]): Bits => {
  if (kraft === undefined) return 0
  let found: Bits = kraft.uncommitted.length > 0 ? some.uncommittedOrAhead : 0
  const [partitions, registrations] = [kraft.images.at(-1)?.partitions ?? [], kraft.images.at(-1)?.brokers ?? []]
  for (let id = 0; id < brokers.length; id++) {
    const [broker, { isFenced, epoch, firstOnline }] = [brokers[id] as Broker, registrations[id] as BrokerRegistration]
    const member = memberOf(broker)
    const isHeard = broker.isUp && !broker.isCutOff && !broker.isPaused && member.brokerEpoch === epoch
    found |= ofMember(member, kraft.images.length - 1)
    const [directory] = broker.directory
    if (directory !== undefined) {
      if (firstOnline < firstOnlineOf(directory)) found |= some.directoryAmiss
      if (partitions.some(({ directories }) => directories[id] !== directory.id)) found |= some.directoryAmiss
    }
    if (isFenced) found |= some.brokerFenced
    else if (!isHeard) found |= some.sessionToEnd
  }
  return found
}

const ofMember = ({ view, hasPublished, isAhead, brokerEpoch, alterPartitions }: KraftMember, newest: number): Bits => {
  let found: Bits =
    (view < newest || !hasPublished ? some.metadataToReplay : 0) |
    (isAhead ? some.uncommittedOrAhead : 0) |
    (brokerEpoch === UNREGISTERED ? some.brokerUnregistered : 0)
  for (const { stage } of alterPartitions) {
    if (stage === 'request') found |= some.alterPartitionSent
    if (stage === 'answer') found |= some.alterPartitionAnswered
  }
  return found
}

const ofProcess = (broker: Broker): Bits =>
  (broker.isUp ? 0 : some.brokerDown) |
  (broker.isPaused ? some.brokerPaused : 0) |
  (broker.isCutOff ? some.brokerCutOff : 0) |
  (broker.isOutOfReach ? some.brokerOutOfReach : 0) |
  (broker.unreachable === 0 ? 0 : some.linkCut) |
  (broker.isStopping ? some.brokerStopping : 0) |
  (broker.requests.length === 0 ? 0 : some.leaderAndIsrWaiting) |
  (broker.late.length === 0 ? 0 : some.stopReplicaLate) |
  (broker.directory[0]?.hasFailed === true ? some.directoryAmiss : 0)

const ofRegistration = (broker: Broker, isLive: boolean): Bits => {
  if (isRegistered(broker) === isLive) return 0
  return isLive ? some.failureUnnoticed : some.startUnnoticed
}

const ofReplica = ({ fetcher, leadership, highWatermark, disk }: Replica): Bits =>
  (fetcher === 'fetching' ? some.replicaFetching : 0) |
  (fetcher === 'truncating' || fetcher === 'truncatingAgain' ? some.replicaTruncating : 0) |
  (leadership.pendingIsr === 0 ? 0 : some.isrPending) |
  (leadership.joining === 0 ? 0 : some.lateFetchOrExpansion) |
  (highWatermark !== disk.highWatermark ? some.highWatermarkToCheckpoint : 0)

const ofRequests = (row: readonly FetcherRequest[]): Bits => {
  let found = 0
  for (let leader = 0; leader < row.length; leader++) found |= ofRequest(row[leader] as FetcherRequest)
  return found
}

const ofLateFetches = (row: readonly FetcherRequest[]): Bits =>
  row.some(({ stage }) => stage === 'fetch' || stage === 'read') ? some.lateFetchOrExpansion : 0

const ofRequest = (request: FetcherRequest): Bits => {
  const { stage } = request
  if (stage === 'idle') return 0
  if (stage === 'fetch' || stage === 'epochRequest') return some.requestSent
  if (stage === 'read') return some.fetchRead
  return mayWait(request) ? some.responseSent | some.requestSent : some.responseSent
}
