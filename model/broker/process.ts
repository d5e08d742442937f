/** The process of a broker: it handles LeaderAndIsr requests, writes checkpoints, stops and starts. */
import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, halt, replaced, replicaOf, spend, standstill, withBroker } from '../cluster'
import { canLosePower } from '../bounds'
import type { Config } from '../config'
import { register } from '../coordinator/coordinator'
import { hasFailedDirectory } from '../coordinator/kraft/directories'
import type { LeaderAndIsr } from '../coordinator/state'
import { logAtRest, logEnd, logStart, type Disk } from '../replica/disk'
import { truncateEpochsFromEnd } from '../replica/epochs'
import { becomeFollower } from '../replica/follower'
import { isrLock } from '../replica/isr'
import { becomeLeader } from '../replica/leader'
import type { Broker, Cluster, Replica } from '../state'
import { closedFiles } from '../storage/files'
import { loadedDisk } from '../storage/load'
import type { BrokerId, Offset } from '../values'

const refused = {
  running: refuse('is running'),
  outOfReach: refuse('is out of reach of the controller'),
  noRequest: refuse('no LeaderAndIsr of this controller is waiting'),
  notStopping: refuse('was not told that it may stop'),
  stopping: refuse('was told that it may stop'),
  noBudget: refuse('no more of this fault within the bounds'),
  nothingToCheckpoint: refuse('has its high watermark on disk already'),
  directoryFailed: refuse('writes nothing into a log directory that has failed'),
}

/**
 * A broker handles the next LeaderAndIsr request of a controller: ReplicaManager.becomeLeaderOrFollower (2.1.0).
 *
 * Requests of one controller arrive in order; those of different controllers do not. A request from a controller that
 * has been replaced is refused, and so is a leader epoch that is not newer than the broker's own; either way the request
 * is gone.
 */
export const handleLeaderAndIsr =
  (config: Config): Rule<Cluster, ActionOf<'HandleLeaderAndIsr'>> =>
  (cluster, { broker: id, controllerEpoch }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (broker.isOutOfReach) return refused.outOfReach
    const request = nextRequest(broker, controllerEpoch)
    if (request === undefined) return refused.noRequest
    const locked = isrLock(config, replicaOf(cluster, id, request.partition))
    if (locked !== undefined) return locked

    const requests = broker.requests.filter((waiting) => waiting !== request)
    return withBroker(cluster, id, { requests, ...handled(config, broker, request, id) })
  }

/** The oldest request that one controller has sent to this broker, and that has not arrived; undefined where it is no LeaderAndIsr. */
export const nextRequest = (broker: Broker, controllerEpoch: number): LeaderAndIsr | undefined => {
  const next = nextOf(broker, controllerEpoch)
  return next?.stops === true ? undefined : next
}

/** The same, whatever it is. */
export const nextOf = ({ requests }: Broker, controllerEpoch: number): LeaderAndIsr | undefined =>
  requests.find((request) => request.controllerEpoch === controllerEpoch)

/** What a LeaderAndIsr changes at its receiver: nothing, where it is refused. */
export const handled = (config: Config, broker: Broker, request: LeaderAndIsr, self: BrokerId): Partial<Broker> => {
  const { decide } = config
  const { partition } = request
  if (!decide.acceptsStaleBrokerEpoch() && request.hasStaleBrokerEpoch) return {}
  if (!decide.acceptsControllerEpoch(broker.controllerEpoch, request.controllerEpoch)) return {}
  const controllerEpoch = Math.max(broker.controllerEpoch, request.controllerEpoch)
  const before = broker.replicas[partition] as Replica
  if (request.leaderEpoch <= before.leaderEpoch) return { controllerEpoch }
  const replica =
    request.leader === self
      ? becomeLeader(config, before, request, self)
      : becomeFollower(config, before, request, broker.isStopping)
  return { controllerEpoch, replicas: replaced(broker.replicas, partition, replica) }
}

/**
 * ReplicaManager.checkpointHighWatermarks (2.1.0), every replica.high.watermark.checkpoint.interval.ms: the whole file is
 * written at once, a line for each partition. None is written into a log directory that has failed: handleLogDirFailure drops its
 * file from highWatermarkCheckpoints (3.7.0, 4.3.1).
 */
export const checkpointHighWatermark: Rule<Cluster, ActionOf<'CheckpointHighWatermark'>> = (
  cluster,
  { broker: id },
) => {
  const broker = brokerOf(cluster, id)
  const still = standstill(broker)
  if (still !== undefined) return still
  if (hasFailedDirectory(broker)) return refused.directoryFailed
  if (broker.replicas.every(isCheckpointed)) return refused.nothingToCheckpoint

  return withBroker(cluster, id, { replicas: broker.replicas.map(checkpointed) })
}

/**
 * The same where the log on disk is modelled: whether the file keeps the line of a replica that has heard of no leader yet differs
 * between versions.
 */
