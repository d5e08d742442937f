import { brokerOf, replicaOf } from '../model/cluster'
import { logEnd, type Disk } from '../model/replica/disk'
import { always, type PropertyOf } from './scope'
import { named } from './words'

/**
 * S7: the entries of a leader-epoch cache strictly increase, epochs and offsets, and none starts beyond the log end.
 * Holds in any run, for brokers that run: a crash may leave entries beyond the end, and loading drops them.
 */
export const epochCacheMonotone: PropertyOf = (judged) =>
  always(judged, 'S7 epoch cache monotone', ({ cluster }, partition = 0) => {
    for (let id = 0; id < cluster.brokers.length; id++) {
      if (brokerOf(cluster, id).isUp && !isMonotone(replicaOf(cluster, id, partition).disk))
        return `the epoch cache of ${named(id)} is not increasing, or reaches beyond its log`
    }
    return undefined
  })

const isMonotone = (disk: Disk): boolean =>
  disk.epochs.every((entry, index) => {
    const next = disk.epochs[index + 1]
    if (next === undefined) return entry.startOffset <= logEnd(disk)
    return entry.epoch < next.epoch && entry.startOffset < next.startOffset
  })
