import { mapped } from '../../../kit/mapped'
import { crashFaults, type Bounds } from '../../bounds'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId } from '../../values'
import { hasFailedDirectory } from './directories'

/**
 * The high watermark that a process has checkpointed is read when the next process starts, and written anew when this one is closed
 * (ReplicaManager.checkpointHighWatermarks, 4.3.1). If no fault
 * is left that ends it without that, nobody reads it: it is taken for up to date.
 */
export const withoutUnseenCheckpoints = (
  { faults }: Pick<Bounds, 'faults'>,
  before: Cluster,
  cluster: Cluster,
): Cluster => {
  const { spent } = cluster
  if (crashFaults.some((fault) => spent[fault] < faults[fault])) return cluster
  const isOld = (one: Broker, id: BrokerId): boolean => one === before.brokers[id] && spent === before.spent
  const brokers = mapped(cluster.brokers, (one, id) => (isOld(one, id) || !isBehind(one) ? one : upToDate(one)))
  return brokers === cluster.brokers ? cluster : { ...cluster, brokers }
}

/** A process whose log directory has failed is stopped when that is repaired. */
const isBehind = (broker: Broker): boolean =>
  broker.isUp &&
  !hasFailedDirectory(broker) &&
  broker.replicas.some(({ disk, highWatermark }) => disk.highWatermark !== highWatermark)

const upToDate = (broker: Broker): Broker => ({
  ...broker,
  replicas: broker.replicas.map((replica): Replica => ({
    ...replica,
    disk: { ...replica.disk, highWatermark: replica.highWatermark },
  })),
})
