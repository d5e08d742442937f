/** What a broker tells the controller about its log directories (KIP-858). */
import { remove } from '../../../kit/bits'
import { isRefused, refuse, type Refused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import type { ActionOf } from '../../actions'
import { brokerOf, replaced } from '../../cluster'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import type { BrokerId, DirectoryId } from '../../values'
import { active, eachPartition, fenced, isHeard, whyNotYet } from './controller'
import { firstOnlineOf, isUntold } from './directories'
import { brokerRegistrationOf, commit, newest, viewOf, withRegistration } from './image'
import { UNASSIGNED, type LogDirectory, type MetadataImage, type PartitionRegistration } from './state'

const refused = {
  none: refuse('has one log directory'),
  noHeartbeat: refuse('sends no heartbeat that the controller would take'),
  nothingNew: refuse('has no failed log directory that the controller does not know'),
  notKept: refuse('the controller keeps no log directories'),
  noneToAssign: refuse('has nothing to say about where its replicas are'),
}

/**
 * A heartbeat names the directories that have failed: ReplicationControlManager.handleDirectoriesOffline (4.3.1). Partitions in one
 * that was online lose the broker. It is not fenced; but one that wants to shut down, and may by now, is fenced by the same heartbeat
 * (processBrokerHeartbeat).
 *
 * Deliberately simplified: a broker that cannot tell within log.dir.failure.timeout.ms shuts down. Here it goes on.
 */
export const handleDirectoriesOffline =
  (config: Config): Rule<Cluster, ActionOf<'HandleDirectoriesOffline'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const registration = brokerRegistrationOf(cluster, id)
    const nothing = whyNothingToHear(config, cluster, id)
    if (nothing !== undefined) return nothing
    if (!isHeard(broker, registration)) return refused.noHeartbeat
    const firstOnline = firstOnlineOf(broker.directory[0] as LogDirectory)
    if (broker.isStopping && whyNotYet(cluster, id) === undefined && !registration.isFenced)
      return fenced(config, cluster, id, { isFenced: true, firstOnline })
    const partitions = withoutReplicasBelow(config, cluster, id, firstOnline)
    return isRefused(partitions)
      ? partitions
      : commit(cluster, { partitions, brokers: withRegistration(cluster, id, { firstOnline }) })
  }

/** Why the controller hears nothing new of the log directories of a broker. Undefined: it does. */
export const whyNothingToHear = ({ decide }: Config, cluster: Cluster, id: BrokerId): Refused | undefined => {
  if (!decide.hearsOfDirectories()) return refused.notKept
  return isUntold(cluster, id) ? undefined : refused.nothingNew
}

/** What becomes of the partitions whose replica on this broker was in an online directory, and is in none now. */
export const withoutReplicasBelow = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
  firstOnline: DirectoryId,
): readonly PartitionRegistration[] | Refused => {
  const registration = brokerRegistrationOf(cluster, id)
  return eachPartition(config, cluster, ({ isr, directories }) => {
    const directory = directories[id] ?? UNASSIGNED
    const isLost = directory >= registration.firstOnline && directory < firstOnline
    return isLost ? { targetIsr: remove(isr, id), acceptable: remove(active(cluster), id) } : undefined
  })
}

/**
 * A broker says in which directory its replicas are, and the controller handles that: ReplicaManager.maybeUpdateTopicAssignment,
 * ReplicationControlManager.handleAssignReplicasToDirs (4.3.1). The broker sees that it has to from the metadata that it has replayed, and asks
 * again until it is answered. A request that was sent before the directory failed arrives all the same.
 */
export const assignReplicasToDirs =
  (config: Config): Rule<Cluster, ActionOf<'AssignReplicasToDirs'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const [directory] = broker.directory
    if (directory === undefined) return refused.none
    if (!config.decide.hearsOfDirectories()) return refused.notKept
    if (!isHeard(broker, brokerRegistrationOf(cluster, id))) return refused.noHeartbeat
    const view = viewOf(cluster, broker)
    if (view === undefined || !view.partitions.some((one) => differs(one, id, directory))) return refused.noneToAssign
    const assigned = withDirectory(config, cluster, id, directory)
    if (isRefused(assigned)) return assigned
    if (directory.id >= brokerRegistrationOf(cluster, id).firstOnline) return assigned
    return withoutReplicasIn(config, assigned, id, directory)
  }

/** The controller takes the replica for one in another directory. One that has failed was told of before only where none was assigned. */
const differs = ({ directories }: PartitionRegistration, id: BrokerId, { id: own, hasFailed }: LogDirectory): boolean =>
  directories[id] !== own && (!hasFailed || directories[id] === UNASSIGNED)

/** Who may lead is asked of the registration as it was, where the replica was in the other directory. */
const withDirectory = (config: Config, cluster: Cluster, id: BrokerId, directory: LogDirectory): Cluster | Refused => {
  const partitions = eachPartition(atAssignment(config), cluster, ({ isr, directories }) =>
    directories[id] === directory.id
      ? undefined
      : {
          ...{ targetIsr: isr, acceptable: active(cluster) },
          directories: replaced(directories, id, directory.id),
        },
  )
  return written(cluster, partitions) ?? refused.noneToAssign
}

/** PartitionChangeBuilder.setEligibleLeaderReplicasEnabled (4.0.0) is not called there: the change is built as without the feature. */
const atAssignment = (config: Config): Config => {
  const { bounds, decide } = config
  return bounds.kraft?.elr === true && !decide.keepsElrAtAssignment()
    ? { ...config, bounds: { ...bounds, kraft: { ...bounds.kraft, elr: false } } }
    : config
}

/** The directory is offline already: "offline-dir-assignment". */
const withoutReplicasIn = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
  directory: LogDirectory,
): Cluster | Refused => {
  const partitions = eachPartition(config, cluster, ({ isr, directories }) =>
    directories[id] === directory.id
      ? { targetIsr: remove(isr, id), acceptable: remove(active(cluster), id) }
      : undefined,
  )
  return written(cluster, partitions) ?? cluster
}

/** Undefined: nothing changes. */
const written = (
  cluster: Cluster,
  partitions: MetadataImage['partitions'] | Refused,
): Cluster | Refused | undefined => {
  if (isRefused(partitions)) return partitions
  return partitions === newest(cluster).partitions ? undefined : commit(cluster, { partitions })
}

/** The controller would act on a directory that has failed, and has no leader epoch left for it within the bounds. */
export const isReportHeldBack = (config: Config): ((cluster: Cluster) => boolean) => {
  const [hear, assign] = [handleDirectoriesOffline(config), assignReplicasToDirs(config)]
  const isForEpochs = (after: Cluster | Refused): boolean => isRefused(after) && !REFUSED.includes(after)
  return (cluster) =>
    cluster.brokers.some(
      ({ directory }, broker) =>
        directory.length > 0 &&
        (isForEpochs(hear(cluster, { type: 'HandleDirectoriesOffline', broker })) ||
          isForEpochs(assign(cluster, { type: 'AssignReplicasToDirs', broker }))),
    )
}

const REFUSED: readonly Refused[] = Object.values(refused)
