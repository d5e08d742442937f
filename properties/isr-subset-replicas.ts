import { has, isSubset, size } from '../kit/bits'
import { NONE } from '../kit/schema'
import { leads, replicaOf } from '../model/cluster'
import { effectiveMinIsr, settingsWithin } from '../model/config'
import { assignedIn, eligibleIn, stateOf } from '../model/coordinator/coordinator'
import type { Verdict } from '../contract/machine'
import type { Cluster } from '../model/state'
import type { PartitionId } from '../model/values'
import { always, type Judged, type PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * S10: an ISR, the agreed one or that in a leader's memory, is made of assigned replicas; a leader's own one contains the
 * leader. Where the last member is to stay (KAFKA-1028, KAFKA-5642) it is never empty; with eligible leader replicas (KIP-966) it is empty
 * only where there is no leader. Those are replicas, and not in the ISR, and there are none unless the ISR is smaller than min.insync.replicas. Holds
 * in any run.
 */
export const isrSubsetReplicas: PropertyOf = (judged) => {
  const { protocol, settings, bounds } = judged
  const hasElr = bounds.kraft?.elr === true
  return always(judged, 'S10 ISR within the replicas', ({ cluster }, partition = 0) => {
    const { isr, leader } = stateOf(cluster, partition)
    const isWrong =
      isr === 0
        ? hasElr
          ? leader !== NONE
          : protocol.decide.keepsLastInIsr(settings)
        : !isSubset(isr, assignedIn(cluster, partition))
    if (isWrong) return `the ISR ${bounds.kraft === undefined ? 'in ZooKeeper ' : ''}is ${setOf(isr)}`
    for (let id = 0; id < cluster.brokers.length; id++) {
      const replica = replicaOf(cluster, id, partition)
      if (leads(replica, id) && !has(replica.leadership.isr, id))
        return `${named(id)} leads, and is not in the ISR that it keeps`
    }
    return hasElr ? wrongElr(judged, cluster, partition) : undefined
  })
}

const wrongElr = ({ settings, bounds }: Judged, cluster: Cluster, partition: PartitionId): Verdict => {
  const { isr } = stateOf(cluster, partition)
  const elr = eligibleIn(cluster, partition)
  if (elr === 0) return undefined
  if (!isSubset(elr, assignedIn(cluster, partition)))
    return `the eligible leader replicas are ${setOf(elr)}, and the replicas ${setOf(assignedIn(cluster, partition))}`
  if ((elr & isr) !== 0) return `the ISR is ${setOf(isr)}, and the eligible leader replicas are ${setOf(elr)}`
  const inForce = settingsWithin(settings, bounds)[cluster.configVersion] ?? settings
  const least = effectiveMinIsr(inForce, size(assignedIn(cluster, partition)))
  return size(isr) < least
    ? undefined
    : `the ISR ${setOf(isr)} is as large as min.insync.replicas=${least}, and there are eligible leader replicas: ${setOf(elr)}`
}
