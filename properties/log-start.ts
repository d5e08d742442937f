import { brokerOf, leads, replicaOf } from '../model/cluster'
import { logStart } from '../model/replica/disk'
import { inCleanRuns, type PropertyOf } from './scope'
import { named } from './words'

/**
 * S20: the log of a leader starts at or below its high watermark: nothing is deleted that is not committed, and there is an
 * offset from which consumers can read. Promised in clean runs, where the log on disk is modelled.
 */
export const logStartCommitted: PropertyOf = (judged) => {
  if (judged.bounds.storage === undefined) return undefined
  return inCleanRuns(judged, 'S20 the log starts at or below the high watermark', ({ cluster }, partition = 0) => {
    for (let id = 0; id < cluster.brokers.length; id++) {
      const replica = replicaOf(cluster, id, partition)
      const start = logStart(replica.disk)
      if (brokerOf(cluster, id).isUp && leads(replica, id) && start > replica.highWatermark)
        return `${named(id)} leads, its log starts at offset ${start}, and its high watermark is ${replica.highWatermark}`
    }
    return undefined
  })
}
