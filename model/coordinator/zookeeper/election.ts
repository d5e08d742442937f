/** Who leads a partition, and who stays in its ISR: the strategies of the controller (2.1.0). */
import { has, intersect, only, remove } from '../../../kit/bits'
import { NONE } from '../../../kit/schema'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import type { BrokerId, Brokers, PartitionId } from '../../values'
import { assignedTo, replicasOf } from './assignment'
import { sendLeaderAndIsr } from './requests'
import { stateOf, writeState } from './znode'

/** ControllerContext.liveBrokerIds: the live brokers without those in a controlled shutdown. */
export const electable = ({ coordinator: { controller } }: Cluster): Brokers => controller.live & ~controller.stopping

/**
 * The first of `candidates` in the replica assignment, or NONE.
 *
 * Where replicas are not reassigned:
 *
 * Deliberately simplified: the assignment of partition p is all brokers in the order of their ids, starting with broker
 * p (modulo the number of brokers). AdminUtils.assignReplicasToBrokers also takes a random start and shifts the
 * followers.
 */
export const firstInAssignment = (
  { bounds: { firstReplica = 0 } }: Pick<Config, 'bounds'>,
  cluster: Cluster,
  partition: PartitionId,
  candidates: Brokers,
): BrokerId => {
  const assigned = assignedTo(cluster, partition)
  if (assigned !== undefined) return assigned.find((id) => has(candidates, id)) ?? NONE
  const count = cluster.brokers.length
  for (let place = 0; place < count; place++) {
    const broker = (firstReplica + partition + place) % count
    if (has(candidates, broker)) return broker
  }
  return NONE
}

/**
 * The leader has failed: OfflinePartitionLeaderElectionStrategy. The first live member of the ISR in assignment order
 * becomes leader; without one, and with unclean election, the first live replica. Otherwise the partition is offline, and
 * the last member of the ISR stays in it (ReplicaStateMachine.doRemoveReplicasFromIsr).
 */
export const replaceLeader = (config: Config, cluster: Cluster, partition: PartitionId): Cluster => {
  const elected = elect(config, cluster, partition)
  if (elected !== undefined) return elected
  const { isr, leader } = stateOf(cluster, partition)
  return writeState(cluster, partition, NONE, withoutMember(config, isr, leader))
}

/** A leader from the ISR, or from outside it where unclean election is allowed; undefined: nobody can be elected. */
export const elect = (config: Config, cluster: Cluster, partition: PartitionId): Cluster | undefined => {
  const candidates = intersect(electable(cluster), replicasOf(cluster, partition))
  const inSync = intersect(stateOf(cluster, partition).isr, candidates)
  if (inSync !== 0) {
    const elected = firstInAssignment(config, cluster, partition, inSync)
    return announce(writeState(cluster, partition, elected, inSync), partition)
  }
  if (!config.decide.mayElectUnclean(config.settings) || candidates === 0) return undefined
  const leader = firstInAssignment(config, cluster, partition, candidates)
  return announce(writeState(cluster, partition, leader, only(leader)), partition)
}

/**
 * Sends LeaderAndIsr to every live broker. In Kafka PartitionStateMachine.leaderForOffline (2.1.0) leaves out brokers
 * in controlled shutdown. They get the state after a broker failure (ReplicaStateMachine, OfflineReplica), not after a
 * startup.
 */
export const announce = (cluster: Cluster, partition: PartitionId): Cluster =>
  sendLeaderAndIsr(cluster, partition, intersect(cluster.coordinator.controller.live, replicasOf(cluster, partition)))

/** A follower has failed, or shuts down: ReplicaStateMachine.doRemoveReplicasFromIsr. */
export const removeFromIsr = (config: Config, cluster: Cluster, partition: PartitionId, id: BrokerId): Cluster => {
  const { leader, isr } = stateOf(cluster, partition)
  const shrunk = writeState(cluster, partition, leader, withoutMember(config, isr, id))
  const others = remove(intersect(cluster.coordinator.controller.live, replicasOf(cluster, partition)), id)
  const isForAll = config.decide.tellsFollowersOfShrunkIsr()
  return sendLeaderAndIsr(shrunk, partition, isForAll ? others : intersect(others, only(leader)))
}

/** The last member of the ISR stays in it, where the version says so: it may still be elected cleanly. */
export const withoutMember = ({ decide, settings }: Config, isr: Brokers, member: BrokerId): Brokers =>
  isr === only(member) && decide.keepsLastInIsr(settings) ? isr : remove(isr, member)
