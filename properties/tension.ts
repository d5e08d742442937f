import { replicaOf } from '../model/cluster'
import { partitionCount } from '../model/coordinator/coordinator'
import { endOf, recordAt, type Log } from '../model/replica/log'
import type { Cluster } from '../model/state'
import type { BrokerId, PartitionId } from '../model/values'
import type { World } from './history'

/**
 * How near a cluster is to the accidents of replication, for random walks to come back to. 1: two logs of a partition differ
 * at some offset, so one of them has to be cut. 2: and a follower fetches from a leader in another epoch than its own, so
 * the cut may go wrong. Neither is wrong by itself.
 */
export const tension = ({ cluster }: World): number => {
  let most = 0
  for (let partition = 0; partition < partitionCount(cluster); partition++)
    most = Math.max(most, tensionOf(cluster, partition))
  return most
}

const tensionOf = (cluster: Cluster, partition: PartitionId): number => {
  const logAt = (id: BrokerId): Log => replicaOf(cluster, id, partition).disk.log
  const haveParted = cluster.brokers.some((_, id) =>
    cluster.brokers.some((_other, at) => at < id && differ(logAt(id), logAt(at))),
  )
  if (!haveParted) return 0
  return cluster.brokers.some((_, id) => isOutOfStep(cluster, id, partition)) ? 2 : 1
}

/** Two logs that have come apart stay apart, so the last offset that both have shows it. */
const differ = (a: Log, b: Log): boolean => {
  const last = Math.min(endOf(a), endOf(b)) - 1
  return last >= 0 && recordAt(a, last)?.value !== recordAt(b, last)?.value
}

const isOutOfStep = (cluster: Cluster, id: BrokerId, partition: PartitionId): boolean => {
  const replica = replicaOf(cluster, id, partition)
  const leader = cluster.brokers[replica.leader]?.replicas[partition]
  if (cluster.brokers[id]?.isUp !== true || leader === undefined || leader === replica) return false
  return leader.leader === replica.leader && leader.leaderEpoch !== replica.leaderEpoch
}
