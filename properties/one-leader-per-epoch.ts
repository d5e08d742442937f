import { leads, replicaOf } from '../model/cluster'
import type { Cluster } from '../model/state'
import type { PartitionId } from '../model/values'
import { withOldProcess } from './old-process'
import { always, type PropertyOf } from './scope'
import { named } from './words'

/** S6: no two brokers lead in the same epoch. Holds in any run. */
export const oneLeaderPerEpoch: PropertyOf = (judged) =>
  always(
    judged,
    'S6 one leader an epoch',
    withOldProcess(({ cluster }, partition = 0) => {
      for (let id = 0; id < cluster.brokers.length; id++) {
        const one = replicaOf(cluster, id, partition)
        if (!leads(one, id)) continue
        for (let other = id + 1; other < cluster.brokers.length; other++) {
          const rival = replicaOf(cluster, other, partition)
          if (leads(rival, other) && rival.leaderEpoch === one.leaderEpoch)
            return `${named(id)} and ${named(other)} both lead in epoch ${one.leaderEpoch}`
        }
      }
      return twoProcessesLead(cluster, partition)
    }),
  )

/** The old and the new process of one broker lead in the same epoch. */
const twoProcessesLead = ({ old, brokers }: Cluster, partition: PartitionId): string | undefined => {
  const [one] = old
  if (one === undefined) return undefined
  const [was, is] = [one.broker.replicas[partition], brokers[one.id]?.replicas[partition]]
  if (was === undefined || is === undefined || !leads(was, one.id) || !leads(is, one.id)) return undefined
  if (was.leaderEpoch !== is.leaderEpoch) return undefined
  return `the old and the new process of ${named(one.id)} both lead in epoch ${is.leaderEpoch}`
}
