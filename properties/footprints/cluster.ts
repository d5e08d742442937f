import { none, type Bits } from '../../kit/bits'
import type { Footprints } from '../../contract/machine'
import type { Action, ActionOf } from '../../model/actions'
import {
  answersMayBeLate,
  fetchesMayBeLate,
  idsCanBeTakenOver,
  isrAnswersCanBeLost,
  type Bounds,
} from '../../model/bounds'
import { brokerOf, replicaOf } from '../../model/cluster'
import { statesOf } from '../../model/coordinator/coordinator'
import type { KraftAction } from '../../model/kraft-texts'
import type { LateAction } from '../../model/late-texts'
import type { ReassignmentAction } from '../../model/reassignment-texts'
import type { StorageAction } from '../../model/storage-texts'
import type { BrokerId, PartitionId } from '../../model/values'
import type { Cluster } from '../../model/state'
import { changedIn } from './changes'
import { describedParts, partsWithin, type Parts } from './parts'

/**
 * What the steps of a cluster look at and change, in every version: partial order (explorer/partial-order.ts) takes two steps
 * that have nothing to do with each other in one order only.
 *
 * What a step looks at is said by its kind, and rather more than less; a test holds it to the truth. What it changes is found by
 * looking: a rule leaves what it does not change as it is.
 */
export const clusterFootprints = (bounds: Bounds): Footprints<Cluster, Action> => {
  const parts = partsWithin(bounds)
  if (
    idsCanBeTakenOver(bounds) ||
    bounds.storage !== undefined ||
    bounds.reassign !== undefined ||
    bounds.kraft !== undefined ||
    fetchesMayBeLate(bounds) ||
    answersMayBeLate(bounds)
  )
    return ofEverything(bounds, parts)
  const looksAt = lookedAt(parts, lockWithin(parts, bounds))
  // A write to ZooKeeper makes every copy of its version stale, and would do so to those that are stale already.
  const versions = parts.all.leadership | parts.all.requests
  return {
    parts: describedParts(bounds),
    changes: changedIn(parts),
    looksAt: (before, action, after) =>
      looksAt(before, action, after) | (statesOf(before) === statesOf(after) ? none : versions),
  }
}

/**
 * Where an old process may serve, whom a step is about depends on who is connected to whom: so it looks at everything. Where
 * the log on disk is modelled, the clock and the configuration may matter to any step. With KRaft nothing is declared: a step may change the
 * places of images that other brokers hold.
 */
const ofEverything = (bounds: Bounds, parts: Parts): Footprints<Cluster, Action> => {
  const everything = 2 ** parts.count - 1
  const changes = bounds.kraft === undefined ? changedIn(parts) : () => everything
  return { parts: describedParts(bounds), changes, looksAt: () => everything }
}

type Look<A> = (action: A, before: Cluster, after: Cluster) => Bits

type Looks<T extends Action['type']> = { readonly [K in T]: Look<ActionOf<K>> }

/** What a step of each kind looks at, or changes to something that does not depend on what was there. */
const lookedAt = (parts: Parts, lock: Lock): Footprints<Cluster, Action>['looksAt'] => {
  const looks: Looks<Action['type']> = {
    ...byReplicas(parts, lock),
    ...byMessages(parts),
    ...byController(parts),
    ...byEnvironment(parts),
    ...byOldProcesses(parts),
    ...byStorage(parts),
    ...byReassignment(parts),
    ...byKraft(parts),
    ...byLate(parts),
  }
  return (before, action, after) => (looks[action.type] as Look<Action>)(action, before, after)
}

/** A broker with its log, its high watermark, and the leader that it believes in. */
const replicaPartsOf =
  ({ life, log, belief, highWatermark }: Parts) =>
  (id: BrokerId): Bits =>
    life(id) | log(id) | belief(id) | highWatermark(id)

const leaderOf =
  (parts: Parts) =>
  (id: BrokerId): Bits =>
    replicaPartsOf(parts)(id) | parts.leadership(id)

/** A broker that halts forgets all but its disk, and breaks the connections on which others wait. */
const haltOf =
  ({ whole, all }: Parts) =>
  (id: BrokerId, after: Cluster): Bits =>
    brokerOf(after, id).isUp ? none : whole(id) | all.fetcherRequests

/** The leader that a follower asks about a partition. */
const followed = (cluster: Cluster, { follower, partition }: Follower): BrokerId =>
  replicaOf(cluster, follower, partition).leader

interface Follower {
  readonly follower: BrokerId
  readonly partition: PartitionId
}

type Lock = (leader: BrokerId) => Bits

/** Who asks a leader looks whether its partition is locked, where an ISR write may be pending. */
const lockWithin = ({ leadership }: Parts, bounds: Bounds): Lock =>
  isrAnswersCanBeLost(bounds) ? leadership : () => none

