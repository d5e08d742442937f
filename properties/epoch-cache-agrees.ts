import type { Disk } from '../model/state'
import { isSince } from '../model/versions/timeline'
import type { PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S8: the epoch of every record is that of the last cache entry that starts at or before it. Holds in any run, for
 * brokers that run. Promised from 2.0.1 on: before KAFKA-7415 a leader whose epoch was older than what it had fetched wrote
 * records that its cache did not know of, and that is how it was made.
 */
export const epochCacheAgrees: PropertyOf = ({ protocol }) => {
  if (!isSince(protocol.release, '2.0.1')) return undefined
  return {
    kind: 'always',
    name: 'S8 epoch cache agrees with the log',
    check: ({ cluster: { brokers } }) => {
      for (const [id, { isUp, replica }] of brokers.entries()) {
        const offset = isUp ? firstDisagreement(replica.disk) : -1
        if (offset >= 0)
          return `${named(id)} holds ${recordName(replica.disk.log[offset])} at offset ${offset}, its epoch cache says otherwise`
      }
      return undefined
    },
  }
}

const firstDisagreement = ({ epochs, log }: Disk): number =>
  log.findIndex(({ epoch }, offset) => epochs.findLast(({ startOffset }) => startOffset <= offset)?.epoch !== epoch)
