/**
 * Brokers with several log directories (KIP-858): one fails, and the process goes on.
 *
 * A broker has the replicas of all partitions in one of its directories, and another that is healthy, with its metadata. In a heartbeat it
 * tells the controller which have failed. The controller knows in which directory each replica is, as far as the broker has said so, and
 * elects none in a directory that is not online.
 */
import { remove } from '../../../kit/bits'
import { isRefused, refuse, type Refused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import type { ActionOf } from '../../actions'
import {
  brokerOf,
  crashedDisks,
  emptyDisk,
  halt,
  replicaOf,
  spend,
  standstill,
  withBroker,
  withoutAnswersOf,
  withoutMemory,
} from '../../cluster'
import type { Config } from '../../config'
import { entriesOf } from '../../replica/log'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId, Brokers, DirectoryId, PartitionId } from '../../values'
import { brokerRegistrationOf, memberOf, newest, registrationOf } from './image'
import { UNASSIGNED, type BrokerRegistration, type LogDirectory, type MetadataImage } from './state'

const refused = {
  none: refuse('has one log directory'),
  failed: refuse('has a failed log directory already'),
  notFailed: refuse('has no failed log directory'),
  notLoaded: refuse('has not loaded its logs yet'),
  noBudget: refuse('no more of this fault within the bounds'),
}

/** The first directory that is online, as the broker itself knows. */
export const firstOnlineOf = ({ id, oldest, hasFailed }: LogDirectory): DirectoryId => (hasFailed ? id + 1 : oldest)

/** Its replicas are in a directory that has failed. */
export const hasFailedDirectory = ({ directory: [directory] }: Broker): boolean => directory?.hasFailed === true

/** BrokerRegistration.hasOnlineDir, DirectoryId.isOnline (4.3.1): a replica that was not assigned yet counts as one in an online directory. */
const isOnline = (directory: DirectoryId, { firstOnline }: BrokerRegistration): boolean =>
  directory === UNASSIGNED || directory >= firstOnline

/** The directory of this broker's replica is online, as far as the controller knows. */
export const isDirectoryOnline = (cluster: Cluster, id: BrokerId, partition: PartitionId): boolean => {
  const directory = registrationOf(cluster, partition).directories[id]
  return directory === undefined || isOnline(directory, brokerRegistrationOf(cluster, id))
}

/** ReplicationControlManager.LeaderAcceptor.test (4.3.1): those of the brokers whose replica is in an online directory. */
export const withDirectoryOnline = (cluster: Cluster, partition: PartitionId, brokers: Brokers): Brokers =>
  registrationOf(cluster, partition).directories.reduce(
    (online, directory, id) => (isOnline(directory, brokerRegistrationOf(cluster, id)) ? online : remove(online, id)),
    brokers,
  )

/**
 * The log directory that the replicas of a broker are in fails: ReplicaManager.handleLogDirFailure (4.3.1). The process goes on without
 * them. Its AlterPartition requests are under way, but it waits for no answer.
 *
 * The directory of a broker that does not run fails unseen: the broker finds it so when it starts.
 *
 * Deliberately simplified: what was in it is there, or it is gone for good: none is cut short.
 */
export const failDirectory =
  (config: Config): Rule<Cluster, ActionOf<'FailDirectory'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const [directory] = broker.directory
    if (directory === undefined) return refused.none
    if (directory.hasFailed) return refused.failed
    const spent = spend(config, cluster, 'directory-failure')
    if (spent === undefined) return refused.noBudget
    const failed = { ...withBroker(cluster, id, { directory: [{ ...directory, hasFailed: true }] }), spent }
    return broker.isUp ? withoutReplicas(config, failed, id) : failed
  }

/** HostedPartition.Offline, Partition.clear: the replicas have no leader and no log, but an epoch. Whoever asked for them is answered KAFKA_STORAGE_ERROR, and tries again. */
const withoutReplicas = (config: Config, cluster: Cluster, id: BrokerId): Cluster => {
  const broker = brokerOf(cluster, id)
  const member = memberOf(broker)
  const alterPartitions = member.alterPartitions.map((one) => (one.isAwaited ? { ...one, isAwaited: false } : one))
  const offline = withBroker(cluster, id, {
    replicas: crashedDisks(config.decide, broker).map((disk, partition) => ({
      ...withoutMemory(disk, config.bounds),
      leaderEpoch: replicaOf(cluster, id, partition).leaderEpoch,
    })),
    kraft: [{ ...member, alterPartitions }],
  })
  return withoutAnswersOf(config, offline, id)
}

/**
 * An administrator has moved the replicas of a broker to another of its log directories, and the copies take the place of the logs:
 * ReplicaAlterLogDirsThread, LogManager.replaceCurrentWithFutureLog (4.3.1). A copy was made of batches, so it has their epochs only.
 *
 * Deliberately simplified: Kafka asks for the assignment first. Here it follows. A copy that is not complete is not modelled.
 */
