import type { Disk } from '../model/state'
import type { PropertyOf } from './scope'
import { named } from './words'

/**
 * S7: the entries of a leader-epoch cache strictly increase, epochs and offsets, and none starts beyond the log end.
 * Holds in any run, for brokers that run: a crash may leave entries beyond the end, and loading drops them.
 */
export const epochCacheMonotone: PropertyOf = () => ({
  kind: 'always',
  name: 'S7 epoch cache monotone',
  check: ({ cluster: { brokers } }) => {
    const broken = brokers.findIndex(({ isUp, replica }) => isUp && !isMonotone(replica.disk))
    return broken < 0 ? undefined : `the epoch cache of ${named(broken)} is not increasing, or reaches beyond its log`
  },
})

const isMonotone = ({ epochs, log }: Disk): boolean =>
  epochs.every((entry, index) => {
    const next = epochs[index + 1]
    if (next === undefined) return entry.startOffset <= log.length
    return entry.epoch < next.epoch && entry.startOffset < next.startOffset
  })
