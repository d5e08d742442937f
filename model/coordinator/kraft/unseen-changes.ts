import { has } from '../../../kit/bits'
import type { Bounds } from '../../bounds'
import { leads } from '../../cluster'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId } from '../../values'
import { firstPlaceToStop, kraftOf, memberOf, withMember } from './image'
import { isReplica } from './replay'
import type { MetadataImage, PartitionRegistration } from './state'

/** A broker that leads nothing, and would learn nothing from the next change at which it may stop, has replayed it. */
export const withoutUnseenChanges = (bounds: Bounds, cluster: Cluster): Cluster => {
  const { images } = kraftOf(cluster)
  const first = firstPlaceToStop(bounds, images)
  const isShutdownNear = mayShutDown(bounds, cluster)
  const caughtUp = (broker: Broker, id: BrokerId): Broker => {
    const { view, hasPublished } = memberOf(broker)
    if (!hasPublished || leadsAny(broker, id)) return broker
    const hearing: Hearing = { bounds, broker, self: id, isShutdownNear }
    const seen = images[view] as MetadataImage
    let place = view
    for (let next = Math.max(view + 1, first); next < images.length; next++) {
      if (!teachesNothing(hearing, seen, images[next] as MetadataImage)) break
      place = next
    }
    return place === view ? broker : withMember(broker, { view: place })
  }
  return { ...cluster, brokers: cluster.brokers.map(caughtUp) }
}

/** Who hears of a change. */
interface Hearing {
  readonly bounds: Bounds
  readonly broker: Broker
  readonly self: BrokerId
  readonly isShutdownNear: boolean
}

/** A controlled shutdown is within the budget, or one goes on. */
export const mayShutDown = (
  { faults }: Pick<Bounds, 'faults'>,
  { spent, brokers }: Pick<Cluster, 'spent' | 'brokers'>,
): boolean => spent['clean-shutdown'] < faults['clean-shutdown'] || brokers.some(({ isStopping }) => isStopping)

export const leadsAny = ({ replicas }: Broker, self: BrokerId): boolean =>
  replicas.some((replica) => leads(replica, self))

/**
 * Its own epoch is compared before a broker is unfenced (controller.ts). That another one shuts down comes with a leader epoch, so nobody misses
 * it.
 */
const teachesNothing = (hearing: Hearing, seen: MetadataImage, next: MetadataImage): boolean =>
  next.brokers[hearing.self]?.epoch === seen.brokers[hearing.self]?.epoch &&
  next.partitions.every((one, partition) =>
    isNoNews(hearing, partition, seen.partitions[partition] as PartitionRegistration, one),
  )

/**
 * A follower goes on as before unless there is another leader epoch, it is no replica any more, or it shuts down and is not in the ISR:
 * Partition.makeFollower, ReplicaManager.applyLocalFollowersDelta (4.3.1), as in replay.ts. One whose log directory has failed creates its replicas anew at the next change.
 */
const isNoNews = (
  { bounds, broker, self, isShutdownNear }: Hearing,
  partition: number,
  known: PartitionRegistration,
  next: PartitionRegistration,
): boolean => {
  if (known.partitionEpoch === next.partitionEpoch) return true
  if (bounds.faults['directory-failure'] > 0) return false
  if (isShutdownNear && !has(next.isr, self)) return false
  const { leaderEpoch } = broker.replicas[partition] as Replica
  return next.leaderEpoch <= leaderEpoch && isReplica(known, self) === isReplica(next, self)
}
