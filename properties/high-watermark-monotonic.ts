import { none } from '../kit/bits'
import { leads } from '../model/cluster'
import type { PropertyOf } from './scope'
import { named } from './words'

/**
 * S3: while a broker leads one epoch its high watermark never falls, and never passes its log end. Holds in any run.
 *
 * A follower's high watermark may fall, and up to 2.1 stand beyond its log end for a while; neither is judged.
 */
export const highWatermarkMonotonic: PropertyOf = () => ({
  kind: 'step',
  name: 'S3 high watermark monotonic',
  check: ({ cluster: before }, _, { cluster: after }) => {
    for (const [id, { replica }] of after.brokers.entries()) {
      if (!leads(replica, id)) continue
      const { highWatermark, leaderEpoch, disk } = replica
      if (highWatermark > disk.log.length)
        return `${named(id)} leads with high watermark ${highWatermark} and log end ${disk.log.length}`
      const was = before.brokers[id]?.replica
      const ledOn = was !== undefined && leads(was, id) && was.leaderEpoch === leaderEpoch
      if (ledOn && highWatermark < was.highWatermark) {
        return `${named(id)} leads epoch ${leaderEpoch}, and its high watermark fell from ${was.highWatermark} to ${highWatermark}`
      }
    }
    return undefined
  },
  sees: () => none,
})
