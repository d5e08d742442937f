import { has } from '../kit/bits'
import { brokerOf, replicaOf } from '../model/cluster'
import { assignedIn, eligibleIn, isKnownProcess, stateOf } from '../model/coordinator/coordinator'
import { endOf, firstDifference, recordAt } from '../model/replica/log'
import { historyOf } from './history'
import { inCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S14: every running member of the ISR, and every running eligible leader replica (KIP-966), has every committed record. Promised in
 * clean runs.
 *
 * The ISR is the agreed one, because each of its members may be elected.
 */
export const isrComplete: PropertyOf = (judged) =>
  inCleanRuns(judged, 'S14 ISR complete', ({ cluster, history }, partition = 0) => {
    const { truth } = historyOf(history, partition)
    const { isr } = stateOf(cluster, partition)
    const mayLead = isr | (eligibleIn(cluster, partition) & assignedIn(cluster, partition))
    for (let id = 0; id < cluster.brokers.length; id++) {
      if (!has(mayLead, id) || !brokerOf(cluster, id).isUp || !isKnownProcess(cluster, id)) continue
      const offset = firstDifference(truth, replicaOf(cluster, id, partition).disk.log, endOf(truth))
      if (offset < 0) continue
      const where = has(isr, id) ? 'is in the ISR' : 'is an eligible leader replica'
      return `${named(id)} ${where} and lacks offset ${offset} (${recordName(recordAt(truth, offset))}), which is committed`
    }
    return undefined
  })
