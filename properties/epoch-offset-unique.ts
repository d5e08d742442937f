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
        const offset = firstClash(log, brokers[other]?.replica.disk.log ?? [])
        if (offset >= 0) return clash(`${named(id)} and ${named(other)}`, log, offset)
      }
      const offset = firstClash(log, truth)
      if (offset >= 0) return clash(`${named(id)} and what was committed`, log, offset)
    }
    return undefined
  },
})

const firstClash = (a: readonly LogRecord[], b: readonly LogRecord[]): number =>
  a.findIndex((record, offset) => b[offset]?.epoch === record.epoch && b[offset].value !== record.value)

const clash = (between: string, log: readonly LogRecord[], offset: number): string =>
  `${between} differ at offset ${offset} within epoch ${log[offset]?.epoch ?? -1}: one has ${letter(log[offset]?.value ?? 0)}`
