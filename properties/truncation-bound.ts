import { has } from '../kit/bits'
import type { LogRecord } from '../model/state'
import { isSame } from './logs'
import { stepInCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S19: no member of the ISR truncates a committed record. Promised in clean runs.
 *
 * What it cuts must differ from what was committed at that offset, or lie beyond it. A replica outside the ISR may have
 * to cut more, and nobody minds: one that still follows a deposed leader cuts what the new one has committed meanwhile
 * (docs/decisions/0004). A log that is shorter because its machine crashed was not truncated; it was lost.
 */
export const truncationBound: PropertyOf = (judged) =>
  stepInCleanRuns(judged, 'S19 ISR members truncate nothing committed', (before, action, after) => {
    if (action.type === 'MachineCrash') return undefined
    const { truth } = before.history
    for (const [id, broker] of after.cluster.brokers.entries()) {
      const was = before.cluster.brokers[id]
      if (was === undefined || was === broker || !has(before.cluster.zk.isr, id)) continue
      const offset = firstCut(was.replica.disk.log, broker.replica.disk.log, truth)
      if (offset >= 0)
        return `${named(id)} truncated ${recordName(truth[offset])} at offset ${offset}, which is committed`
    }
    return undefined
  })

/** The first committed record that `before` has and `after` has no longer, or -1. */
const firstCut = (before: readonly LogRecord[], after: readonly LogRecord[], truth: readonly LogRecord[]): number => {
  for (let offset = after.length; offset < before.length; offset++) {
    if (isSame(before[offset], truth[offset])) return offset
  }
  return -1
}
