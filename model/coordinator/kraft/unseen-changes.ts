import { has } from '../../../kit/bits'
import { mapped } from '../../../kit/mapped'
import type { Bounds } from '../../bounds'
import { leads } from '../../cluster'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId } from '../../values'
import { hasFailedDirectory } from './directories'
import { firstPlaceToStop, kraftOf, memberOf, withMember } from './image'
import { isReplica } from './replay'
import type { MetadataImage, PartitionRegistration } from './state'

/** A broker that leads nothing, and would learn nothing from the next change at which it may stop, has replayed it. */
export const withoutUnseenChanges = (bounds: Bounds, before: Cluster, cluster: Cluster): Cluster => {
  const { images } = kraftOf(cluster)
  const first = firstPlaceToStop(bounds, images)
  const isSettled = settledSince(bounds, before, cluster)
  const hearing = hearingIn(bounds, cluster)
  const caughtUp = (broker: Broker, id: BrokerId): Broker => {
    if (isSettled(broker, id)) return broker
    const { view, hasPublished } = memberOf(broker)
    if (!hasPublished || leadsAny(broker, id)) return broker
    const seen = images[view] as MetadataImage
    let place = view
    for (let next = Math.max(view + 1, first); next < images.length; next++) {
      if (!teachesNothing(hearing(broker, id), seen, images[next] as MetadataImage)) break
      place = next
    }
    return place === view ? broker : withMember(broker, { view: place })
  }
  const brokers = mapped(cluster.brokers, caughtUp)
  return brokers === cluster.brokers ? cluster : { ...cluster, brokers }
}

/** Who hears of a change, and what is near: then more of it matters. */
export interface Hearing {
  readonly broker: Broker
  readonly self: BrokerId
  readonly isShutdownNear: boolean
  readonly isFailureNear: boolean
}

/** Who hears of a change in this cluster. */
export const hearingIn = (bounds: Bounds, cluster: Cluster): ((broker: Broker, self: BrokerId) => Hearing) => {
  const isShutdownNear = mayShutDown(bounds, cluster)
  return (broker, self) => ({ broker, self, isShutdownNear, isFailureNear: mayFail(bounds, cluster, broker) })
}

/** A broker that has not changed itself has nothing more to forget, if there is no other image, and no fault was spent. */
export const settledSince = (
  bounds: Bounds,
  before: Cluster,
  cluster: Cluster,
): ((broker: Broker, id: BrokerId) => boolean) => {
  const isSame =
    kraftOf(cluster).images === kraftOf(before).images &&
    cluster.spent === before.spent &&
    mayShutDown(bounds, cluster) === mayShutDown(bounds, before)
  return (broker, id) => isSame && broker === before.brokers[id]
}

/** A controlled shutdown is within the budget, or one goes on. */
const mayShutDown = (
  { faults }: Pick<Bounds, 'faults'>,
  { spent, brokers }: Pick<Cluster, 'spent' | 'brokers'>,
): boolean => spent['clean-shutdown'] < faults['clean-shutdown'] || brokers.some(({ isStopping }) => isStopping)

/** The log directory of this broker has failed, or one may yet fail. */
const mayFail = ({ faults }: Pick<Bounds, 'faults'>, { spent }: Pick<Cluster, 'spent'>, broker: Broker): boolean =>
  spent['directory-failure'] < faults['directory-failure'] || hasFailedDirectory(broker)

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
  { broker, self, isShutdownNear, isFailureNear }: Hearing,
  partition: number,
  known: PartitionRegistration,
  next: PartitionRegistration,
): boolean => {
  if (known.partitionEpoch === next.partitionEpoch) return true
  if (isFailureNear) return false
  if (isShutdownNear && !has(next.isr, self)) return false
  const { leaderEpoch } = broker.replicas[partition] as Replica
  return next.leaderEpoch <= leaderEpoch && isReplica(known, self) === isReplica(next, self)
}
