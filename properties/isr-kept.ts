import { isSubset, none, setOf, size } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import type { Action } from '../model/actions'
import { effectiveMinIsr, settingsWithin } from '../model/config'
import { registrationOf } from '../model/coordinator/kraft/image'
import { worldParts } from './footprints/world'
import { onEveryStep, type PropertyOf } from './scope'
import { setOf as inBraces } from './words'

/**
 * S29: A reassignment that removes replicas leaves min.insync.replicas of them in the ISR, or as many as were there before; not more are
 * asked for than there are replicas. To take back replicas that were still being added is left out: that is what a cancel is for. Holds in any
 * run, with KRaft.
 */
export const isrKept: PropertyOf = (judged) => {
  const { settings, bounds } = judged
  if (bounds.kraft === undefined || bounds.reassign === undefined) return undefined
  const versions = settingsWithin(settings, bounds)
  const parts = onDemand(() => worldParts(bounds))
  return onEveryStep(judged, 'S29 a reassignment leaves an ISR', {
    check({ cluster: was }, action, { cluster: is }, partition = 0) {
      if (!ends(action)) return undefined
      const [before, after] = [registrationOf(was, partition), registrationOf(is, partition)]
      const [[old], [now]] = [before.assignment, after.assignment]
      if (old === undefined || now === undefined) return undefined
      const removed = setOf(old.replicas) & ~setOf(now.replicas)
      if (isSubset(removed, old.adding)) return undefined
      const least = effectiveMinIsr(versions[was.configVersion] ?? settings, now.replicas.length)
      return size(after.isr) >= Math.min(least, size(before.isr))
        ? undefined
        : `the ISR was ${inBraces(before.isr)}; ${inBraces(removed)} is removed, and ${inBraces(after.isr)} is left of it`
    },
    sees: ({ cluster: was }, action, { cluster: is }) => (ends(action) && was !== is ? parts().told : none),
  })
}

/** A step in which the controller may complete a reassignment, and nobody leaves the ISR for another reason. */
const ends = ({ type }: Action): boolean =>
  type === 'Reassign' || type === 'HandleAlterPartition' || type === 'LoseAlterPartition'
