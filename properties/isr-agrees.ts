import { has } from '../kit/bits'
import { leads } from '../model/cluster'
import type { Brokers, Cluster, Replica } from '../model/state'
import { firstDifference } from './logs'
import { inCleanRuns, type PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * S12: every running member of ZooKeeper's ISR agrees with every broker that leads, a zombie too, below that broker's high
 * watermark. Promised in clean runs. StrongIsr of kafka-specification.
 */
export const strongIsr: PropertyOf = (judged) =>
  inCleanRuns(judged, 'S12 strong ISR', ({ cluster }) => disagreement(cluster, () => cluster.zk.isr))

/** S11: the same for the ISR that the leader itself keeps. Promised in clean runs. WeakIsr of kafka-specification. */
export const weakIsr: PropertyOf = (judged) =>
  inCleanRuns(judged, 'S11 weak ISR', ({ cluster }) => disagreement(cluster, ({ leadership }) => leadership.isr))

const disagreement = ({ brokers }: Cluster, isrOf: (leader: Replica) => Brokers): string | undefined => {
  for (const [id, { replica }] of brokers.entries()) {
    if (!leads(replica, id)) continue
    const isr = isrOf(replica)
    for (const [member, { isUp, replica: other }] of brokers.entries()) {
      if (!isUp || member === id || !has(isr, member)) continue
      const offset = firstDifference(replica.disk.log, other.disk.log, replica.highWatermark)
      if (offset < 0) continue
      const mine = recordName(replica.disk.log[offset])
      return `${named(id)} leads in epoch ${replica.leaderEpoch} with ${mine} at offset ${offset} below its high watermark; ${named(member)} is in the ISR and has ${recordName(other.disk.log[offset])}`
    }
  }
  return undefined
}
