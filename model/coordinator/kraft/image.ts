/** The metadata log: reading what stands, and writing what changes. */
import type { Bounds } from '../../bounds'
import { replaced } from '../../cluster'
import type { Broker, Cluster } from '../../state'
import type { BrokerId, PartitionId } from '../../values'
import type { KraftBounds } from './bounds'
import {
  UNREGISTERED,
  type AlterPartition,
  type BrokerRegistration,
  type Kraft,
  type KraftMember,
  type MetadataImage,
  type PartitionRegistration,
} from './state'

/** What the brokers and the controller share of KRaft. Only where the bounds have it. */
export const kraftOf = ({ coordinator }: Cluster): Kraft => coordinator.kraft[0] as Kraft

export const withKraft = (cluster: Cluster, changes: Partial<Kraft>): Cluster => ({
  ...cluster,
  coordinator: { ...cluster.coordinator, kraft: [{ ...kraftOf(cluster), ...changes }] },
})

export const newest = (cluster: Cluster): MetadataImage => kraftOf(cluster).images.at(-1) as MetadataImage

/** What the controller knows of a partition. */
export const registrationOf = (cluster: Cluster, partition: PartitionId): PartitionRegistration =>
  newest(cluster).partitions[partition] as PartitionRegistration

/** What the controller knows of a broker. */
export const brokerRegistrationOf = (cluster: Cluster, id: BrokerId): BrokerRegistration =>
  newest(cluster).brokers[id] as BrokerRegistration

export const memberOf = (broker: Broker): KraftMember => broker.kraft[0] as KraftMember

export const withMember = (broker: Broker, changes: Partial<KraftMember>): Broker => ({
  ...broker,
  kraft: [{ ...memberOf(broker), ...changes }],
})

/** Brokers may stop at the images from this place on: those of the newest `metadataLag` changes. */
export const firstPlaceToStop = ({ kraft }: Pick<Bounds, 'kraft'>, { length }: Kraft['images']): number =>
  Math.max(0, length - (kraft as KraftBounds).metadataLag)

/** What a broker has replayed; undefined: it has published nothing yet. */
export const viewOf = (cluster: Cluster, broker: Broker): MetadataImage | undefined => {
  const { view, hasPublished } = memberOf(broker)
  return hasPublished ? kraftOf(cluster).images[view] : undefined
}

/** The controller writes records: QuorumController.appendWriteEvent. What did not change stays the same object. */
export const commit = (cluster: Cluster, changes: Partial<MetadataImage>): Cluster => {
  const { images } = kraftOf(cluster)
  return withKraft(cluster, { images: [...images, { ...newest(cluster), ...changes }] })
}

/** The registrations of all brokers, with another one in one place. */
export const withRegistration = (
  cluster: Cluster,
  id: BrokerId,
  changes: Partial<BrokerRegistration>,
): readonly BrokerRegistration[] =>
  replaced(newest(cluster).brokers, id, { ...brokerRegistrationOf(cluster, id), ...changes })

/** The process is the one that the controller knows, so its heartbeats count. */
export const isRegisteredAs = (broker: Broker, { epoch }: BrokerRegistration): boolean =>
  broker.isUp && memberOf(broker).brokerEpoch === epoch && epoch !== UNREGISTERED

export const alterPartitionOf = (broker: Broker, partition: PartitionId): AlterPartition =>
  memberOf(broker).alterPartitions[partition] as AlterPartition

export const withAlterPartition = (broker: Broker, partition: PartitionId, one: AlterPartition): Broker =>
  withMember(broker, { alterPartitions: replaced(memberOf(broker).alterPartitions, partition, one) })
