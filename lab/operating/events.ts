/** What happens to brokers: each event is fired in every partition that has a replica there. */
import type { Action } from '../../model/actions'
import { eachPartition, hostOf, isRegistered, tasksFrom, withHost, type Deployment, type Host } from './deployment'
import { healed } from './healing'
import { placeOf, replicaAt, tried, type Partition } from './partition'

type ForBroker = (place: number) => readonly Action[]

/** Fires actions in every partition that has a replica on a broker. What a partition refuses is left out. */
const inAll = (deployment: Deployment, broker: number, actions: ForBroker): Deployment =>
  eachPartition(deployment, (partition) => {
    const place = placeOf(partition, broker)
    return place === undefined ? partition : actions(place).reduce(tried, partition)
  })

/** kill -9: all memory is gone, the page cache stays. */
export const killed = (deployment: Deployment, id: number): Deployment =>
  gone(
    inAll(deployment, id, (broker) => [{ type: 'ProcessCrash', broker }]),
    id,
    false,
  )

/** The machine loses power: what was not flushed is gone. */
export const poweredOff = (deployment: Deployment, id: number): Deployment => {
  const lost = eachPartition(deployment, (partition) => {
    const broker = placeOf(partition, id)
    if (broker === undefined) return partition
    const kept = replicaAt(partition, broker).disk.recoveryPoint
    return [{ type: 'MachineCrash', broker, kept } as const, { type: 'ProcessCrash', broker } as const].reduce(
      tried,
      partition,
    )
  })
  return gone(lost, id, false)
}

/** It asks the controller to move its partitions to other leaders, once. */
export const askedToHandOver = (deployment: Deployment, id: number): Deployment =>
  healed(inAll(deployment, id, (broker) => [{ type: 'ControlledShutdown', broker }]))

/** It writes its checkpoints, and stops, whether or not its partitions have other leaders. */
export const closed = (deployment: Deployment, id: number): Deployment =>
  gone(
    inAll(deployment, id, (broker) => [
      { type: 'Stop', broker },
      { type: 'StopUnasked', broker },
    ]),
    id,
    true,
  )

const gone = (deployment: Deployment, id: number, stoppedCleanly: boolean): Deployment => {
  const diedAt = stoppedCleanly ? undefined : deployment.now
  const changes = { isUp: false, stoppedCleanly, diedAt, pausedAt: undefined, cutOffAt: undefined }
  return healed(controlled(withHost(deployment, id, changes)))
}

/** kafka-server-start, with what its server.properties overrides */
export const started = (deployment: Deployment, id: number, overrides: Host['overrides']): Deployment => {
  const due = tasksFrom(deployment.now)
  const up = withHost(
    inAll(deployment, id, (broker) => [{ type: 'Start', broker }]),
    id,
    { isUp: true, stoppedCleanly: false, diedAt: undefined, overrides, due },
  )
  return healed(controlled(up))
}

/** kill -STOP */
export const paused = (deployment: Deployment, id: number): Deployment =>
  healed(
    withHost(
      inAll(deployment, id, (broker) => [{ type: 'Pause', broker }]),
      id,
      { pausedAt: deployment.now },
    ),
  )

/** kill -CONT: where its session has ended meanwhile, it gets a new one. */
export const resumed = (deployment: Deployment, id: number): Deployment =>
  healed(
    controlled(
      withHost(
        inAll(deployment, id, (broker) => [
          { type: 'WakeUp', broker },
          { type: 'Reconnect', broker },
        ]),
        id,
        { pausedAt: undefined },
      ),
    ),
  )

/** The broker loses ZooKeeper and the controller. */
export const cutOff = (deployment: Deployment, id: number): Deployment =>
  healed(
    withHost(
      inAll(deployment, id, (broker) => [{ type: 'CutOff', broker }]),
      id,
      { cutOffAt: deployment.now },
    ),
  )

/** It reaches them again. */
export const reconnected = (deployment: Deployment, id: number): Deployment =>
  healed(
    controlled(
      withHost(
        inAll(deployment, id, (broker) => [{ type: 'Reconnect', broker }]),
        id,
        { cutOffAt: undefined },
      ),
    ),
  )

/** The network between two brokers is cut, or mended, in both directions. */
export const linked = (deployment: Deployment, one: number, other: number, isWhole: boolean): Deployment => {
  const way = (present: Deployment, from: number, to: number): Deployment =>
    withHost(
      eachPartition(present, (partition) => wayIn(partition, from, to, isWhole)),
      from,
      {
        unreachable: isWhole
          ? (hostOf(present, from)?.unreachable ?? []).filter((id) => id !== to)
          : [...new Set([...(hostOf(present, from)?.unreachable ?? []), to])].sort((a, b) => a - b),
      },
    )
  return healed(way(way(deployment, one, other), other, one))
}

const wayIn = (partition: Partition, one: number, other: number, isWhole: boolean): Partition => {
  const [from, to] = [placeOf(partition, one), placeOf(partition, other)]
  if (from === undefined || to === undefined) return partition
  return tried(partition, { type: isWhole ? 'MendLink' : 'CutLink', from, to })
}

/** The partition begins, or has to do with more brokers, in a world in which some brokers are gone, stand still, or do not reach each other. */
export const asWorldIs = (deployment: Deployment, partition: Partition): Partition => {
  const hosts = deployment.hosts.filter(({ id }) => partition.replicas.includes(id))
  const actions = hosts.flatMap((host) => eventsOf(partition, host))
  return actions.reduce(tried, partition)
}

const eventsOf = (partition: Partition, { id, isUp, pausedAt, cutOffAt, unreachable }: Host): readonly Action[] => {
  const broker = placeOf(partition, id) ?? 0
  return [
    ...(isUp ? [] : [{ type: 'ProcessCrash', broker } as const]),
    ...(cutOffAt === undefined ? [] : [{ type: 'CutOff', broker } as const]),
    ...(pausedAt === undefined ? [] : [{ type: 'Pause', broker } as const]),
    ...unreachable.flatMap((other): readonly Action[] => {
      const to = placeOf(partition, other)
      return to === undefined ? [] : [{ type: 'CutLink', from: broker, to }]
    }),
  ]
}

/**
 * Where the controller is gone, the registered broker with the lowest id becomes controller. In a cluster it is whoever is
 * first to create /controller.
 */
export const controlled = (deployment: Deployment): Deployment => {
  const registered = deployment.hosts.filter((host) => isRegistered(deployment, host))
  if (registered.some(({ id }) => id === deployment.controller)) return deployment
  const [next] = registered
  if (next === undefined) return { ...deployment, controller: undefined }
  const controllerEpoch = deployment.controllerEpoch + 1
  const told = eachPartition(deployment, (partition) => tried(partition, { type: 'ControllerFailover' }))
  return { ...told, controller: next.id, controllerEpoch, controllerSince: deployment.now }
}
