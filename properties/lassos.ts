import { has, members, remove, size } from '../kit/bits'
import { replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { replicasOf, stateOf } from '../model/coordinator/coordinator'
import { logEnd } from '../model/replica/disk'
import { maximalIsr } from '../model/replica/isr'
import { entriesOf } from '../model/replica/log'
import type { Cluster, Replica } from '../model/state'
import type { BrokerId, PartitionId } from '../model/values'
import { activeLeader, takesPartWith } from './active'
import { goesOn, isRoutine } from './healing'
import { converges } from './liveness'
import type { PropertyOf } from './scope'
import { named } from './words'

/**
 * L3: The high watermark comes to the log end of the leader, once nobody produces, if min.insync.replicas active replicas have
 * the log of the leader. Nothing comes back: what is down, paused or cut off stays so, and the leader drops it. Holds in any run
 * in which no LeaderAndIsr was lost.
 */
export const highWatermarkArrives: PropertyOf = (judged) =>
  converges(judged, 'L3 the high watermark arrives', {
    needsEpochs: true,
    heals: goesOn,
    stays: true,
    lacks({ settings }, cluster, partition) {
      const leader = activeLeader(cluster, partition)
      if (leader === undefined) return undefined
      const { highWatermark, disk } = replicaOf(cluster, leader, partition)
      const end = logEnd(disk)
      if (highWatermark >= end) return undefined
      const replicas = replicasOf(cluster, partition)
      const copies = members(replicas).filter(
        (id) => takesPartWith(cluster, leader, id) && hasLogOf(cluster, partition, leader, id),
      )
      if (copies.length < Math.min(settings.minIsr, size(replicas))) return undefined
      return `the high watermark of ${named(leader)} is ${highWatermark}, and its log ends at ${end}, which ${copies.map(named).join(' and ')} ${copies.length === 1 ? 'has' : 'have'}`
    },
    isLeftOut: (config, cluster, partition) =>
      cluster.spent['lost-request'] > 0 || cannotDrop(config, cluster, partition),
  })

/** Somebody holds the high watermark back who takes no part, and no ISR shrink is left within the bounds. */
const cannotDrop = ({ bounds }: Config, cluster: Cluster, partition: PartitionId): boolean => {
  const { leader } = stateOf(cluster, partition)
  if (cluster.spent['isr-shrink'] < bounds.faults['isr-shrink']) return false
  const { leadership, disk } = replicaOf(cluster, leader, partition)
  return members(remove(maximalIsr(leadership), leader)).some(
    (id) =>
      (leadership.remoteLogEnds[id] as number) < logEnd(disk) &&
      (!takesPartWith(cluster, leader, id) || replicaOf(cluster, id, partition).fetcher === 'none'),
  )
}

/**
 * L5: Every active replica is in the ISR in the end, and stays there, if the leader is active and the two reach each other. Nothing
 * comes back. Holds in any run in which no LeaderAndIsr was lost.
 */
export const activeInIsr: PropertyOf = (judged) =>
  converges(judged, 'L5 active replicas are in the ISR', {
    needsEpochs: true,
    heals: isRoutine,
    stays: true,
    lacks(_, cluster, partition) {
      const leader = activeLeader(cluster, partition)
      if (leader === undefined) return undefined
      const { isr } = stateOf(cluster, partition)
      const outside = members(replicasOf(cluster, partition)).find(
        (id) => !has(isr, id) && takesPartWith(cluster, leader, id),
      )
      return outside === undefined ? undefined : `${named(outside)} is active, and is not in the ISR`
    },
    isLeftOut: (_, { spent }) => spent['lost-request'] > 0,
  })

/**
 * L10: Truncation ends: an active replica that follows an active leader in its epoch comes to have no record that differs from
 * the leader's, and none beyond its log end, and fetches. In any run, and within any bounds: the two need nobody else.
 */
export const truncationEnds: PropertyOf = (judged) =>
  converges(judged, 'L10 truncation ends', {
    needsEpochs: false,
    heals: isRoutine,
    stays: true,
    lacks(_, cluster, partition) {
      const leader = activeLeader(cluster, partition)
      if (leader === undefined) return undefined
      const ahead = replicaOf(cluster, leader, partition)
      for (const id of members(remove(replicasOf(cluster, partition), leader))) {
        const replica = replicaOf(cluster, id, partition)
        const follows = replica.leader === leader && replica.leaderEpoch === ahead.leaderEpoch
        if (!follows || !takesPartWith(cluster, leader, id)) continue
        const wrong = hasToTruncate(ahead, replica)
        if (wrong !== undefined) return `${named(id)} ${wrong} ${named(leader)}`
      }
      return undefined
    },
    isLeftOut: () => false,
  })

const hasToTruncate = (ahead: Replica, replica: Replica): string | undefined => {
  if (replica.fetcher === 'truncating' || replica.fetcher === 'truncatingAgain')
    return 'has not finished truncating to the log of'
  if (logEnd(replica.disk) > logEnd(ahead.disk)) return 'has a longer log than'
  return differ(ahead, replica) ? 'has a record that is not that of' : undefined
}

/** At some offset both have a record, and not the same. */
const differ = (one: Replica, other: Replica): boolean => {
  const known = new Map(entriesOf(one.disk.log).map(({ offset, record }) => [offset, record]))
  return entriesOf(other.disk.log).some(({ offset, record }) => {
    const there = known.get(offset)
    return there !== undefined && (there.epoch !== record.epoch || there.value !== record.value)
  })
}

const hasLogOf = (cluster: Cluster, partition: PartitionId, leader: BrokerId, id: BrokerId): boolean => {
  const [ahead, behind] = [replicaOf(cluster, leader, partition), replicaOf(cluster, id, partition)]
  return logEnd(behind.disk) >= logEnd(ahead.disk) && !differ(ahead, behind)
}
