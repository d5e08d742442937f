import { members, none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { replicaOf } from '../model/cluster'
import { holds } from '../model/replica/log'
import { worldParts } from './footprints/world'
import { historyOf } from './history'
import { onEveryStep, type PropertyOf } from './scope'
import { letter } from './words'

/**
 * S17: at the moment at which a record is acknowledged (acks=all), at least min.insync.replicas brokers hold it; the page
 * cache counts. Holds in any run.
 */
export const minIsrDurability: PropertyOf = (judged) => {
  const { settings, bounds } = judged
  if (settings.acks !== 'all' || settings.minIsr < 2) return undefined
  const parts = onDemand(() => worldParts(bounds))
  return onEveryStep(judged, 'S17 acknowledged by min.insync.replicas', {
    check({ history: before }, _, { cluster, history }, partition = 0) {
      const fresh = historyOf(history, partition).acknowledged & ~historyOf(before, partition).acknowledged
      for (const value of members(fresh)) {
        const copies = cluster.brokers.filter((_broker, id) =>
          holds(replicaOf(cluster, id, partition).disk.log, value),
        ).length
        if (copies < settings.minIsr)
          return `${letter(value)} was acknowledged with ${copies} of min.insync.replicas=${settings.minIsr} copies`
      }
      return undefined
    },
    sees: ({ history: before }, _, { history }) =>
      history.partitions.some(({ acknowledged }, at) => acknowledged !== historyOf(before, at).acknowledged)
        ? parts().all.log
        : none,
  })
}
