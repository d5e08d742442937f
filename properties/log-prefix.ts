import type { LogRecord } from '../model/state'
import { firstDifference } from './logs'
import type { PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S4': where two logs have a record of the same epoch at the same offset, they agree on all before it. Two replicas that
 * break this have diverged for good: no truncation will ever find out. Holds in any run in which no leader loses records
 * and goes on in the same epoch (B27), and is therefore judged in every run.
 *
 * From 2.1 on, that is: it is what KIP-101, KIP-279 and KIP-320 were made for.
 */
export const logPrefix: PropertyOf = () => ({
  kind: 'always',
  name: "S4' log prefix",
  check: ({ cluster: { brokers } }) => {
    for (const [id, { replica }] of brokers.entries()) {
      for (let other = id + 1; other < brokers.length; other++) {
        const [a, b] = [replica.disk.log, brokers[other]?.replica.disk.log ?? []]
        const end = lastShared(a, b)
        const offset = end < 0 ? -1 : firstDifference(a, b, end)
        if (offset < 0) continue
        return `${named(id)} and ${named(other)} agree at offset ${end} (${recordName(a[end])}), and differ before it: at offset ${offset} one has ${recordName(a[offset])}, the other ${recordName(b[offset])}`
      }
    }
    return undefined
  },
})

/** The last offset at which both logs hold a record of the same epoch, or -1. */
const lastShared = (a: readonly LogRecord[], b: readonly LogRecord[]): number =>
  a.findLastIndex((record, offset) => b[offset]?.epoch === record.epoch)
