import { isSubset, size } from '../kit/bits'
import { brokerOf, leads, replicaOf } from '../model/cluster'
import { leaderMinIsr, settingsWithin } from '../model/config'
import { assignedIn, eligibleIn, stateOf } from '../model/coordinator/coordinator'
import { maximalIsr } from '../model/replica/isr'
import { always, type PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * S13: the agreed ISR is within the maximal ISR of the leader: within what it takes for the ISR, and what it has proposed (KIP-497). While
 * its own ISR is as large as min.insync.replicas, so are the eligible leader replicas. So the high watermark waits for everybody who may
 * be elected. Holds for a leader of the present epoch, in any run, with KRaft.
 */
export const maximalIsrSuperset: PropertyOf = (judged) => {
  const { bounds, settings } = judged
  if (bounds.kraft === undefined) return undefined
  const versions = settingsWithin(settings, bounds)
  return always(judged, 'S13 maximal ISR', ({ cluster }, partition = 0) => {
    const { leader, leaderEpoch, isr } = stateOf(cluster, partition)
    if (leader < 0 || !brokerOf(cluster, leader).isUp) return undefined
    const replica = replicaOf(cluster, leader, partition)
    if (!leads(replica, leader) || replica.leaderEpoch !== leaderEpoch) return undefined
    const { leadership } = replica
    const least = leaderMinIsr(versions[cluster.configVersion] ?? settings, leadership)
    const mayLead =
      size(leadership.isr) < least ? isr : isr | (eligibleIn(cluster, partition) & assignedIn(cluster, partition))
    const known = maximalIsr(leadership)
    return isSubset(mayLead, known)
      ? undefined
      : `${named(leader)} leads and waits for ${setOf(known)}, but the controller may elect any of ${setOf(mayLead)}`
  })
}