export const checkpointHighWatermarkFile =
  ({ decide }: Config): Rule<Cluster, ActionOf<'CheckpointHighWatermark'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    const written = (replica: Replica): Replica =>
      replica.leaderEpoch >= 0 || decide.keepsUnledHighWatermark() || replica.disk.highWatermark === 0
        ? checkpointed(replica)
        : { ...replica, disk: { ...replica.disk, highWatermark: 0 } }
    const replicas = broker.replicas.map(written)
    const isSame = replicas.every((replica, partition) => replica === broker.replicas[partition])
    return isSame ? refused.nothingToCheckpoint : withBroker(cluster, id, { replicas })
  }

const isCheckpointed = ({ leaderEpoch, highWatermark, disk }: Replica): boolean =>
  leaderEpoch < 0 || highWatermark === disk.highWatermark

const checkpointed = (replica: Replica): Replica =>
  isCheckpointed(replica) ? replica : { ...replica, disk: { ...replica.disk, highWatermark: replica.highWatermark } }

/**
 * A broker stops cleanly: KafkaServer.shutdown (2.1.0). Its high watermarks are checkpointed and its logs flushed, whether or
 * not the controller found other leaders.
 */
export const stop =
  (config: Config): Rule<Cluster, ActionOf<'Stop'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!broker.isStopping) return refused.notStopping

    return closed(config, cluster, id)
  }

/**
 * A broker stops, and the controller has not agreed: KafkaServer.controlledShutdown (2.1.0), "Proceeding to do an unclean
 * shutdown", or controlled.shutdown.enable=false. Its log is closed cleanly all the same. Until the controller notices, the
 * broker is still the leader of its partitions, and in the ISR.
 */
export const stopUnasked =
  (config: Config): Rule<Cluster, ActionOf<'StopUnasked'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (broker.isStopping) return refused.stopping
    const spent = spend(config, cluster, 'clean-shutdown')
    if (spent === undefined) return refused.noBudget

    return { ...closed(config, cluster, id), spent }
  }

/**
 * The process has stopped cleanly: its high watermarks are checkpointed, its logs flushed, and the marker says so. What is in a log directory
 * that has failed stays as it is: LogManager.shutdown flushes and writes in liveLogDirs only (3.7.0, 4.3.1).
 */
export const closed = (config: Config, cluster: Cluster, id: BrokerId): Cluster => {
  const broker = brokerOf(cluster, id)
  const isOffline = hasFailedDirectory(broker)
  const disks = broker.replicas.map((replica) =>
    isOffline ? replica.disk : flushed(config, checkpointed(replica).disk),
  )
  const halted = halt(config, cluster, id, disks)
  const isMarked = config.storage !== undefined || config.bounds.kraft !== undefined
  return isMarked ? withBroker(halted, id, { hasCleanMarker: true }) : halted
}

const flushed = ({ bounds }: Config, disk: Disk): Disk => {
  const recoveryPoint = canLosePower(bounds) ? logEnd(disk) : 0
  return {
    ...disk,
    log: logAtRest(disk),
    recoveryPoint,
    files: disk.files.map((files) => closedFiles(files, recoveryPoint)),
  }
}

/**
 * A broker starts: the constructor of Log (loadSegments, LeaderEpochFileCache.truncateFromEnd),
 * Partition.getOrCreateReplica (2.1.0).
 *
 * The log is what the disk has; an epoch without records is gone from the cache; the high watermark is the checkpointed
 * one. It neither leads nor follows until it handles a LeaderAndIsr request. Up to 2.1 that may be a request that was sent
 * to its previous process. Where the log on disk is modelled, storage/load.ts says what is found.
 */
export const start =
  (config: Config): Rule<Cluster, ActionOf<'Start'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    if (broker.isUp) return refused.running

    const replicas = loadedReplicas(config, cluster, broker)
    return register(config, withBroker(cluster, id, { isUp: true, hasCleanMarker: false, replicas }), id)
  }

/** What a process that starts finds of its replicas. */
export const loadedReplicas = (config: Config, { now }: Cluster, broker: Broker): readonly Replica[] =>
  broker.replicas.map((replica) => loaded(config, broker, replica, now))

const loaded = (config: Config, { hasCleanMarker }: Broker, replica: Replica, now: number): Replica => {
  if (config.storage !== undefined) {
    const disk = loadedDisk(config, replica.disk, hasCleanMarker, now)
    return { ...replica, disk, highWatermark: Math.max(logStart(disk), Math.min(disk.highWatermark, logEnd(disk))) }
  }
  const end: Offset = logEnd(replica.disk)
  const disk = { ...replica.disk, epochs: truncateEpochsFromEnd(replica.disk.epochs, end) }
  return { ...replica, disk, highWatermark: Math.min(disk.highWatermark, end) }
}
