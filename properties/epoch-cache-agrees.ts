import { brokerOf, replicaOf } from '../model/cluster'
import { logStart, type Disk } from '../model/replica/disk'
import { firstEntry, type Stored } from '../model/replica/log'
import { isSince } from '../model/versions/timeline'
import { always, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S8: the epoch of every record is that of the last cache entry that starts at or before it. Holds in any run, for
 * brokers that run. Promised from 2.0.1 on: before KAFKA-7415 a leader whose epoch was older than what it had fetched wrote
 * records that its cache did not know of, and that is how it was made.
 */
export const epochCacheAgrees: PropertyOf = (judged) => {
  if (!isSince(judged.protocol.release, '2.0.1')) return undefined
  return always(judged, 'S8 epoch cache agrees with the log', ({ cluster }, partition = 0) => {
    for (let id = 0; id < cluster.brokers.length; id++) {
      if (!brokerOf(cluster, id).isUp) continue
      const wrong = firstDisagreement(replicaOf(cluster, id, partition).disk)
      if (wrong !== undefined)
        return `${named(id)} holds ${recordName(wrong.record)} at offset ${wrong.offset}, its epoch cache says otherwise`
    }
    return undefined
  })
}

/** What is below the log start offset is not read any more, and no entry is kept for it. */
const firstDisagreement = (disk: Disk): Stored | undefined => {
  const { epochs, log } = disk
  const start = logStart(disk)
  return firstEntry(
    log,
    ({ epoch }, offset) =>
      offset >= start && epochs.findLast(({ startOffset }) => startOffset <= offset)?.epoch !== epoch,
  )
}
