import { has } from '../kit/bits'
import type { Verdict } from '../contract/machine'
import { brokerOf, leads, replicaOf } from '../model/cluster'
import { stateOf } from '../model/coordinator/coordinator'
import { firstDifference, recordAt } from '../model/replica/log'
import type { Cluster, Replica } from '../model/state'
import type { Brokers, PartitionId } from '../model/values'
import { inCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S12: every running member of the agreed ISR agrees with every broker that leads, a zombie too, below that broker's high
 * watermark. Promised in clean runs. StrongIsr of kafka-specification.
 */
export const strongIsr: PropertyOf = (judged) =>
  inCleanRuns(judged, 'S12 strong ISR', ({ cluster }, partition = 0) =>
    disagreement(cluster, partition, () => stateOf(cluster, partition).isr),
  )

/**
 * S11: the same for the ISR that the leader itself keeps. Promised in clean runs. WeakIsr of kafka-specification.
 *
 * Where replicas move, the controller takes brokers out of the ISR that are to delete their replicas. They are none of its members for
 * a leader that has not heard of that yet.
 */
export const weakIsr: PropertyOf = (judged) =>
  inCleanRuns(judged, 'S11 weak ISR', ({ cluster }, partition = 0) =>
    disagreement(cluster, partition, (leader) =>
      judged.bounds.reassign === undefined ? leader.leadership.isr : leftBy(cluster, partition, leader),
    ),
  )

const leftBy = (cluster: Cluster, partition: PartitionId, { leadership, leaderEpoch }: Replica): Brokers => {
  const agreed = stateOf(cluster, partition)
  return leaderEpoch < agreed.leaderEpoch ? leadership.isr & agreed.isr : leadership.isr
}

const disagreement = (cluster: Cluster, partition: PartitionId, isrOf: (leader: Replica) => Brokers): Verdict => {
  for (let id = 0; id < cluster.brokers.length; id++) {
    const leader = replicaOf(cluster, id, partition)
    if (!leads(leader, id)) continue
    const isr = isrOf(leader)
    for (let member = 0; member < cluster.brokers.length; member++) {
      if (member === id || !has(isr, member) || !brokerOf(cluster, member).isUp) continue
      const { log } = replicaOf(cluster, member, partition).disk
      const offset = firstDifference(leader.disk.log, log, leader.highWatermark)
      if (offset < 0) continue
      const mine = recordName(recordAt(leader.disk.log, offset))
      return `${named(id)} leads in epoch ${leader.leaderEpoch} with ${mine} at offset ${offset} below its high watermark; ${named(member)} is in the ISR and has ${recordName(recordAt(log, offset))}`
    }
  }
  return undefined
}
