import { has } from '../../../kit/bits'
import type { Bounds } from '../../bounds'
import { leads } from '../../cluster'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId } from '../../values'
import type { KraftBounds } from './bounds'
import { alterPartitionOf, kraftOf, memberOf, withMember } from './image'
import type { BrokerRegistration, MetadataImage, PartitionRegistration } from './state'

/** A broker that would learn nothing from the next change at which it may stop has replayed it. */
export const withoutUnseenChanges = (bounds: Bounds, cluster: Cluster): Cluster => {
  const { images } = kraftOf(cluster)
  const first = firstPlaceToStop(bounds, images)
  const isShutdownNear = mayShutDown(bounds, cluster)
  const caughtUp = (broker: Broker, id: BrokerId): Broker => {
    const { view, hasPublished } = memberOf(broker)
    if (!broker.isUp || !hasPublished) return broker
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

/** Brokers may stop at the images from this place on. */
export const firstPlaceToStop = ({ kraft }: Pick<Bounds, 'kraft'>, { length }: { readonly length: number }): number =>
  Math.max(0, length - (kraft as KraftBounds).metadataLag)

export const leadsAny = ({ replicas }: Broker, self: BrokerId): boolean =>
  replicas.some((replica) => leads(replica, self))

const teachesNothing = (hearing: Hearing, seen: MetadataImage, next: MetadataImage): boolean => {
  const { broker, self, isShutdownNear } = hearing
  const isLeader = leadsAny(broker, self)
  const isKnown = (one: BrokerRegistration, id: BrokerId): boolean => {
    const known = seen.brokers[id] as BrokerRegistration
    // A broker that shuts down waits until all others have heard of it; its own epoch is compared before one is unfenced (controller.ts).
    if (isShutdownNear && !isSameShutdown(one, known)) return false
    if (id === self) return one.epoch === known.epoch
    // A leader looks at its followers (eligibility.ts).
    return !isLeader || (isSameShutdown(one, known) && one.isFenced === known.isFenced)
  }
  return (
    next.brokers.every(isKnown) &&
    next.partitions.every((one, partition) => isNoNews(hearing, partition, seen.partitions[partition], one))
  )
}

const isSameShutdown = (one: BrokerRegistration, other: BrokerRegistration): boolean =>
  one.epoch === other.epoch && one.inControlledShutdown === other.inControlledShutdown

/**
 * A follower goes on as before unless there is another leader epoch, it is no replica any more, or it shuts down and is not in the ISR (`makeFollower`,
 * `publish` in replay.ts).
 */
const isNoNews = (
  { bounds, broker, self, isShutdownNear }: Hearing,
  partition: number,
  known: PartitionRegistration | undefined,
  next: PartitionRegistration,
): boolean => {
  if (known?.partitionEpoch === next.partitionEpoch) return true
  // A broker whose directory has failed creates its replicas anew at the next change; and one says so that has them in another directory.
  if (bounds.faults['directory-failure'] > 0 || known?.directories[self] !== next.directories[self]) return false
  if (isShutdownNear && !has(next.isr, self)) return false
  const replica = broker.replicas[partition] as Replica
  if (leads(replica, self) || alterPartitionOf(broker, partition).isAwaited) return false
  return next.leaderEpoch <= replica.leaderEpoch && isAssigned(known, self) === isAssigned(next, self)
}

const isAssigned = (registration: PartitionRegistration | undefined, self: BrokerId): boolean =>
  registration?.assignment[0]?.replicas.includes(self) ?? true
