import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, halt, standstill, withBroker, type Laws } from '../cluster'
import { logEnd, truncateEpochsFromEnd } from '../replica/log'
import type { Broker, BrokerId, Cluster, Disk, LeaderAndIsr } from '../state'
import { becomeFollower } from '../replica/follower'
import { becomeLeader } from '../replica/leader'

const isRunning = refuse('is running')
const isCutOff = refuse('is out of reach of the controller')
const noRequest = refuse('no LeaderAndIsr of this controller is waiting')
const notStopping = refuse('was not told that it may stop')
const nothingToCheckpoint = refuse('has its high watermark on disk already')

/**
 * A broker handles the next LeaderAndIsr request of a controller: ReplicaManager.becomeLeaderOrFollower (2.1.0).
 *
 * Requests of one controller arrive in order; those of different controllers do not. A request from a controller that
 * has been replaced is refused, and so is a leader epoch that is not newer than the broker's own; either way the request
 * is gone.
 */
export const handleLeaderAndIsr =
  (laws: Laws): Rule<Cluster, ActionOf<'HandleLeaderAndIsr'>> =>
  (cluster, { broker: id, controllerEpoch }) => {
    const broker = brokerOf(cluster, id)
    const request = nextRequest(broker, controllerEpoch)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (broker.isCutOff) return isCutOff
    if (request === undefined) return noRequest

    const requests = broker.requests.filter((waiting) => waiting !== request)
    return withBroker(cluster, id, { requests, ...obey(laws, broker, request, id) })
  }

/** The oldest request that one controller has sent to this broker, and that has not arrived. */
export const nextRequest = ({ requests }: Broker, controllerEpoch: number): LeaderAndIsr | undefined =>
  requests.find((request) => request.controllerEpoch === controllerEpoch)

/** What a request changes at its receiver: nothing, where it is refused. */
export const obey = (laws: Laws, broker: Broker, request: LeaderAndIsr, self: BrokerId): Partial<Broker> => {
  if (!laws.decide.obeysEarlierLife() && request.isForEarlierLife) return {}
  if (!laws.decide.obeysController(broker.controllerEpoch, request.controllerEpoch)) return {}
  const controllerEpoch = Math.max(broker.controllerEpoch, request.controllerEpoch)
  if (request.leaderEpoch <= broker.replica.leaderEpoch) return { controllerEpoch }
  const replica =
    request.leader === self ? becomeLeader(laws, broker.replica, request, self) : becomeFollower(laws, broker, request)
  return { controllerEpoch, replica }
}

/** ReplicaManager.checkpointHighWatermarks (2.1.0), every replica.high.watermark.checkpoint.interval.ms. */
export const checkpointHighWatermark: Rule<Cluster, ActionOf<'CheckpointHighWatermark'>> = (
  cluster,
  { broker: id },
) => {
  const broker = brokerOf(cluster, id)
  const { replica } = broker
  const still = standstill(broker)
  if (still !== undefined) return still
  if (replica.leaderEpoch < 0 || replica.highWatermark === replica.disk.highWatermark) return nothingToCheckpoint

  return withBroker(cluster, id, { replica: { ...replica, disk: withCheckpoint(replica.disk, replica.highWatermark) } })
}

const withCheckpoint = (disk: Disk, highWatermark: number): Disk => ({ ...disk, highWatermark })

/**
 * A broker stops cleanly: KafkaServer.shutdown (2.1.0). Its high watermark is checkpointed and its log flushed, whether or
 * not the controller found another leader.
 */
export const stop =
  (laws: Laws): Rule<Cluster, ActionOf<'Stop'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!broker.isStopping) return notStopping

    const { replica } = broker
    const { disk } = replica
    const flushed = laws.bounds.faults['machine-crash'] > 0 ? logEnd(disk) : 0
    const checkpointed = replica.leaderEpoch < 0 ? disk : withCheckpoint(disk, replica.highWatermark)
    return halt(laws, cluster, id, { ...checkpointed, recoveryPoint: flushed })
  }

/**
 * A broker starts: Log.loadSegments, Partition.getOrCreateReplica (2.1.0).
 *
 * The log is what the disk has; an epoch without records is gone from the cache; the high watermark is the checkpointed
 * one. It leads and follows nobody until a LeaderAndIsr arrives, whoever sent it to its former self.
 */
export const start: Rule<Cluster, ActionOf<'Start'>> = (cluster, { broker: id }) => {
  const broker = brokerOf(cluster, id)
  const { isUp, replica } = broker
  if (isUp) return isRunning

  const disk = { ...replica.disk, epochs: truncateEpochsFromEnd(replica.disk.epochs, logEnd(replica.disk)) }
  const highWatermark = Math.min(disk.highWatermark, logEnd(disk))
  return withBroker(cluster, id, {
    isUp: true,
    requests: forEarlierLife(broker),
    replica: { ...replica, disk, highWatermark },
  })
}

/** The requests that wait for a broker, once it has registered anew: with another czxid, its broker epoch since KIP-380. */
export const forEarlierLife = ({ requests }: Broker): readonly LeaderAndIsr[] =>
  requests.map((request) => ({ ...request, isForEarlierLife: true }))
