import { NONE } from '../kit/schema'
import { brokerOf, leads, replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { stateOf } from '../model/coordinator/coordinator'
import type { Cluster } from '../model/state'
import type { BrokerId, PartitionId } from '../model/values'
import { healsByItself } from './healing'
import { converges } from './liveness'
import type { Judged, PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * L13: Once no more faults happen, and no operator acts, the partition has a leader again and again: a running broker that
 * knows it. A broker that is down stays down, and a link that is cut stays cut. A session that is lost, a controller that is
 * out of reach and a pause heal by themselves. No setting keeps it in every run; `survive` asks which faults break it. Holds
 * in any run in which no LeaderAndIsr was lost.
 */
export const ledWithoutOperator: PropertyOf = (judged) =>
  leftAlone(judged, 'L13 a leader without an operator', (_, cluster, partition) => {
    const { leader, isr } = stateOf(cluster, partition)
    if (leader === NONE) return `the partition has no leader, and the ISR is ${setOf(isr)}`
    if (!brokerOf(cluster, leader).isUp) return `${named(leader)} is down, and nobody leads instead`
    return leaderOf(cluster, partition) === undefined
      ? `${named(leader)} is the leader, and does not know it`
      : undefined
  })

/**
 * L14: Once no more faults happen, and no operator acts, producers are not refused for good: where the partition has a leader,
 * it accepts producers with acks=all again and again. What heals by itself is that of L13. Holds in any run in which no
 * LeaderAndIsr was lost.
 */
export const acceptedWithoutOperator: PropertyOf = (judged) =>
  judged.settings.acks === 'all'
    ? leftAlone(judged, 'L14 producers accepted without an operator', ({ decide, settings }, cluster, partition) => {
        const leader = leaderOf(cluster, partition)
        if (leader === undefined) return undefined
        const { leadership } = replicaOf(cluster, leader, partition)
        if (decide.refusesProduce(leadership, settings) === undefined) return undefined
        return `${named(leader)} refuses producers with NOT_ENOUGH_REPLICAS: its ISR is ${setOf(leadership.isr)}, and min.insync.replicas=${settings.minIsr}`
      })
    : undefined

/** The agreed leader, if it runs and knows that it leads in the present epoch. */
const leaderOf = (cluster: Cluster, partition: PartitionId): BrokerId | undefined => {
  const { leader, leaderEpoch } = stateOf(cluster, partition)
  if (leader === NONE || !brokerOf(cluster, leader).isUp) return undefined
  const replica = replicaOf(cluster, leader, partition)
  return leads(replica, leader) && replica.leaderEpoch === leaderEpoch ? leader : undefined
}

const leftAlone = (
  judged: Judged,
  name: string,
  lacks: (config: Config, cluster: Cluster, partition: PartitionId) => string | undefined,
): ReturnType<PropertyOf> =>
  converges(judged, name, {
    needsEpochs: true,
    heals: healsByItself,
    lacks,
    isLeftOut: (_, { spent }) => spent['lost-request'] > 0,
  })
