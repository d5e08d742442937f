import { NONE } from '../../../kit/schema'
import type { Bounds } from '../../bounds'
import type { Broker, Cluster } from '../../state'
import type { BrokerId } from '../../values'
import { firstPlaceToStop, kraftOf, memberOf, withKraft, withMember } from './image'
import {
  UNASSIGNED,
  type BrokerRegistration,
  type KraftAssignment,
  type MetadataImage,
  type PartitionRegistration,
} from './state'
import { hearingIn, leadsAny, settledSince, type Hearing } from './unseen-changes'

/**
 * Of an image that a broker holds, and at which nobody may stop any more, only what this broker still looks at is left: whether partitions
 * have changed since (TopicDelta.localChanges, 4.3.1), and what it compares of brokers. A process that has published nothing looks at none.
 */
export const withoutUnseenContents = (bounds: Bounds, before: Cluster, cluster: Cluster): Cluster => {
  const { images, replaced } = kraftOf(cluster)
  const first = firstPlaceToStop(bounds, images)
  if (first === 0) return cluster
  const isSettled = settledSince(bounds, before, cluster)
  const hearing = hearingIn(bounds, cluster)
  const held = cluster.brokers.map((broker, id) => {
    const image = oldImageOf(images, first, broker)
    if (image === undefined || isSettled(broker, id)) return image
    return heldBy(hearing(broker, id), image, images[first] as MetadataImage)
  })
  // What a controller knows that was replaced is what stood last in the log for it, so it comes last.
  const known = replaced === NONE || replaced >= first ? undefined : images[replaced]
  const old = [...once(held), ...(known === undefined ? [] : [known])]
  const moved = (place: number): number => (place === NONE ? NONE : Math.max(place, first) - first + old.length)
  const brokers = cluster.brokers.map((broker, id) => {
    const { view } = memberOf(broker)
    const image = held[id]
    const place = image === undefined ? moved(view) : old.findIndex((one) => isSame(one, image))
    return place === view ? broker : withMember(broker, { view: place })
  })
  return withKraft(
    { ...cluster, brokers },
    { images: [...old, ...images.slice(first)], replaced: known === undefined ? moved(replaced) : old.length - 1 },
  )
}

/** The image that a broker holds, if nobody may stop there. Undefined: it holds none, or looks at none. */
const oldImageOf = (images: readonly MetadataImage[], first: number, broker: Broker): MetadataImage | undefined => {
  const { view, hasPublished } = memberOf(broker)
  return hasPublished && view < first ? images[view] : undefined
}

/** What a broker looks at of its image. `next` is the first one at which it may stop. */
const heldBy = (
  { broker, self, isShutdownNear, isFailureNear }: Hearing,
  { partitions, brokers }: MetadataImage,
  next: MetadataImage,
): MetadataImage => {
  const isLeader = leadsAny(broker, self)
  // A broker that shuts down waits until all others have heard of it, and whatever it hears of a partition matters.
  const isCompared = isShutdownNear || isLeader || isFailureNear
  return {
    partitions: partitions.map((one, partition) => {
      const hasChanged = one.partitionEpoch !== next.partitions[partition]?.partitionEpoch
      // It looks at its own directory (directory-reports.ts). Where none fails, the newest image tells the same.
      const directories = one.directories.map((directory, id) =>
        isFailureNear && id === self ? directory : UNASSIGNED,
      )
      const assignment = isLeader ? one.assignment : one.assignment.map(({ replicas }) => ownOf(replicas, self))
      return {
        ...one,
        ...nothing,
        directories,
        assignment,
        partitionEpoch: isCompared && !hasChanged ? one.partitionEpoch : NONE,
      }
    }),
    brokers: brokers.map((one, id) => lookedAt(one, id === self, isLeader, isShutdownNear)),
  }
}

/** A follower looks at whether it has a replica itself (`publish` in replay.ts). */
const ownOf = (replicas: readonly BrokerId[], self: BrokerId): KraftAssignment => ({
  ...{ adding: 0, removing: 0 },
  replicas: replicas.includes(self) ? [self] : [],
})

/** Of a partition: what of it nobody looks at in such an image. */
const nothing = { leader: NONE, leaderEpoch: 0, isr: 0, elr: 0, lastKnownLeader: NONE, isRecovering: false }

/** A leader looks at its followers, and every broker at its own epoch before it is unfenced. */
const lookedAt = (
  one: BrokerRegistration,
  isOwn: boolean,
  isLeader: boolean,
  isShutdownNear: boolean,
): BrokerRegistration => {
  const isFollower = isLeader && !isOwn
  return {
    epoch: isOwn || isFollower || isShutdownNear ? one.epoch : 0,
    isFenced: isFollower && one.isFenced,
    inControlledShutdown: (isFollower || isShutdownNear) && one.inControlledShutdown,
    firstOnline: 0,
  }
}

/** Those that are the same once, in the order of the brokers that hold them. */
const once = (held: readonly (MetadataImage | undefined)[]): readonly MetadataImage[] =>
  held
    .flatMap((image) => image ?? [])
    .filter((image, place, all) => all.findIndex((other) => isSame(image, other)) === place)

const isSame = (one: MetadataImage, other: MetadataImage): boolean =>
  one.partitions.every((registration, partition) => isSamePartition(registration, other.partitions[partition])) &&
  one.brokers.every((registration, id) => isSameBroker(registration, other.brokers[id]))

const isSamePartition = (one: PartitionRegistration, other?: PartitionRegistration): boolean => {
  if (one.partitionEpoch !== other?.partitionEpoch) return false
  if (one.directories.join() !== other.directories.join()) return false
  const [was, is] = [one.assignment[0], other.assignment[0]]
  return was?.replicas.join() === is?.replicas.join() && was?.adding === is?.adding && was?.removing === is?.removing
}

const isSameBroker = (one: BrokerRegistration, other?: BrokerRegistration): boolean =>
  one.epoch === other?.epoch &&
  one.isFenced === other.isFenced &&
  one.inControlledShutdown === other.inControlledShutdown
