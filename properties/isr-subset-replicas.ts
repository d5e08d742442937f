import { has, isSubset } from '../kit/bits'
import { leads, replicaOf } from '../model/cluster'
import { assignedIn, stateOf } from '../model/coordinator/coordinator'
import { always, type PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * S10: an ISR, the agreed one or that in a leader's memory, is made of assigned replicas; a leader's own one contains the
 * leader. Where the last member is to stay (KAFKA-1028, KAFKA-5642) it is never empty. Holds in any run.
 */
export const isrSubsetReplicas: PropertyOf = (judged) => {
  const { protocol, settings } = judged
  return always(judged, 'S10 ISR within the replicas', ({ cluster }, partition = 0) => {
    const { isr } = stateOf(cluster, partition)
    const isWrong =
      isr === 0 ? protocol.decide.keepsLastInIsr(settings) : !isSubset(isr, assignedIn(cluster, partition))
    if (isWrong) return `the ISR in ZooKeeper is ${setOf(isr)}`
    for (let id = 0; id < cluster.brokers.length; id++) {
      const replica = replicaOf(cluster, id, partition)
      if (leads(replica, id) && !has(replica.leadership.isr, id))
        return `${named(id)} leads, and is not in the ISR that it keeps`
    }
    return undefined
  })
}
