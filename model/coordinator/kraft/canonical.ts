/**
 * One form for states that behave alike: after each step, what nobody can see any more is dropped.
 *
 * Images that no broker holds or may still stop at are gone. Partition epochs are numbered anew from 0, in their
 * order, because only their order matters. So a cluster without end has finitely many states.
 */
import { mapped } from '../../../kit/mapped'
import { NONE } from '../../../kit/schema'
import type { Bounds } from '../../bounds'
import { leads } from '../../cluster'
import type { Config } from '../../config'
import type { Broker, Cluster, Replica } from '../../state'
import type { PartitionEpoch } from '../../values'
import { withoutCheckpoints, withoutNews } from './forgetting'
import { firstPlaceToStop, kraftOf, memberOf, withKraft, withMember } from './image'
import type { AlterPartition, MetadataImage } from './state'

/** The canonical form of `after`, the outcome of a step from `before`, which is canonical. */
export const canonical = (config: Config, before: Cluster, after: Cluster): Cluster => {
  const { bounds } = config
  const forgets = bounds.kraft?.forgets === true
  const left = forgets ? withoutCheckpoints(config, before, after) : after
  if (looksSame(before, left)) return left
  return renumbered(bounds, trimmed(bounds, forgets ? withoutNews(config, before, left) : left))
}

/**
 * Nothing has changed that images and partition epochs depend on. A leader hears of another partition epoch where its process replays the
 * metadata log or gets an answer, so what that has of KRaft is another, too. Once a fault is spent, there may be more that nobody looks at.
 */
const looksSame = (before: Cluster, after: Cluster): boolean => {
  if (before.spent !== after.spent) return false
  if (before.coordinator.kraft !== after.coordinator.kraft) return false
  for (let id = 0; id < after.brokers.length; id++)
    if (before.brokers[id]?.kraft !== after.brokers[id]?.kraft) return false
  return true
}

/**
 * Without the images that nobody will look at again: a broker looks at its own, and at those of the newest `metadataLag` that come after
 * it. A process that starts begins with the newest, a controller that was replaced knows its own, and a quorum that may lose metadata
 * goes back to one of the newest.
 */
const trimmed = (bounds: Bounds, cluster: Cluster): Cluster => {
  const { images, replaced } = kraftOf(cluster)
  const held = [...viewsOf(cluster.brokers), replaced]
  const views = viewsOf(cluster.brokers.filter((broker) => !memberOf(broker).isAhead))
  const mayLose = cluster.spent['quorum-loss'] < bounds.faults['quorum-loss']
  const first = Math.max(firstPlaceToStop(bounds, images), mayLose ? 0 : Math.min(images.length - 1, ...views))
  const isKept = (place: number): boolean => place >= first || held.includes(place)
  const places = images.flatMap((_, place) => (isKept(place) ? [place] : []))
  if (places.length === images.length) return cluster
  const brokers = cluster.brokers.map((broker) => {
    const member = memberOf(broker)
    const view = member.view === NONE ? NONE : places.indexOf(member.view)
    return view === member.view ? broker : withMember(broker, { view })
  })
  const kept = places.map((place) => images[place] as MetadataImage)
  return withKraft(
    { ...cluster, brokers },
    { images: kept, replaced: replaced === NONE ? NONE : places.indexOf(replaced) },
  )
}

/** The places of the images that these brokers hold. */
const viewsOf = (brokers: readonly Broker[]): readonly number[] =>
  brokers.map((broker) => memberOf(broker).view).filter((view) => view !== NONE)

/** The partition epochs of one partition that are in sight, lowest first. */
const epochsInSight = (cluster: Cluster, partition: number): readonly PartitionEpoch[] => {
  const { images, uncommitted } = kraftOf(cluster)
  const seen: PartitionEpoch[] = [...images, ...uncommitted].map(
    ({ partitions }) => partitions[partition]?.partitionEpoch ?? 0,
  )
  cluster.brokers.forEach((broker, id) => {
    const replica = broker.replicas[partition] as Replica
    if (leads(replica, id)) seen.push(replica.leadership.partitionEpoch)
    const one = memberOf(broker).alterPartitions[partition] as AlterPartition
    if (isNumbered(one)) seen.push(one.partitionEpoch)
  })
  return [...new Set(seen)].filter((epoch) => epoch !== NONE).sort((one, other) => one - other)
}

const isNumbered = ({ stage, error }: AlterPartition): boolean => stage !== 'idle' && error === 'none'

const renumbered = (bounds: Bounds, cluster: Cluster): Cluster => {
  let present = cluster
  for (let partition = 0; partition < bounds.partitions; partition++) {
    const epochs = epochsInSight(present, partition)
    if (epochs.some((epoch, rank) => epoch !== rank))
      present = withRanks(present, partition, (epoch) => (epoch === NONE ? NONE : epochs.indexOf(epoch)))
  }
  return present
}

type RankOf = (epoch: PartitionEpoch) => number

const withRanks = (cluster: Cluster, partition: number, rankOf: RankOf): Cluster => {
  const at = <T>(items: readonly T[], change: (item: T) => T): readonly T[] =>
    mapped(items, (item, place) => (place === partition ? change(item) : item))
  const ranked = <T extends { readonly partitionEpoch: PartitionEpoch }>(one: T): T => {
    const partitionEpoch = rankOf(one.partitionEpoch)
    return partitionEpoch === one.partitionEpoch ? one : { ...one, partitionEpoch }
  }
  const numbered = (image: MetadataImage): MetadataImage => {
    const partitions = at(image.partitions, ranked)
    return partitions === image.partitions ? image : { ...image, partitions }
  }
  const kraft = kraftOf(cluster)
  const [images, uncommitted] = [mapped(kraft.images, numbered), mapped(kraft.uncommitted, numbered)]
  const brokers = mapped(cluster.brokers, (broker, id) => {
    const [member] = broker.kraft
    if (member === undefined) return broker
    const alterPartitions = at(member.alterPartitions, (one) => (isNumbered(one) ? ranked(one) : one))
    const replicas = at(broker.replicas, (replica) => {
      if (!leads(replica, id)) return replica
      const leadership = ranked(replica.leadership)
      return leadership === replica.leadership ? replica : { ...replica, leadership }
    })
    if (alterPartitions === member.alterPartitions)
      return replicas === broker.replicas ? broker : { ...broker, replicas }
    return { ...broker, replicas, kraft: [{ ...member, alterPartitions }] }
  })
  return withKraft(brokers === cluster.brokers ? cluster : { ...cluster, brokers }, { images, uncommitted })
}
