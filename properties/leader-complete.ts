import { none } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { NONE } from '../kit/schema'
import { worldParts } from './footprints/world'
import { firstDifference } from './logs'
import { stepInCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/** S15: whoever is elected has every committed record. Promised in clean runs. */
export const leaderComplete: PropertyOf = (judged) => {
  const parts = onDemand(() => worldParts(judged.bounds))
  return stepInCleanRuns(judged, 'S15 leader complete', {
    check({ cluster: before }, _, { cluster: { zk, brokers }, history: { truth } }) {
      if (zk.leader === before.zk.leader || zk.leader === NONE) return undefined
      const offset = firstDifference(truth, brokers[zk.leader]?.replica.disk.log ?? [], truth.length)
      if (offset < 0) return undefined
      return `${named(zk.leader)} was elected in epoch ${zk.leaderEpoch} without offset ${offset} (${recordName(truth[offset])}), which is committed`
    },
    sees: ({ cluster: before }, _, { cluster: { zk } }) =>
      zk.leader === before.zk.leader ? none : parts().log(zk.leader) | parts().told,
  })
}
