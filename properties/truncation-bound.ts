import type { LogRecord } from '../model/state'
import { isSame } from './logs'
import { stepInCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S19: nobody truncates a committed record. Promised in clean runs.
 *
 * What a replica cuts must differ from what was committed at that offset, or lie beyond it. A replica that was away may
 * well have to cut below the true high watermark: a tail that others have replaced. A log that gets shorter because its
 * machine crashed has not been truncated; it has been lost.
 */
export const truncationBound: PropertyOf = (judged) =>
  stepInCleanRuns(judged, 'S19 nothing committed is truncated', (before, action, after) => {
    if (action.type === 'MachineCrash') return undefined
    const { truth } = before.history
    for (const [id, broker] of after.cluster.brokers.entries()) {
      const was = before.cluster.brokers[id]
      if (was === undefined || was === broker) continue
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
