/** What hurts the files of a broker, where the log on disk is modelled. Each takes one from its budget. */
import { refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, crashedDisks, emptyDisk, halt, spend, standstill, withBroker } from '../cluster'
import type { Config } from '../config'
import type { Disk } from '../replica/disk'
import type { Cluster, Fault } from '../state'
import { filesAtRest } from '../storage/files'
import { loadedDisk, withZeroIndexes } from '../storage/load'
import type { BrokerId } from '../values'

const refused = {
  running: refuse('is running'),
  noBudget: refuse('no more of this fault within the bounds'),
  nothingToLose: refuse('has nothing to lose there'),
  failed: refuse('has a failed log directory already'),
  notFailed: refuse('has no failed log directory'),
}

/** A machine is lost with its disk. Another takes its place, with an empty log directory, once it starts. */
export const loseDisk =
  (config: Config): Rule<Cluster, ActionOf<'LoseDisk'>> =>
  (cluster, { broker: id }) => {
    const { replicas } = brokerOf(cluster, id)
    const spent = spend(config, cluster, 'disk-loss')
    if (spent === undefined) return refused.noBudget
    const disks = replicas.map(() => emptyDisk(config.bounds, cluster.now))
    return { ...halt(config, cluster, id, disks), spent }
  }

/** The checkpoint of high watermarks of a stopped broker is lost: an empty file is read as one without lines. */
export const loseHighWatermarks =
  (config: Config): Rule<Cluster, ActionOf<'LoseHighWatermarks'>> =>
  (cluster, { broker }) =>
    rewritten(config, cluster, broker, (disk) => (disk.highWatermark === 0 ? disk : { ...disk, highWatermark: 0 }))

/** The checkpoint of log start offsets of a stopped broker is lost. */
export const loseLogStarts =
  (config: Config): Rule<Cluster, ActionOf<'LoseLogStarts'>> =>
  (cluster, { broker }) =>
    rewritten(config, cluster, broker, (disk) =>
      disk.files.every(({ logStartCheckpoint }) => logStartCheckpoint === 0)
        ? disk
        : { ...disk, files: disk.files.map((files) => filesAtRest({ ...files, logStartCheckpoint: 0 })) },
    )

/** The checkpoint of epochs of a partition on a stopped broker is cut short: only its first lines are left, or none. */
export const loseEpochs =
  (config: Config): Rule<Cluster, ActionOf<'LoseEpochs'>> =>
  (cluster, { broker, kept, partition }) =>
    rewritten(config, cluster, broker, (disk, at) =>
      at !== partition || disk.epochs.length <= kept ? disk : { ...disk, epochs: disk.epochs.slice(0, kept) },
    )

/** Something is changed on the disks of a broker that does not run. */
const rewritten = (
  config: Config,
  cluster: Cluster,
  id: BrokerId,
  change: (disk: Disk, partition: number) => Disk,
): Cluster | Refused => {
  const { isUp, replicas } = brokerOf(cluster, id)
  if (isUp) return refused.running
  const after = replicas.map((replica, partition) => {
    const disk = change(replica.disk, partition)
    return disk === replica.disk ? replica : { ...replica, disk }
  })
  if (after.every((replica, partition) => replica === replicas[partition])) return refused.nothingToLose
  return spending(config, cluster, 'lost-checkpoint', withBroker(cluster, id, { replicas: after }))
}

const spending = (config: Config, before: Cluster, fault: Fault, after: Cluster): Cluster | Refused => {
  const spent = spend(config, before, fault)
  return spent === undefined ? refused.noBudget : { ...after, spent }
}

/**
 * A process starts, loads its logs, and crashes before all of them are loaded. What it has recovered is on disk. Whether the
 * marker of a clean shutdown is still there differs between versions.
 */
export const crashWhileLoading =
  (config: Config): Rule<Cluster, ActionOf<'CrashWhileLoading'>> =>
  (cluster, { broker: id }) => {
    const { isUp, hasCleanMarker, replicas } = brokerOf(cluster, id)
    if (isUp) return refused.running
    const { decide } = config
    const after = replicas.map((replica) => ({
      ...replica,
      disk: atRest(withZeroIndexes(loadedDisk(config, replica.disk, hasCleanMarker, cluster.now))),
    }))
    const isMarkerLeft = hasCleanMarker && !decide.deletesMarkerFirst()
    const crashed = withBroker(cluster, id, { hasCleanMarker: isMarkerLeft, replicas: after })
    return spending(config, cluster, 'crash-while-loading', crashed)
  }

const atRest = (disk: Disk): Disk => ({ ...disk, files: disk.files.map(filesAtRest) })

/**
 * The log directory of a broker fails. It is the only one, so the broker halts: LogManager.handleLogDirFailure (2.1.0). Nothing is
 * checkpointed. Somebody repairs it before the broker starts.
 */
export const failLogDir =
  (config: Config): Rule<Cluster, ActionOf<'FailLogDir'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    const halted = halt(config, cluster, id, crashedDisks(config.decide, broker))
    return spending(config, cluster, 'io-error', halted)
  }
