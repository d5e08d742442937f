import type { Bounds } from '../../bounds'
import { leads } from '../../cluster'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId } from '../../values'
import { alterPartitionOf, kraftOf, memberOf, withMember } from './image'
import type { BrokerRegistration, MetadataImage, PartitionRegistration } from './state'

/**
 * A broker that would learn nothing from the next change at which it may stop has replayed it. What a broker learns that shuts down is
 * another matter, so nothing is forgotten as long as one may.
 */
export const withoutUnseenChanges = (bounds: Bounds, cluster: Cluster): Cluster => {
  if (mayShutDown(bounds, cluster)) return cluster
  const { images } = kraftOf(cluster)
  const first = firstPlaceToStop(bounds, images)
  const caughtUp = (broker: Broker, id: BrokerId): Broker => {
    const { view, hasPublished } = memberOf(broker)
    if (!broker.isUp || !hasPublished) return broker
    const seen = images[view] as MetadataImage
    let place = view
    for (let next = Math.max(view + 1, first); next < images.length; next++) {
      if (!teachesNothing(bounds, broker, id, seen, images[next] as MetadataImage)) break
      place = next
    }
    return place === view ? broker : withMember(broker, { view: place })
  }
  return { ...cluster, brokers: cluster.brokers.map(caughtUp) }
}

/** A controlled shutdown is within the budget, or one goes on. */
export const mayShutDown = (
  { faults }: Pick<Bounds, 'faults'>,
  { spent, brokers }: Pick<Cluster, 'spent' | 'brokers'>,
): boolean => spent['clean-shutdown'] < faults['clean-shutdown'] || brokers.some(({ isStopping }) => isStopping)

/** Brokers may stop at the images from this place on. */
export const firstPlaceToStop = ({ kraft }: Pick<Bounds, 'kraft'>, { length }: { readonly length: number }): number =>
  Math.max(0, length - (kraft?.metadataLag ?? 0))

export const leadsAny = ({ replicas }: Broker, self: BrokerId): boolean =>
  replicas.some((replica) => leads(replica, self))

const teachesNothing = (
  bounds: Bounds,
  broker: Broker,
  self: BrokerId,
  seen: MetadataImage,
  next: MetadataImage,
): boolean =>
  next.brokers.every((one, id) => {
    const known = seen.brokers[id] as BrokerRegistration
    // Its own epoch is compared before it is unfenced (controller.ts), and a leader looks at its followers (eligibility.ts).
    if (id === self) return one.epoch === known.epoch
    return !leadsAny(broker, self) || isSameFollower(one, known)
  }) &&
  next.partitions.every((one, partition) => isNoNews(bounds, broker, self, partition, seen.partitions[partition], one))

const isSameFollower = (one: BrokerRegistration, other: BrokerRegistration): boolean =>
  one.epoch === other.epoch &&
  one.isFenced === other.isFenced &&
  one.inControlledShutdown === other.inControlledShutdown

/** A follower goes on as before unless there is another leader epoch, or it is no replica any more (`makeFollower`, `publish` in replay.ts). */
const isNoNews = (
  bounds: Bounds,
  broker: Broker,
  self: BrokerId,
  partition: number,
  known: PartitionRegistration | undefined,
  next: PartitionRegistration,
): boolean => {
  if (known?.partitionEpoch === next.partitionEpoch) return true
  // A broker whose directory has failed creates its replicas anew at the next change; and one says so that has them in another directory.
  if (bounds.faults['directory-failure'] > 0 || known?.directories[self] !== next.directories[self]) return false
  const replica = broker.replicas[partition] as Replica
  if (leads(replica, self) || alterPartitionOf(broker, partition).isAwaited) return false
  return next.leaderEpoch <= replica.leaderEpoch && isAssigned(known, self) === isAssigned(next, self)
}

const isAssigned = (registration: PartitionRegistration | undefined, self: BrokerId): boolean =>
  registration?.assignment[0]?.replicas.includes(self) ?? true
