import { members } from '../kit/bits'
import { replicaOf } from '../model/cluster'
import { assignedIn, eligibleIn } from '../model/coordinator/coordinator'
import { endOf, firstDifference, recordAt } from '../model/replica/log'
import { historyOf } from './history'
import { inCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S18: every eligible leader replica (KIP-966), running or not, has every committed record: nothing is committed while the ISR is smaller than
 * min.insync.replicas. Promised in clean runs in which no disk has lost a record, where the cluster has eligible leader replicas.
 */
export const elrSafe: PropertyOf = (judged) => {
  if (judged.bounds.kraft?.elr !== true) return undefined
  return inCleanRuns(judged, 'S18 ELR safe', ({ cluster, history }, partition = 0) => {
    if (history.losses > 0) return undefined
    const { truth } = historyOf(history, partition)
    for (const id of members(eligibleIn(cluster, partition) & assignedIn(cluster, partition))) {
      const offset = firstDifference(truth, replicaOf(cluster, id, partition).disk.log, endOf(truth))
      if (offset >= 0)
        return `${named(id)} is an eligible leader replica and lacks offset ${offset} (${recordName(recordAt(truth, offset))}), which is committed`
    }
    return undefined
  })
}
