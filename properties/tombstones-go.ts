import { none } from '../kit/bits'
import { replicaOf } from '../model/cluster'
import { recordAt } from '../model/replica/log'
import { canAge, keptIn } from './first-kept'
import { historyOf } from './history'
import { onEveryStep, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * L12, its other half: a round of the cleaner keeps no tombstone that an earlier round kept delete.retention.ms ago, or longer. In any
 * run. Kafka keeps it since KIP-534.
 *
 * That such a round comes is not promised: none begins where nothing is dirty, unless max.compaction.lag.ms is set.
 */
export const tombstonesGo: PropertyOf = (judged) => {
  const { storage } = judged.bounds
  if (storage === undefined || !canAge(judged.bounds)) return undefined
  const retention = Math.max(...storage.configs.map(({ log }) => log.deleteRetentionMs))
  const momentOf = (place: number): number => storage.moments[place] ?? 0
  return onEveryStep(judged, 'L12 tombstones go', {
    check({ cluster: before, history }, action, { cluster: after }, partition = 0) {
      if (action.type !== 'CleanLog' || action.partition !== partition) return undefined
      const was = replicaOf(before, action.broker, partition).disk
      const is = replicaOf(after, action.broker, partition).disk
      const known = historyOf(history, partition).firstKept[action.broker] ?? []
      for (const offset of keptIn(storage, was, is)) {
        const first = known.find((one) => one.offset === offset)
        if (first === undefined) continue
        const age = momentOf(before.now) - momentOf(first.moment)
        if (age >= retention)
          return `${named(action.broker)} cleans its log, and keeps the tombstone ${recordName(recordAt(is.log, offset))} at offset ${offset}, which it kept ${age} ms ago, too; delete.retention.ms is ${retention}`
      }
      return undefined
    },
    sees: () => none,
  })
}
