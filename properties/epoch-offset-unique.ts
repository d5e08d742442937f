import type { Verdict } from '../contract/machine'
import type { LogRecord } from '../model/state'
import type { PropertyOf } from './scope'
import { letter, named } from './words'

/**
 * S5: leader epoch and offset determine the record. Holds in any run in which no leader loses records and goes on in the
 * same epoch (B27), and is therefore judged in every run.
 *
 * Compared are the copies that still exist, on disk or committed. A write of which no copy is left can hurt nobody.
 */
export const epochOffsetUnique: PropertyOf = () => ({
  kind: 'always',
  name: 'S5 epoch and offset are unique',
  check: ({ cluster: { brokers }, history: { truth } }) => {
    for (const [id, broker] of brokers.entries()) {
      const { log } = broker.replica.disk
      for (let other = id + 1; other < brokers.length; other++) {
        const clash = clashOf(log, brokers[other]?.replica.disk.log ?? [])
        if (clash !== undefined) return `${named(id)} and ${named(other)} ${clash}`
      }
      const clash = clashOf(log, truth)
      if (clash !== undefined) return `${named(id)} and what was committed ${clash}`
    }
    return undefined
  },
})

/** The first offset at which two logs have different records of the same epoch, in words. */
const clashOf = (a: readonly LogRecord[], b: readonly LogRecord[]): Verdict => {
  const offset = a.findIndex((record, at) => b[at]?.epoch === record.epoch && b[at].value !== record.value)
  const [one, other] = [a[offset], b[offset]]
  if (one === undefined || other === undefined) return undefined
  return `differ at offset ${offset} within epoch ${one.epoch}: one has ${letter(one.value)}, the other ${letter(other.value)}`
}
