import { members, none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { worldParts } from './footprints/world'
import type { PropertyOf } from './scope'
import { letter } from './words'

/**
 * S17: at the moment at which a record is acknowledged (acks=all), at least min.insync.replicas brokers hold it; the page
 * cache counts. Holds in any run.
 */
export const minIsrDurability: PropertyOf = ({ settings, bounds }) => {
  if (settings.acks !== 'all' || settings.minIsr < 2) return undefined
  const parts = onDemand(() => worldParts(bounds))
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
    sees: ({ history: before }, _, { history }) =>
      history.acknowledged === before.acknowledged ? none : parts().all.log,
  }
}
