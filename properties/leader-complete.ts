import { none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { NONE } from '../kit/schema'
import { replicaOf } from '../model/cluster'
import { isKnownProcess, stateOf, statesOf } from '../model/coordinator/coordinator'
import { endOf, firstDifference, recordAt } from '../model/replica/log'
import { worldParts } from './footprints/world'
import { historyOf } from './history'
import { stepInCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/** S15: a broker that is elected has every committed record. Promised in clean runs. */
export const leaderComplete: PropertyOf = (judged) => {
  const parts = onDemand(() => worldParts(judged.bounds))
  return stepInCleanRuns(judged, 'S15 leader complete', {
    check({ cluster: before }, _, { cluster, history }, partition = 0) {
      const { leader, leaderEpoch } = stateOf(cluster, partition)
      if (leader === stateOf(before, partition).leader || leader === NONE) return undefined
      if (!isKnownProcess(cluster, leader)) return undefined
      const { truth } = historyOf(history, partition)
      const offset = firstDifference(truth, replicaOf(cluster, leader, partition).disk.log, endOf(truth))
      if (offset < 0) return undefined
      return `${named(leader)} was elected in epoch ${leaderEpoch} without offset ${offset} (${recordName(recordAt(truth, offset))}), which is committed`
    },
    sees({ cluster: before }, _, { cluster }) {
      const elected = statesOf(cluster).filter(({ leader }, partition) => leader !== stateOf(before, partition).leader)
      return elected.reduce((seen, { leader }) => seen | parts().log(leader) | parts().told, none)
    },
  })
}
