import { none } from '../kit/bits'
import { leads, replicaOf } from '../model/cluster'
import { logEnd } from '../model/replica/disk'
import { asSeenFromOld } from '../model/broker/old-process'
import type { Cluster } from '../model/state'
import type { PartitionId } from '../model/values'
import { onEveryStep, type PropertyOf } from './scope'
import { named } from './words'

/**
 * S3: while a broker leads one epoch its high watermark never falls, and never passes its log end. Holds in any run.
 *
 * A follower's high watermark may fall, and up to 2.1 stand beyond its log end for a while; neither is judged.
 */
export const highWatermarkMonotonic: PropertyOf = (judged) =>
  onEveryStep(judged, 'S3 high watermark monotonic', {
    check({ cluster: before }, _, { cluster: after }, partition = 0) {
      const verdict = falls(before, after, partition)
      if (verdict !== undefined || before.old.length === 0 || after.old.length === 0) return verdict
      return falls(asSeenFromOld(before), asSeenFromOld(after), partition)
    },
    sees: () => none,
  })

const falls = (before: Cluster, after: Cluster, partition: PartitionId): string | undefined => {
  for (let id = 0; id < after.brokers.length; id++) {
    const replica = replicaOf(after, id, partition)
    if (!leads(replica, id)) continue
    const { highWatermark, leaderEpoch, disk } = replica
    if (highWatermark > logEnd(disk))
      return `${named(id)} leads with high watermark ${highWatermark} and log end ${logEnd(disk)}`
    const was = replicaOf(before, id, partition)
    if (leads(was, id) && was.leaderEpoch === leaderEpoch && highWatermark < was.highWatermark)
      return `${named(id)} leads epoch ${leaderEpoch}, and its high watermark fell from ${was.highWatermark} to ${highWatermark}`
  }
  return undefined
}
