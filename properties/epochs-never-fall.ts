import { none } from '../kit/bits'
import type { PropertyOf } from './scope'
import { named } from './words'

/**
 * S6, its other half: the leader epoch in ZooKeeper grows whenever the leader changes, and the epoch that a broker knows
 * never falls while its process runs. Holds in any run.
 */
export const epochsNeverFall: PropertyOf = () => ({
  kind: 'step',
  name: 'S6 epochs never fall',
  check: ({ cluster: before }, _, { cluster: after }) => {
    if (after.zk.leader !== before.zk.leader && after.zk.leaderEpoch <= before.zk.leaderEpoch) {
      return `${named(after.zk.leader)} was elected in epoch ${after.zk.leaderEpoch}, which is not a new one`
    }
    const fallen = after.brokers.findIndex(({ isUp, replica }, id) => {
      const was = before.brokers[id]
      return isUp && was?.isUp === true && replica.leaderEpoch < was.replica.leaderEpoch
    })
    return fallen < 0
      ? undefined
      : `${named(fallen)} fell back to epoch ${after.brokers[fallen]?.replica.leaderEpoch ?? -1}`
  },
  sees: () => none,
})