export const replaceWithFutureLog =
  (config: Config): Rule<Cluster, ActionOf<'ReplaceWithFutureLog'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    const [directory] = broker.directory
    if (directory === undefined) return refused.none
    if (directory.hasFailed) return refused.failed
    if (!memberOf(broker).hasPublished) return refused.notLoaded
    const spent = spend(config, cluster, 'directory-move')
    if (spent === undefined) return refused.noBudget
    const replicas = config.decide.keepsEpochsOfMovedLog() ? broker.replicas : broker.replicas.map(withEpochsOfRecords)
    return { ...withBroker(cluster, id, { replicas, directory: [{ ...directory, id: directory.id + 1 }] }), spent }
  }

const withEpochsOfRecords = (replica: Replica): Replica => {
  const { log, epochs } = replica.disk
  const left = epochs.filter(({ epoch }) => entriesOf(log).some(({ record }) => record.epoch === epoch))
  return left.length === epochs.length ? replica : { ...replica, disk: { ...replica.disk, epochs: left } }
}

/** Somebody stops the broker, if it runs, and repairs the directory: what was in it is there. */
export const repairDirectory =
  (config: Config): Rule<Cluster, ActionOf<'RepairDirectory'>> =>
  (cluster, { broker: id }) => {
    const stopped = stoppedWithFailed(config, cluster, id)
    if (isRefused(stopped)) return stopped
    const [directory] = brokerOf(stopped, id).directory as [LogDirectory]
    // A clean shutdown leaves no marker in a directory that had failed (LogManager.shutdown, 4.3.1).
    return withBroker(stopped, id, { hasCleanMarker: false, directory: [{ ...directory, hasFailed: false }] })
  }

/**
 * Somebody stops the broker, if it runs, and takes the failed directory out of log.dirs. The replicas are created anew in another one: empty.
 *
 * An empty directory in its place is the same, but that a broker which finds no marker there takes itself for one that crashed.
 */
export const removeDirectory =
  (config: Config): Rule<Cluster, ActionOf<'RemoveDirectory'>> =>
  (cluster, { broker: id }) => {
    const stopped = stoppedWithFailed(config, cluster, id)
    if (isRefused(stopped)) return stopped
    const hasCleanMarker = brokerOf(stopped, id).hasCleanMarker && config.decide.marksCleanWithoutDirectory()
    return withBroker(stopped, id, { ...createdAnew(config, stopped, id), hasCleanMarker })
  }

const stoppedWithFailed = (config: Config, cluster: Cluster, id: BrokerId): Cluster | Refused => {
  const broker = brokerOf(cluster, id)
  if (!hasFailedDirectory(broker)) return refused.notFailed
  return broker.isUp
    ? halt(
        config,
        cluster,
        id,
        broker.replicas.map(({ disk }) => disk),
      )
    : cluster
}

/** The replicas are in the next directory, with nothing in it. */
const createdAnew = ({ bounds }: Config, cluster: Cluster, id: BrokerId): Pick<Broker, 'directory' | 'replicas'> => {
  const { directory, replicas } = brokerOf(cluster, id)
  return {
    directory: directory.map((failed) => ({ id: failed.id + 1, oldest: failed.id + 1, hasFailed: false })),
    replicas: replicas.map(() => withoutMemory(emptyDisk(bounds, cluster.now), bounds)),
  }
}

/**
 * Partition.createLogInAssignedDirectoryId, ReplicaManager.getOrCreatePartition (4.3.1): the broker before it applies an image, where
 * its directory has failed. It creates its replicas anew in another directory, or leaves them offline.
 */
export const beforeApplying = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
  before: MetadataImage | undefined,
  image: MetadataImage,
): Broker => {
  const broker = brokerOf(cluster, id)
  if (!hasFailedDirectory(broker)) return broker
  const assigned = image.partitions.map(({ directories }) => directories[id] ?? UNASSIGNED)
  const creates =
    before === undefined
      ? assigned.every((directory) => config.decide.createsWhileOffline(directory))
      : config.decide.createsOfflineAgain() && isOtherThan(before, image)
  return creates ? { ...broker, ...createdAnew(config, cluster, id) } : broker
}

const isOtherThan = (before: MetadataImage, { partitions }: MetadataImage): boolean =>
  partitions.some(({ partitionEpoch }, partition) => partitionEpoch !== before.partitions[partition]?.partitionEpoch)

/** A directory has failed that the controller takes for online. */
export const isUntold = (cluster: Cluster, id: BrokerId): boolean => {
  const [directory] = brokerOf(cluster, id).directory
  return directory !== undefined && (newest(cluster).brokers[id]?.firstOnline ?? 0) < firstOnlineOf(directory)
}
