import { has, none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import type { Action } from '../model/actions'
import { replicaOf } from '../model/cluster'
import { stateOf } from '../model/coordinator/coordinator'
import { logEnd } from '../model/replica/disk'
import { endOf, isSameRecord, recordAt, type Log } from '../model/replica/log'
import type { Cluster } from '../model/state'
import type { BrokerId, Brokers, Offset } from '../model/values'
import { worldParts } from './footprints/world'
import { historyOf } from './history'
import { stepInCleanRuns, type Judged, type PropertyOf, type WorldProperty } from './scope'
import { named, recordName } from './words'

/**
 * S19: no member of the ISR truncates a committed record. Promised in clean runs.
 *
 * What it cuts must differ from what was committed at that offset, or lie beyond it. A replica outside the ISR may have
 * to cut more, which does no damage (`nobodyTruncates`, and docs/decisions/0004). A log that is shorter because its machine
 * crashed, or was replaced, or because its log directory is gone, was not truncated; it was lost.
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
    check({ cluster: before, history }, action, { cluster: after }, partition = 0) {
      if (LOSES.includes(action.type)) return undefined
      const { truth } = historyOf(history, partition)
      const { isr } = stateOf(before, partition)
      for (let id = 0; id < after.brokers.length; id++) {
        if (before.brokers[id] === after.brokers[id] || !isBound(isr, id)) continue
        const [was, is] = [replicaOf(before, id, partition), replicaOf(after, id, partition)]
        const offset = firstCut(was.disk.log, is.disk.log, truth)
        if (offset >= 0)
          return `${named(id)} truncated ${recordName(recordAt(truth, offset))} at offset ${offset}, which is committed`
      }
      return undefined
    },
    sees: ({ cluster: before }, _, { cluster: after }) =>
      isAnyShorter(before, after) ? parts().told | parts().states : none,
  })
}

/** What takes a log away, and does not cut it. */
const LOSES: readonly Action['type'][] = ['MachineCrash', 'TakeOverId', 'LoseDisk', 'RemoveDirectory']

const isAnyShorter = (before: Cluster, after: Cluster): boolean =>
  after.brokers.some(({ replicas }, id) =>
    replicas.some(({ disk }, partition) => logEnd(disk) < logEnd(replicaOf(before, id, partition).disk)),
  )

/** The first committed record that `before` has and `after` has no longer, or -1. */
const firstCut = (before: Log, after: Log, truth: Log): Offset => {
  for (let offset = endOf(after); offset < endOf(before); offset++) {
    if (isSameRecord(recordAt(before, offset), recordAt(truth, offset))) return offset
  }
  return -1
}
