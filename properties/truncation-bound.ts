import { has, none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import type { BrokerId, Brokers, Cluster, LogRecord } from '../model/state'
import { worldParts } from './footprints/world'
import { isSame } from './logs'
import { stepInCleanRuns, type Judged, type PropertyOf, type WorldProperty } from './scope'
import { named, recordName } from './words'

/**
 * S19: no member of the ISR truncates a committed record. Promised in clean runs.
 *
 * What it cuts must differ from what was committed at that offset, or lie beyond it. A replica outside the ISR may have
 * to cut more, and nobody minds (`nobodyTruncates`, and docs/decisions/0004). A log that is shorter because its machine
 * crashed was not truncated; it was lost.
 */
export const truncationBound: PropertyOf = (judged) =>
  truncatesNothing(judged, 'S19 ISR members truncate nothing committed', (isr, id) => has(isr, id))

/**
 * S19 in its widest form, of every replica. It is false, so it is no rung of the ladder: a replica outside the ISR that
 * still follows a deposed leader cuts what the new one has committed meanwhile. A test keeps the shortest way to it.
 */
export const nobodyTruncates: PropertyOf = (judged) =>
  truncatesNothing(judged, 'S19* nobody truncates anything committed', () => true)

const truncatesNothing = (
  judged: Judged,
  name: string,
  isBound: (isr: Brokers, broker: BrokerId) => boolean,
): WorldProperty => {
  const parts = onDemand(() => worldParts(judged.bounds))
  return stepInCleanRuns(judged, name, {
    check(before, action, after) {
      if (action.type === 'MachineCrash') return undefined
      const { truth } = before.history
      const { zk, brokers } = before.cluster
      for (const [id, broker] of after.cluster.brokers.entries()) {
        const was = brokers[id]
        if (was === undefined || was === broker || !isBound(zk.isr, id)) continue
        const offset = firstCut(was.replica.disk.log, broker.replica.disk.log, truth)
        if (offset >= 0)
          return `${named(id)} truncated ${recordName(truth[offset])} at offset ${offset}, which is committed`
      }
      return undefined
    },
    sees: ({ cluster: before }, _, { cluster: after }) =>
      isAnyShorter(before, after) ? parts().told | parts().zk : none,
  })
}

const isAnyShorter = (before: Cluster, after: Cluster): boolean =>
  after.brokers.some(({ replica }, id) => replica.disk.log.length < (before.brokers[id]?.replica.disk.log.length ?? 0))

/** The first committed record that `before` has and `after` has no longer, or -1. */
const firstCut = (before: readonly LogRecord[], after: readonly LogRecord[], truth: readonly LogRecord[]): number => {
  for (let offset = after.length; offset < before.length; offset++) {
    if (isSame(before[offset], truth[offset])) return offset
  }
  return -1
}
