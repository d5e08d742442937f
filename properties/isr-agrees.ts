import { has } from '../kit/bits'
import type { Verdict } from '../contract/machine'
import { brokerOf, leads, replicaOf } from '../model/cluster'
import { isKnownProcess, partitionEpochOf, stateOf } from '../model/coordinator/coordinator'
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
 * a leader that has not heard of that yet. With KRaft the controller takes out a broker that is fenced or registers anew, too.
 */
export const weakIsr: PropertyOf = (judged) =>
  inCleanRuns(judged, 'S11 weak ISR', ({ cluster }, partition = 0) =>
    disagreement(cluster, partition, (leader) =>
      judged.bounds.reassign === undefined && judged.bounds.kraft === undefined
        ? leader.leadership.isr
        : leftBy(cluster, partition, leader),
    ),
  )

const leftBy = (cluster: Cluster, partition: PartitionId, { leadership, leaderEpoch }: Replica): Brokers => {
  const agreed = stateOf(cluster, partition)
  const isPresent =
    leaderEpoch === agreed.leaderEpoch && leadership.partitionEpoch >= partitionEpochOf(cluster, partition)
  return isPresent ? leadership.isr : leadership.isr & agreed.isr
}

const disagreement = (cluster: Cluster, partition: PartitionId, isrOf: (leader: Replica) => Brokers): Verdict => {
  for (let id = 0; id < cluster.brokers.length; id++) {
    const leader = replicaOf(cluster, id, partition)
    if (!leads(leader, id)) continue
    const isr = isrOf(leader)
    for (let member = 0; member < cluster.brokers.length; member++) {
      if (member === id || !has(isr, member) || !brokerOf(cluster, member).isUp) continue
      if (!isKnownProcess(cluster, member)) continue
      const { log } = replicaOf(cluster, member, partition).disk
      const offset = firstDifference(leader.disk.log, log, leader.highWatermark)
      if (offset < 0) continue
      const mine = recordName(recordAt(leader.disk.log, offset))
      return `${named(id)} leads in epoch ${leader.leaderEpoch} with ${mine} at offset ${offset} below its high watermark; ${named(member)} is in the ISR and has ${recordName(recordAt(log, offset))}`
    }
  }
  return undefined
}
