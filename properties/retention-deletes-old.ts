import { none } from '../kit/bits'
import { replicaOf } from '../model/cluster'
import { configsOf } from '../model/config'
import { logStart } from '../model/replica/disk'
import { entriesOf, keptAt } from '../model/replica/log'
import { writtenOf } from '../model/storage/view'
import { isSince } from '../model/versions/timeline'
import { onEveryStep, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S23: retention deletes only records that are older than retention.ms, or below the log start offset. In any run, for topics
 * without retention.bytes. Since 0.10.1, that is, when the time of a record came to count and not that of its file (KIP-33).
 */
export const retentionDeletesOld: PropertyOf = (judged) => {
  const { protocol, settings, bounds } = judged
  const { storage } = bounds
  if (storage === undefined || !isSince(protocol.release, '0.10.2')) return undefined
  const configs = configsOf(protocol.decide, settings, bounds)
  return onEveryStep(judged, 'S23 retention deletes only what is old', {
    check({ cluster: before }, action, { cluster: after }, partition = 0) {
      if (action.type !== 'DeleteOldSegments') return undefined
      const log = configs[before.configVersion]?.storage?.topic.log
      if (log === undefined || log.retentionBytes >= 0) return undefined
      const now = storage.moments[before.now] ?? 0
      const [was, is] = [
        replicaOf(before, action.broker, partition).disk,
        replicaOf(after, action.broker, partition).disk,
      ]
      const young = entriesOf(was.log).find(
        ({ offset, record }) =>
          keptAt(is.log, offset) === 'hole' &&
          offset >= logStart(was) &&
          now - writtenOf(storage, record.value).timestamp <= log.retentionMs,
      )
      if (young === undefined) return undefined
      const age = now - writtenOf(storage, young.record.value).timestamp
      return `${named(action.broker)} deleted ${recordName(young.record)} at offset ${young.offset}, which is ${age} ms old; retention.ms is ${log.retentionMs}`
    },
    sees: () => none,
  })
}
