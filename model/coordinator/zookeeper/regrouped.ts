/**
 * The same cluster among other brokers: in another order, with some more, or without some. A prompt keeps the brokers that have to do
 * with a partition, and no others (lab/operating), so it needs this where replicas move. No step of a search does it.
 */
import { add, has, setOf } from '../../../kit/bits'
import { NONE } from '../../../kit/schema'
import type { Bounds } from '../../bounds'
import { emptyDisk, noFetcherRequests, noLateFetches, withoutMemory } from '../../cluster'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId, Brokers } from '../../values'
import type { LeaderAndIsr } from '../state'

/** What is asked for, by the new ids; undefined: replicas do not move any more, and each broker has one. */
interface Asked {
  readonly replicas: readonly BrokerId[]
  readonly adding: Brokers
}

/**
 * `from` has the old id of each broker, in the new order; NONE: it is new, runs, and has no replica. Whoever is not in it is gone.
 */
export const regrouped = (
  bounds: Bounds,
  cluster: Cluster,
  from: readonly BrokerId[],
  asked: Asked | undefined,
): Cluster => {
  const all: Bounds = { ...bounds, brokers: from.length }
  const id = (old: BrokerId): BrokerId => (old === NONE ? NONE : from.indexOf(old))
  const set = (old: Brokers): Brokers =>
    from.reduce((found, one, place) => (has(old, one) ? add(found, place) : found), 0)
  const fresh = setOf(from.flatMap((old, place) => (old === NONE ? [place] : [])))
  const { controller, znodes, kraft } = cluster.coordinator
  return {
    ...cluster,
    coordinator: {
      znodes: znodes.map((znode) => ({ ...znode, leader: id(znode.leader), isr: set(znode.isr) })),
      assignments:
        asked === undefined ? [] : znodes.map(() => ({ ...asked, target: [], stage: 'new' as const, asked: 0 })),
      kraft,
      controller: {
        ...controller,
        live: set(controller.live) | fresh,
        stopping: set(controller.stopping),
        bounced: set(controller.bounced),
      },
    },
    brokers: from.map((old) => {
      const broker = cluster.brokers[old]
      return broker === undefined
        ? newBroker(all, cluster)
        : brokerAmong(broker, { from, id, set, isMoving: asked !== undefined, fresh })
    }),
  }
}

interface Renaming {
  readonly from: readonly BrokerId[]
  id(old: BrokerId): BrokerId
  set(old: Brokers): Brokers
  readonly isMoving: boolean
  readonly fresh: Brokers
}

const brokerAmong = (broker: Broker, renaming: Renaming): Broker => ({
  ...broker,
  unreachable: renaming.set(broker.unreachable),
  requests: broker.requests.map((request) => requestAmong(request, renaming)),
  late: broker.late.map((request) => requestAmong(request, renaming)),
  replicas: broker.replicas.map((replica) => replicaAmong(replica, renaming)),
})

const requestAmong = (request: LeaderAndIsr, { id, set, isMoving, fresh }: Renaming): LeaderAndIsr => ({
  ...request,
  leader: id(request.leader),
  isr: set(request.isr),
  unassigned: isMoving && request.isr !== 0 ? set(request.unassigned) | fresh : 0,
})

const replicaAmong = (replica: Replica, { from, id, set, isMoving, fresh }: Renaming): Replica => {
  const { leadership } = replica
  return {
    ...replica,
    leader: id(replica.leader),
    leadership: {
      ...leadership,
      isr: set(leadership.isr),
      pendingIsr: set(leadership.pendingIsr),
      caughtUp: set(leadership.caughtUp),
      unassigned: isMoving && leadership.isr !== 0 ? set(leadership.unassigned) | fresh : 0,
      remoteLogEnds: from.map((old) => leadership.remoteLogEnds[old] ?? NONE),
    },
  }
}

const newBroker = (bounds: Bounds, { now }: Cluster): Broker => ({
  ...{ isUp: true, isCutOff: false, isOutOfReach: false, isPaused: false, unreachable: 0, isStopping: false },
  ...{ hasCleanMarker: false, controllerEpoch: 0, requests: [], late: [], kraft: [], directory: [] },
  fetcherRequests: noFetcherRequests(bounds),
  lateFetches: noLateFetches(bounds),
  replicas: Array.from({ length: bounds.partitions }, () => withoutMemory(emptyDisk(bounds, now), bounds)),
})