/** A leader that writes an ISR under an old version looks what the znode holds. */
const foundBy =
  ({ states }: Parts) =>
  (cluster: Cluster, leader: BrokerId, partition: PartitionId): Bits => {
    const replica = cluster.brokers[leader]?.replicas[partition]
    return replica?.leader === leader && !replica.leadership.zkVersionIsCurrent ? states : none
  }

const byReplicas = (
  parts: Parts,
  lock: Lock,
): Looks<
  | 'Produce'
  | 'Fetch'
  | 'Truncate'
  | 'ConsumerFetch'
  | 'RefuseProducer'
  | 'TimeOutProducer'
  | 'CheckpointHighWatermark'
  | 'ShrinkIsr'
  | 'HandleLeaderAndIsr'
  | 'LoseAnswer'
  | 'PassLagTime'
  | 'ZooKeeperAnswers'
  | 'LoseZkAnswer'
> => {
  const [replica, leader, halted, found] = [replicaPartsOf(parts), leaderOf(parts), haltOf(parts), foundBy(parts)]
  const { life, belief, leadership, highWatermark, checkpoint, requests, states, produced, spent } = parts
  const asked = (id: BrokerId): Bits => replica(id) | lock(id)
  return {
    Produce: ({ broker }) => leader(broker) | produced,
    Fetch: (action, before, after) =>
      replica(action.follower) |
      leader(followed(before, action)) |
      found(before, followed(before, action), action.partition) |
      halted(action.follower, after),
    Truncate: (action, before) => replica(action.follower) | asked(followed(before, action)),
    ConsumerFetch: ({ broker }) => asked(broker),
    RefuseProducer: ({ broker }) => leader(broker),
    TimeOutProducer: ({ broker }) => leader(broker),
    CheckpointHighWatermark: ({ broker }) => life(broker) | belief(broker) | highWatermark(broker) | checkpoint(broker),
    ShrinkIsr: ({ leader: id, partition }, before) => leader(id) | found(before, id, partition) | spent,
    PassLagTime: ({ leader: id }) => belief(id) | leadership(id),
    ZooKeeperAnswers: ({ leader: id }) => leader(id),
    LoseZkAnswer: ({ leader: id }) => leader(id) | states | spent,
    HandleLeaderAndIsr: ({ broker }) => leader(broker) | requests(broker),
    LoseAnswer: ({ broker }) => leader(broker) | requests(broker) | spent,
  }
}

const byMessages = (
  parts: Parts,
): Looks<'SendFetch' | 'SendOffsetsForLeaderEpoch' | 'Serve' | 'Count' | 'Receive' | 'GiveUp'> => {
  const [replica, leader, halted, found] = [replicaPartsOf(parts), leaderOf(parts), haltOf(parts), foundBy(parts)]
  const { life, fetcherRequests } = parts
  const asking: Look<Follower> = (action, before) =>
    replica(action.follower) | fetcherRequests(action.follower) | life(followed(before, action))
  return {
    SendFetch: asking,
    SendOffsetsForLeaderEpoch: asking,
    Serve: ({ leader: id, follower }) => leader(id) | fetcherRequests(follower) | replica(follower),
    Count: ({ leader: id, follower, partition }, before) =>
      leader(id) | fetcherRequests(follower) | found(before, id, partition),
    Receive: ({ leader: id, follower, partition }, before, after) =>
      fetcherRequests(follower) |
      replica(follower) |
      leader(id) |
      found(before, id, partition) |
      halted(follower, after),
    GiveUp: ({ leader: id, follower }) => fetcherRequests(follower) | life(follower) | life(id),
  }
}

const byController = ({
  controller,
  states,
  spent,
  life,
  requests,
  all,
}: Parts): Looks<
  'BrokerFailure' | 'BrokerStartup' | 'BrokerBounce' | 'MoveLeader' | 'ControlledShutdown' | 'ControllerFailover'
> => {
  const noticing: Look<{ readonly broker: BrokerId }> = ({ broker }) =>
    controller | states | life(broker) | requests(broker)
  return {
    BrokerFailure: noticing,
    BrokerStartup: noticing,
    BrokerBounce: noticing,
    MoveLeader: () => controller | states | spent,
    ControlledShutdown: ({ broker }) => controller | states | spent | life(broker),
    ControllerFailover: () => controller | states | spent | all.life,
  }
}

const byEnvironment = (
  parts: Parts,
): Looks<
  | 'Stop'
  | 'StopUnasked'
  | 'Start'
  | 'ProcessCrash'
  | 'MachineCrash'
  | 'CutOff'
  | 'CutOffZooKeeper'
  | 'CutOffController'
  | 'ReachAgain'
  | 'Reconnect'
  | 'Pause'
  | 'WakeUp'
  | 'CutLink'
  | 'MendLink'
  | 'LoseRequest'
