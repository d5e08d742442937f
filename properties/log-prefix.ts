import { withOldProcess } from './old-process'
import { replicaOf } from '../model/cluster'
import { firstDifference, lastShared, recordAt } from '../model/replica/log'
import { always, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S4': where two logs have a record of the same epoch at the same offset, they agree on all before it. Two replicas that
 * break this have diverged for good: no truncation will ever find out. Holds in any run in which no leader loses records
 * and goes on in the same epoch (B27), and is therefore judged in every run.
 *
 * From 2.1 on, that is: it is what KIP-101, KIP-279 and KIP-320 were made for.
 */
export const logPrefix: PropertyOf = (judged) =>
  always(
    judged,
    "S4' log prefix",
    withOldProcess(({ cluster }, partition = 0) => {
      for (let id = 0; id < cluster.brokers.length; id++) {
        const a = replicaOf(cluster, id, partition).disk.log
        for (let other = id + 1; other < cluster.brokers.length; other++) {
          const b = replicaOf(cluster, other, partition).disk.log
          const end = lastShared(a, b)
          const offset = end < 0 ? -1 : firstDifference(a, b, end)
          if (offset < 0) continue
          return `${named(id)} and ${named(other)} agree at offset ${end} (${recordName(recordAt(a, end))}), and differ before it: at offset ${offset} one has ${recordName(recordAt(a, offset))}, the other ${recordName(recordAt(b, offset))}`
        }
      }
      return undefined
    }),
  )
