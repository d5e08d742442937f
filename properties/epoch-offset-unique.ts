import type { Verdict } from '../contract/machine'
import { replicaOf } from '../model/cluster'
import { clashOf, type Log } from '../model/replica/log'
import { historyOf } from './history'
import { withOldProcess } from './old-process'
import { always, type PropertyOf } from './scope'
import { letter, named } from './words'

/**
 * S5: leader epoch and offset determine the record. Holds in any run in which no leader loses records and goes on in the
 * same epoch (B27), and is therefore judged in every run.
 *
 * Compared are the copies that still exist, on disk or committed. A write of which no copy is left can hurt nobody.
 */
export const epochOffsetUnique: PropertyOf = (judged) =>
  always(
    judged,
    'S5 epoch and offset are unique',
    withOldProcess(({ cluster, history }, partition = 0) => {
      const { truth } = historyOf(history, partition)
      for (let id = 0; id < cluster.brokers.length; id++) {
        const { log } = replicaOf(cluster, id, partition).disk
        for (let other = id + 1; other < cluster.brokers.length; other++) {
          const clash = clashBetween(log, replicaOf(cluster, other, partition).disk.log)
          if (clash !== undefined) return `${named(id)} and ${named(other)} ${clash}`
        }
        const clash = clashBetween(log, truth)
        if (clash !== undefined) return `${named(id)} and what was committed ${clash}`
      }
      return undefined
    }),
  )

/** The first offset at which two logs have different records of the same epoch, in words. */
const clashBetween = (a: Log, b: Log): Verdict => {
  const clash = clashOf(a, b)
  if (clash === undefined) return undefined
  const [one, other] = clash.records
  return `differ at offset ${clash.offset} within epoch ${one.epoch}: one has ${letter(one.value)}, the other ${letter(other.value)}`
}