> => {
  const { life, requests, controller, spent, whole, all } = parts
  const ending: Look<{ readonly broker: BrokerId }> = ({ broker }) => whole(broker) | all.fetcherRequests
  return {
    Stop: ending,
    StopUnasked: ({ broker }) => whole(broker) | all.fetcherRequests | spent,
    Start: (action, before, after) => ending(action, before, after) | controller,
    ProcessCrash: ({ broker }) => whole(broker) | all.fetcherRequests | spent,
    MachineCrash: ({ broker }) => whole(broker) | all.fetcherRequests | spent,
    CutOff: ({ broker }) => life(broker) | spent,
    CutOffZooKeeper: ({ broker }) => life(broker) | spent,
    CutOffController: ({ broker }) => life(broker) | spent,
    ReachAgain: ({ broker }) => life(broker),
    Reconnect: ({ broker }) => life(broker) | requests(broker) | controller,
    Pause: ({ broker }) => life(broker) | spent,
    WakeUp: ({ broker }) => life(broker) | requests(broker) | controller,
    CutLink: ({ from }) => life(from) | spent,
    MendLink: ({ from }) => life(from),
    LoseRequest: ({ broker }) => requests(broker) | spent,
  }
}

/** Where the log on disk is modelled each step looks at everything, so nobody asks about these. */
const byStorage = ({ whole, spent }: Parts): Looks<StorageAction> => {
  const ofBroker: Look<{ readonly broker: BrokerId }> = ({ broker }) => whole(broker) | spent
  const ofAll = (): Bits => spent
  return {
    FetchTooEarly: ({ follower }) => whole(follower) | spent,
    PassTime: ofAll,
    ChangeConfig: ofAll,
    DeleteRecords: ofBroker,
    DeleteOldSegments: ofBroker,
    CleanLog: ofBroker,
    FlushSegments: ofBroker,
    CheckpointLogStart: ofBroker,
    CheckpointRecoveryPoint: ofBroker,
    LoseDisk: ofBroker,
    LoseHighWatermarks: ofBroker,
    LoseLogStarts: ofBroker,
    LoseEpochs: ofBroker,
    CrashWhileLoading: ofBroker,
    FailLogDir: ofBroker,
    FailIndex: ofBroker,
    FailAppend: ofBroker,
    HaltFailed: ofBroker,
  }
}

/** Where replicas move each step looks at everything too. */
const byReassignment = ({ whole, spent, controller, states }: Parts): Looks<ReassignmentAction> => {
  const ofBroker: Look<{ readonly broker: BrokerId }> = ({ broker }) => whole(broker) | spent
  return {
    Reassign: () => controller,
    OnPartitionReassignment: () => controller | states,
    HandleStopReplica: ofBroker,
    RepeatStopReplica: ofBroker,
    HandleLateStopReplica: ofBroker,
  }
}

/** With KRaft nothing is declared: each step looks at everything. */
const byKraft = ({ whole, states }: Parts): Looks<KraftAction> => {
  const ofBroker: Look<{ readonly broker: BrokerId }> = ({ broker }) => whole(broker) | states
  const ofLeader: Look<{ readonly leader: BrokerId }> = ({ leader }) => whole(leader) | states
  return {
    ReplayMetadata: ofBroker,
    RegisterBroker: ofBroker,
    FenceBroker: ofBroker,
    UnfenceBroker: ofBroker,
    HandleAlterPartition: ofLeader,
    ReceiveAlterPartition: ofLeader,
    LoseAlterPartition: ofLeader,
    CommitMetadata: () => states,
    AnswerAsReplaced: ofLeader,
    LoseMetadata: () => states,
    HaltAhead: ofBroker,
    FailDirectory: ofBroker,
    ReplaceWithFutureLog: ofBroker,
    HandleDirectoriesOffline: ofBroker,
    UnfenceWithDirectoriesOffline: ofBroker,
    AssignReplicasToDirs: ofBroker,
    RepairDirectory: ofBroker,
    RemoveDirectory: ofBroker,
  }
}

/** Where something may be late each step looks at everything, too. */
const byLate = ({ whole, spent }: Parts): Looks<LateAction> => {
  const ofBoth: Look<{ readonly leader: BrokerId; readonly follower: BrokerId }> = ({ leader, follower }) =>
    whole(leader) | whole(follower) | spent
  return {
    ServeLate: ofBoth,
    CountLate: ofBoth,
    ExpandIsr: ({ leader }) => whole(leader),
    FetchSlowly: (action, before) => whole(action.follower) | whole(followed(before, action)) | spent,
    SendLate: ofBoth,
  }
}

/** An old process has no part of its own: where there may be one, each step looks at everything. */
const byOldProcesses = ({
  whole,
  spent,
}: Parts): Looks<'TakeOverId' | 'EndOld' | 'ProduceToOld' | 'ReadFromOld' | 'FetchByOld' | 'TruncateByOld'> => ({
  TakeOverId: ({ broker }) => whole(broker) | spent,
  EndOld: ({ broker }) => whole(broker),
  ProduceToOld: ({ broker }) => whole(broker),
  ReadFromOld: ({ broker }) => whole(broker),
  FetchByOld: ({ follower }) => whole(follower),
  TruncateByOld: ({ follower }) => whole(follower),
})
