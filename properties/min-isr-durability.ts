import { members, none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { replicaOf } from '../model/cluster'
import { settingsWithin } from '../model/config'
import { holds } from '../model/replica/log'
import { worldParts } from './footprints/world'
import { historyOf } from './history'
import { copiesGone, leastCopies } from './least-copies'
import { onEveryStep, type PropertyOf } from './scope'
import { letter } from './words'

/**
 * S17: at the moment at which a record is acknowledged (acks=all), at least as many brokers hold it as the
 * min.insync.replicas in force; the page cache counts. With KRaft not more are asked for than there are replicas, and a machine that has lost records since, or a replica that was removed, is not counted against it. Holds in any run.
 */
export const minIsrDurability: PropertyOf = (judged) => {
  const { settings, bounds } = judged
  const versions = settingsWithin(settings, bounds)
  if (settings.acks !== 'all' || versions.every(({ minIsr }) => minIsr < 2)) return undefined
  const parts = onDemand(() => worldParts(bounds))
  return onEveryStep(judged, 'S17 acknowledged by min.insync.replicas', {
    check({ cluster: was, history: before }, _, { cluster, history }, partition = 0) {
      const inForce = versions[was.configVersion] ?? settings
      const minIsr = bounds.kraft === undefined ? inForce.minIsr : leastCopies(inForce, cluster, partition)
      // An ISR that grows is answered later than the fetch that it grows by. A machine may lose in between what its leader counts.
      const mayHaveLost = bounds.kraft === undefined ? 0 : copiesGone(history.losses, cluster, partition)
      const fresh = historyOf(history, partition).acknowledged & ~historyOf(before, partition).acknowledged
      for (const value of members(fresh)) {
        const copies = cluster.brokers.filter((_broker, id) =>
          holds(replicaOf(cluster, id, partition).disk.log, value),
        ).length
        if (copies + mayHaveLost < minIsr)
          return `${letter(value)} was acknowledged with ${copies} of min.insync.replicas=${minIsr} copies`
      }
      return undefined
    },
    sees: ({ history: before }, _, { history }) =>
      history.partitions.some(({ acknowledged }, at) => acknowledged !== historyOf(before, at).acknowledged)
        ? parts().all.log
        : none,
  })
}
