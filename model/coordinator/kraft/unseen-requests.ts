import { mapped } from '../../../kit/mapped'
import { NONE } from '../../../kit/schema'
import type { Config } from '../../config'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId } from '../../values'
import { kraftOf, memberOf, withMember } from './image'
import { idleAlterPartition } from './member'
import type { AlterPartition, MetadataImage, PartitionRegistration } from './state'

/**
 * An AlterPartition request that is out of date is refused, whatever it proposes (ReplicationControlManager.validateAlterPartitionData), and its
 * leader learns nothing from the answer (Partition.handleAlterPartitionError, 4.3.1). An answer that its leader does not wait for, or that is of another
 * leader epoch, changes nothing either. Only that they are under way matters: the leader sends no other one.
 */
export const withoutUnseenRequests = (config: Config, before: Cluster, cluster: Cluster): Cluster => {
  const { partitions } = answering(cluster)
  const isSettled = partitions === answering(before).partitions
  const unseen = (one: AlterPartition, replica: Replica, registration: PartitionRegistration): AlterPartition => {
    if (one.stage === 'request' && isOutOfDate(config, one, registration))
      return one.partitionEpoch === NONE ? one : outOfDate(config)
    if (one.stage !== 'answer' || !teachesNothing(one, replica)) return one
    return one.error === 'stale' && !one.isAwaited ? one : answered(config)
  }
  const changed = (broker: Broker, id: BrokerId): Broker => {
    if (isSettled && broker === before.brokers[id]) return broker
    const { alterPartitions } = memberOf(broker)
    const left = mapped(alterPartitions, (one, partition) =>
      unseen(one, broker.replicas[partition] as Replica, partitions[partition] as PartitionRegistration),
    )
    return left === alterPartitions ? broker : withMember(broker, { alterPartitions: left })
  }
  const brokers = mapped(cluster.brokers, changed)
  return brokers === cluster.brokers ? cluster : { ...cluster, brokers }
}

/** What the controller knows that answers. One that was replaced may answer as well, and knows less. */
const answering = (cluster: Cluster): MetadataImage => {
  const { images, replaced } = kraftOf(cluster)
  return images[replaced === NONE ? images.length - 1 : replaced] as MetadataImage
}

/** Partition epochs only grow, and with each leader. */
const isOutOfDate = ({ decide }: Config, request: AlterPartition, registered: PartitionRegistration): boolean =>
  decide.refusesPartitionEpoch(registered.partitionEpoch, request.partitionEpoch)

/** See `learnt` in alter-partition.ts. */
const teachesNothing = ({ isAwaited, error, leaderEpoch }: AlterPartition, replica: Replica): boolean =>
  !isAwaited || error === 'stale' || (error === 'none' && leaderEpoch !== replica.leaderEpoch)

/** Its partition epoch is one before all others. */
const outOfDate = ({ bounds }: Config): AlterPartition => ({
  ...idleAlterPartition(bounds),
  stage: 'request',
  partitionEpoch: NONE,
})

/** An error of which nobody learns anything. */
const answered = ({ bounds }: Config): AlterPartition => ({
  ...idleAlterPartition(bounds),
  stage: 'answer',
  error: 'stale',
})
