import { none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { replicaOf } from '../model/cluster'
import { settingsWithin } from '../model/config'
import { endOf, isSameRecord, recordAt } from '../model/replica/log'
import { isSince } from '../model/versions/timeline'
import { worldParts } from './footprints/world'
import { historyOf } from './history'
import { copiesGone, leastCopies } from './least-copies'
import { stepInCleanRuns, type PropertyOf } from './scope'
import { recordName } from './words'

/**
 * S17': at the moment at which a high watermark passes a record, at least as many brokers hold it as the min.insync.replicas in force, or
 * as there are replicas. Whatever producers ask for: consumers can read it from then on. A machine that has lost records since, or a
 * replica that was removed, is not counted against it. Promised since 3.7 (KAFKA-15583), with KRaft, in clean runs.
 */
export const committedByMinIsr: PropertyOf = (judged) => {
  const { settings, bounds, protocol } = judged
  const versions = settingsWithin(settings, bounds)
  if (bounds.kraft === undefined || !isSince(protocol.release, '3.7')) return undefined
  if (versions.every(({ minIsr }) => minIsr < 2)) return undefined
  const parts = onDemand(() => worldParts(bounds))
  return stepInCleanRuns(judged, "S17' committed by min.insync.replicas", {
    check({ cluster: was, history: before }, _, { cluster, history }, partition = 0) {
      const [{ truth }, end] = [historyOf(history, partition), endOf(historyOf(before, partition).truth)]
      const least = leastCopies(versions[was.configVersion] ?? settings, cluster, partition)
      for (let offset = end; offset < endOf(truth); offset++) {
        const record = recordAt(truth, offset)
        const copies = cluster.brokers.filter((_broker, id) =>
          isSameRecord(recordAt(replicaOf(cluster, id, partition).disk.log, offset), record),
        ).length
        if (copies + copiesGone(history.losses, cluster, partition) < least)
          return `${recordName(record)} is committed with ${copies} of min.insync.replicas=${least} copies`
      }
      return undefined
    },
    sees: ({ history: before }, _, { history }) =>
      history.partitions.some(({ truth }, at) => truth !== historyOf(before, at).truth)
        ? parts().all.log | parts().told
        : none,
  })
}
