import { has } from '../kit/bits'
import { firstDifference } from './logs'
import { inCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S14: every running member of the ISR has every committed record. Promised in clean runs.
 *
 * The ISR is that of ZooKeeper: whoever is in it may be elected.
 */
export const isrComplete: PropertyOf = (judged) =>
  inCleanRuns(judged, 'S14 ISR complete', ({ cluster: { zk, brokers }, history: { truth } }) => {
    for (const [id, { isUp, replica }] of brokers.entries()) {
      if (!isUp || !has(zk.isr, id)) continue
      const offset = firstDifference(truth, replica.disk.log, truth.length)
      if (offset >= 0)
        return `${named(id)} is in the ISR and lacks offset ${offset} (${recordName(truth[offset])}), which is committed`
    }
    return undefined
  })
