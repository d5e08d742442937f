/**
 * A broker is told that it has no replica of a partition any more: StopReplica with delete=true.
 *
 * A request that the controller did not get an answer to is sent again, over another connection (RequestSendThread.doWork). A request
 * handler thread may still hold the first copy, and handle it when much else has happened.
 */
import { refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, emptyDisk, replaced, replicaOf, spend, standstill, withBroker, withoutMemory } from '../cluster'
import type { Config } from '../config'
import type { LeaderAndIsr } from '../coordinator/state'
import { isrLock } from '../replica/isr'
import type { Broker, Cluster, Replica } from '../state'
import type { BrokerId } from '../values'
import { nextOf } from './process'

const refused = {
  outOfReach: refuse('is out of reach of the controller'),
  noRequest: refuse('no StopReplica of this controller is next'),
  noneLate: refuse('holds no late StopReplica'),
  noBudget: refuse('no more of this fault within the bounds'),
}

/** A broker handles a StopReplica request: ReplicaManager.stopReplicas (2.1.1; 2.6.3). */
export const handleStopReplica =
  (config: Config): Rule<Cluster, ActionOf<'HandleStopReplica'>> =>
  (cluster, { broker: id, controllerEpoch }) => {
    const request = nextStop(config, cluster, id, controllerEpoch)
    if ('refused' in request) return request
    const broker = brokerOf(cluster, id)
    const requests = broker.requests.filter((waiting) => waiting !== request)
    return withBroker(cluster, id, { requests, ...stopped(config, cluster, broker, request) })
  }

/** The same, and a copy of the request is late. */
export const repeatStopReplica =
  (config: Config): Rule<Cluster, ActionOf<'RepeatStopReplica'>> =>
  (cluster, { broker: id, controllerEpoch }) => {
    const request = nextStop(config, cluster, id, controllerEpoch)
    if ('refused' in request) return request
    const spent = spend(config, cluster, 'repeated-request')
    if (spent === undefined) return refused.noBudget
    const broker = brokerOf(cluster, id)
    const requests = broker.requests.filter((waiting) => waiting !== request)
    const late = [...broker.late, request]
    return { ...withBroker(cluster, id, { requests, late, ...stopped(config, cluster, broker, request) }), spent }
  }

/** The late copy is handled at last. */
export const handleLateStopReplica =
  (config: Config): Rule<Cluster, ActionOf<'HandleLateStopReplica'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    const [request, ...late] = broker.late
    if (request === undefined) return refused.noneLate
    const locked = isrLock(config, replicaOf(cluster, id, request.partition))
    if (locked !== undefined) return locked
    return withBroker(cluster, id, { late, ...stopped(config, cluster, broker, request) })
  }

const nextStop = (config: Config, cluster: Cluster, id: BrokerId, controllerEpoch: number): LeaderAndIsr | Refused => {
  const broker = brokerOf(cluster, id)
  const still = standstill(broker)
  if (still !== undefined) return still
  if (broker.isOutOfReach) return refused.outOfReach
  const request = nextOf(broker, controllerEpoch)
  if (request?.stops !== true) return refused.noRequest
  return isrLock(config, replicaOf(cluster, id, request.partition)) ?? request
}

/** What is left: an empty log directory, and a broker that knows nothing of the partition. Nothing changes where it is refused. */
const stopped = (
  { decide, bounds }: Config,
  { now }: Cluster,
  broker: Broker,
  request: LeaderAndIsr,
): Partial<Broker> => {
  const { partition } = request
  if (!decide.acceptsStaleBrokerEpoch() && request.hasStaleBrokerEpoch) return {}
  if (!decide.acceptsControllerEpoch(broker.controllerEpoch, request.controllerEpoch)) return {}
  const controllerEpoch = Math.max(broker.controllerEpoch, request.controllerEpoch)
  const before = broker.replicas[partition] as Replica
  if (!decide.obeysStopReplica(before.leaderEpoch, request.leaderEpoch)) return { controllerEpoch }
  const gone = withoutMemory(emptyDisk(bounds, now), bounds)
  return { controllerEpoch, replicas: replaced(broker.replicas, partition, gone) }
}
