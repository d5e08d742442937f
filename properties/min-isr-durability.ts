import { members } from '../kit/bits'
import type { PropertyOf } from './scope'
import { letter } from './words'

/**
 * S17: at the moment at which a record is acknowledged (acks=all), at least min.insync.replicas brokers hold it; the page
 * cache counts. Holds in any run.
 */
export const minIsrDurability: PropertyOf = ({ settings }) => {
  if (settings.acks !== 'all' || settings.minIsr < 2) return undefined
  return {
    kind: 'step',
    name: 'S17 acknowledged by min.insync.replicas',
    check: ({ history: before }, _, { cluster, history }) => {
      for (const value of members(history.acknowledged & ~before.acknowledged)) {
        const copies = cluster.brokers.filter(({ replica }) =>
          replica.disk.log.some((one) => one.value === value),
        ).length
        if (copies < settings.minIsr) {
          return `${letter(value)} was acknowledged with ${copies} of min.insync.replicas=${settings.minIsr} copies`
        }
      }
      return undefined
    },
  }
}
