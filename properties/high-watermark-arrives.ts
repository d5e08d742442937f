import { members, remove, setOf as setFrom, size } from '../kit/bits'
import { replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { replicasOf, stateOf } from '../model/coordinator/coordinator'
import { logEnd } from '../model/replica/disk'
import { maximalIsr } from '../model/replica/isr'
import { entriesOf, recordAt, type Log } from '../model/replica/log'
import type { Cluster } from '../model/state'
import type { BrokerId, Brokers, PartitionId } from '../model/values'
import { activeLeader, takesPartWith } from './active'
import { goesOn } from './healing'
import { converges } from './liveness'
import type { PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * L3: Once nobody produces, the high watermark comes to the log end of the leader, and stays there, if min.insync.replicas active
 * replicas have that log. Nothing comes back: what is down, paused or cut off stays so, and its leader drops it from the ISR. Holds
 * in any run in which no LeaderAndIsr was lost.
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
      const copies = copiesOf(cluster, partition, leader)
      // Partition.effectiveMinIsr (4.3.1): not more are asked for than there are replicas.
      if (size(copies) < Math.min(settings.minIsr, size(replicasOf(cluster, partition)))) return undefined
      return `the high watermark of ${named(leader)} is ${highWatermark}, and its log ends at ${end}; the active replicas ${setOf(copies)} have it`
    },
    isLeftOut: (config, cluster, partition) =>
      cluster.spent['lost-request'] > 0 || cannotDrop(config, cluster, partition),
  })

/** The active replicas that have the leader's log, the leader included. */
const copiesOf = (cluster: Cluster, partition: PartitionId, leader: BrokerId): Brokers => {
  const { disk } = replicaOf(cluster, leader, partition)
  const hasIt = (id: BrokerId): boolean => {
    const copy = replicaOf(cluster, id, partition).disk
    return logEnd(copy) >= logEnd(disk) && agree(disk.log, copy.log)
  }
  return setFrom(
    members(replicasOf(cluster, partition)).filter((id) => takesPartWith(cluster, leader, id) && hasIt(id)),
  )
}

/** Where both have a record, it is the same. What retention or compaction has removed is not missed. */
const agree = (log: Log, other: Log): boolean =>
  entriesOf(log).every(({ offset, record }) => {
    const copy = recordAt(other, offset)
    return copy === undefined || (copy.value === record.value && copy.epoch === record.epoch)
  })

/** Somebody who takes no part holds the high watermark back, and no ISR shrink is left within the bounds. */
const cannotDrop = ({ bounds }: Config, cluster: Cluster, partition: PartitionId): boolean => {
  const { leader } = stateOf(cluster, partition)
  if (cluster.spent['isr-shrink'] < bounds.faults['isr-shrink']) return false
  const { leadership, disk } = replicaOf(cluster, leader, partition)
  const isBehind = (id: BrokerId): boolean => (leadership.remoteLogEnds[id] as number) < logEnd(disk)
  const isGone = (id: BrokerId): boolean =>
    !takesPartWith(cluster, leader, id) || replicaOf(cluster, id, partition).fetcher === 'none'
  return members(remove(maximalIsr(leadership), leader)).some((id) => isBehind(id) && isGone(id))
}
