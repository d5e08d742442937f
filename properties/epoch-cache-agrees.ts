import { canStop, type Bounds } from '../model/bounds'
import { brokerOf, replicaOf } from '../model/cluster'
import { logStart, type Disk } from '../model/replica/disk'
import { endOf, firstEntry, type Stored } from '../model/replica/log'
import { hasRetention } from '../model/storage/segment'
import type { Offset } from '../model/values'
import { isSince } from '../model/versions/timeline'
import { historyOf } from './history'
import { always, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S8: the epoch of every record is that of the last cache entry that starts at or before it. Holds in any run, for
 * brokers that run. Promised from 2.0.1 on: before KAFKA-7415 a leader whose epoch was older than what it had fetched wrote
 * records that its cache did not know of, and that is how it was made. With the log on disk: from the log start offset on; and
 * where records are deleted and brokers stop, a committed record before the first cache entry counts as agreeing.
 */
export const epochCacheAgrees: PropertyOf = (judged) => {
  if (!isSince(judged.protocol.release, '2.0.1')) return undefined
  const maybeBack = deletesWithin(judged.bounds) && canStop(judged.bounds)
  return always(judged, 'S8 epoch cache agrees with the log', ({ cluster, history }, partition = 0) => {
    const back = maybeBack ? endOf(historyOf(history, partition).truth) : 0
    for (let id = 0; id < cluster.brokers.length; id++) {
      if (!brokerOf(cluster, id).isUp) continue
      const wrong = firstDisagreement(replicaOf(cluster, id, partition).disk, back)
      if (wrong !== undefined)
        return `${named(id)} holds ${recordName(wrong.record)} at offset ${wrong.offset}, its epoch cache says otherwise`
    }
    return undefined
  })
}

const firstDisagreement = (disk: Disk, back: Offset): Stored | undefined => {
  const { epochs, log } = disk
  if (disk.files.length > 0) return firstStoredDisagreement(disk, back)
  return firstEntry(
    log,
    ({ epoch }, offset) => epochs.findLast(({ startOffset }) => startOffset <= offset)?.epoch !== epoch,
  )
}

/**
 * The same where the log on disk is modelled. What is below the log start offset is not read any more, and no entry is kept for it.
 * If the log start offset was not checkpointed before a crash, deleted records are back, and the cache says that their epoch begins
 * behind them, or does not have it (LogSegment.recover and LeaderEpochFileCache.truncateFromEnd, 2.7.2). Nothing at or above the high
 * watermark is deleted (UnifiedLog.maybeIncrementLogStartOffset, KAFKA-5634), so such a record is below `back`, the end of what is
 * committed. A record from there on has its entry, and an entry that is there is right.
 *
 * Less than Kafka promises: that an entry of a committed record is missing for another reason is not noticed in such runs, because
 * no state says which log start was forgotten. Without storage, and with storage where nothing is deleted or nobody stops, it is.
 */
const firstStoredDisagreement = (disk: Disk, back: Offset): Stored | undefined => {
  const { epochs, log } = disk
  const start = logStart(disk)
  return firstEntry(log, ({ epoch }, offset) => {
    if (offset < start) return false
    const entry = epochs.findLast(({ startOffset }) => startOffset <= offset)
    return entry === undefined ? offset >= back : entry.epoch !== epoch
  })
}

/** Something raises the log start offset above the first segment. */
const deletesWithin = ({ storage }: Bounds): boolean =>
  storage !== undefined && (storage.deletesRecords || storage.configs.some(({ log }) => hasRetention(log)))
