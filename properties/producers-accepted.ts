import { NONE } from '../kit/schema'
import { brokerOf, leads, replicaOf } from '../model/cluster'
import { settingsWithin } from '../model/config'
import { stateOf } from '../model/coordinator/coordinator'
import { always, type Judged, type PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * A2: a leader of the present epoch accepts producers with acks=all. It refuses them with NOT_ENOUGH_REPLICAS, before it
 * appends anything, while its ISR is smaller than min.insync.replicas (UnderMinIsrPartitionCount). In any run.
 *
 * If min.insync.replicas is above the replication factor this is judged by every check: no record can be acknowledged.
 */
export const producersAccepted: PropertyOf = (judged) => {
  const { settings, protocol } = judged
  if (settings.acks !== 'all') return undefined
  const versions = settingsWithin(settings, judged.bounds)
  return always(judged, 'A2 producers are accepted', ({ cluster }, partition = 0) => {
    const { leader, leaderEpoch } = stateOf(cluster, partition)
    if (leader === NONE || !brokerOf(cluster, leader).isUp) return undefined
    const replica = replicaOf(cluster, leader, partition)
    if (!leads(replica, leader) || replica.leaderEpoch !== leaderEpoch) return undefined
    const inForce = versions[cluster.configVersion] ?? settings
    if (protocol.decide.refusesProduce(replica.leadership, inForce) === undefined) return undefined
    if (isHopeless(judged))
      return `every producer is refused with NOT_ENOUGH_REPLICAS: min.insync.replicas=${settings.minIsr} is above the replication factor ${judged.bounds.brokers}, so nothing can be acknowledged with acks=all`
    return `${named(leader)} refuses producers with NOT_ENOUGH_REPLICAS: its ISR is ${setOf(replica.leadership.isr)}, and min.insync.replicas=${inForce.minIsr}`
  })
}

/** No ISR can ever be as large as producers with acks=all are promised. */
export const isHopeless = ({ settings, bounds }: Judged): boolean =>
  settings.acks === 'all' && settingsWithin(settings, bounds).every(({ minIsr }) => minIsr > bounds.brokers)
