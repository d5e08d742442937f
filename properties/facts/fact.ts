import { canStop, type Bounds, type Settings } from '../../model/bounds'
import { brokerOf, leads, replicaOf } from '../../model/cluster'
import { stateOf, type PartitionState } from '../../model/coordinator/coordinator'
import type { Broker, Cluster, Replica } from '../../model/state'
import type { BrokerId, PartitionId } from '../../model/values'
import type { Decisions } from '../../model/versions/decisions'
import { historyOf, type PartitionHistory, type World } from '../history'

/** Something interesting that can happen, as it can be seen in a state. */
export interface Fact {
  readonly name: string
  /** Within which bounds, with which settings, in which version it ought to be possible. */
  readonly takes: (bounds: Bounds, settings: Settings, decide: Decisions) => boolean
  readonly found: (world: World) => boolean
  /** A complete search that does not meet it is worth nothing. */
  readonly isRequired?: boolean
  /** It is about znodes, ZooKeeper sessions or requests of the controller: a cluster with KRaft has none of them. */
  readonly isOfZooKeeper?: boolean
  /** It is about the metadata log, registrations or AlterPartition: a cluster with ZooKeeper has none of them. */
  readonly isOfKraft?: boolean
  /** It is about what a machine that forgets drops (model/coordinator/kraft/forgetting.ts), so such a machine does not tell. */
  readonly isOfDropped?: boolean
}

/** Such a fact can be asked of this cluster. */
export const isAbout = (
  { isOfZooKeeper = false, isOfKraft = false, isOfDropped = false }: Fact,
  { kraft }: Pick<Bounds, 'kraft'>,
): boolean => !(kraft === undefined ? isOfKraft : isOfZooKeeper) && !(isOfDropped && kraft?.forgets === true)

export const faulty =
  (...kinds: readonly (keyof Bounds['faults'])[]) =>
  ({ faults }: Bounds): boolean =>
    kinds.some((kind) => faults[kind] > 0)

/** There is a replica beside that of the leader. */
export const hasFollowers = ({ brokers }: Bounds): boolean => brokers > 1

export const movesLeader = (bounds: Bounds): boolean =>
  hasFollowers(bounds) && bounds.epochs > 1 && (canStop(bounds) || faulty('cut-off', 'leader-move')(bounds))

export const movesLeaderTwice = (bounds: Bounds): boolean =>
  hasFollowers(bounds) && bounds.epochs > 2 && bounds.faults['leader-move'] > 1

/** One replica in one state of the world, with all that a fact may ask about it. */
export interface At {
  readonly world: World
  readonly cluster: Cluster
  readonly partition: PartitionId
  readonly id: BrokerId
  readonly broker: Broker
  readonly replica: Replica
  /** What was agreed about the partition. */
  readonly state: PartitionState
  readonly history: PartitionHistory
}

type Ask = (at: At) => boolean

const at = (world: World, partition: PartitionId, id: BrokerId): At => ({
  world,
  cluster: world.cluster,
  partition,
  id,
  broker: brokerOf(world.cluster, id),
  replica: replicaOf(world.cluster, id, partition),
  state: stateOf(world.cluster, partition),
  history: historyOf(world.history, partition),
})

/** Some replica of some partition is like that. */
export const someReplica =
  (is: Ask): Fact['found'] =>
  (world) =>
    world.history.partitions.some((_, partition) =>
      world.cluster.brokers.some((_broker, id) => is(at(world, partition, id))),
    )

/** Some broker that believes it is leader of some partition is like that. */
export const leaderWhere = (is: Ask): Fact['found'] => someReplica((one) => leads(one.replica, one.id) && is(one))

/** Some partition is like that. */
export const somePartition =
  (
    is: (state: PartitionState, history: PartitionHistory, world: World, partition: PartitionId) => boolean,
  ): Fact['found'] =>
  (world) =>
    world.history.partitions.some((past, partition) => is(stateOf(world.cluster, partition), past, world, partition))

export const someBroker =
  (is: (broker: Broker, id: BrokerId, cluster: Cluster) => boolean): Fact['found'] =>
  ({ cluster }) =>
    cluster.brokers.some((broker, id) => is(broker, id, cluster))

/** The replicas of a partition, by broker. */
export const replicasOf = ({ brokers }: Cluster, partition: PartitionId): readonly Replica[] =>
  brokers.map(({ replicas }) => replicas[partition] as Replica)
