import { withOldProcess } from './old-process'
import { brokerOf, replicaOf } from '../model/cluster'
import { logEnd } from '../model/replica/disk'
import { firstDifference, recordAt } from '../model/replica/log'
import { inCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/** S4: two running replicas agree on all that lies below the high watermarks of both. Promised in clean runs. */
export const logMatching: PropertyOf = (judged) =>
  inCleanRuns(
    judged,
    'S4 log matching',
    withOldProcess(({ cluster }, partition = 0) => {
      for (let id = 0; id < cluster.brokers.length; id++) {
        if (!brokerOf(cluster, id).isUp) continue
        const a = replicaOf(cluster, id, partition)
        for (let other = id + 1; other < cluster.brokers.length; other++) {
          if (!brokerOf(cluster, other).isUp) continue
          const b = replicaOf(cluster, other, partition)
          const end = Math.min(a.highWatermark, b.highWatermark, logEnd(a.disk), logEnd(b.disk))
          const offset = firstDifference(a.disk.log, b.disk.log, end)
          if (offset < 0) continue
          return `at offset ${offset}, below both high watermarks, ${named(id)} has ${recordName(recordAt(a.disk.log, offset))} and ${named(other)} has ${recordName(recordAt(b.disk.log, offset))}`
        }
      }
      return undefined
    }),
  )
