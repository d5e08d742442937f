import { has } from '../kit/bits'
import type { BrokerId, Brokers, LogRecord } from '../model/state'
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
): WorldProperty =>
  stepInCleanRuns(judged, name, (before, action, after) => {
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
  })

/** The first committed record that `before` has and `after` has no longer, or -1. */
const firstCut = (before: readonly LogRecord[], after: readonly LogRecord[], truth: readonly LogRecord[]): number => {
  for (let offset = after.length; offset < before.length; offset++) {
    if (isSame(before[offset], truth[offset])) return offset
  }
  return -1
}
