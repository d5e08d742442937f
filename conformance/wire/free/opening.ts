/** A cluster whose messages pass freely: three brokers with a replica each, and a controller without. */
import { openCluster, linkOf, type Program, type RealCluster } from '../cluster'
import type { Guard } from '../guard'
import type { RealWorld } from '../../protocol'
import type { Schemas } from '../schemas'
import { createTopic } from '../setting'
import { znodeOf } from '../stage'
import { InVain, until } from '../waiting'
import { takeNotes, type Notes } from './noting'

export interface FreeCluster {
  readonly cluster: RealCluster
  readonly brokers: readonly number[]
  readonly controller: number
  readonly notes: Notes
  /** Links on which the next Fetch requests are held. */
  readonly holding: Set<string>
  /** The leader epoch of the znode when the notes begin. */
  readonly firstEpoch: number
  /** As `until`, as long as the cluster is there. */
  until<T>(what: string, ask: () => Promise<T>): Promise<Exclude<T, false | undefined>>
  close(): Promise<void>
}

export interface FreePlace {
  readonly program: Program
  readonly folder: string
  readonly schemas: Schemas
  readonly guard: Guard
}

/** A follower that has not caught up for so long leaves the ISR. */
const LAG_MS = 3000

/**
 * Here time passes. Fetch sessions are off (KIP-227): with them a fetch leaves out what has not changed, so that nothing is seen
 * of it. 1.1 to 3.9 know the setting; older releases pass over it.
 */
const SETTINGS: Program['settings'] = {
  'max.incremental.fetch.session.cache.slots': 0,
  'replica.lag.time.max.ms': LAG_MS,
  'replica.fetch.max.bytes': 1 << 20,
  'replica.fetch.min.bytes': 1,
  'replica.fetch.wait.max.ms': 500,
  'replica.socket.timeout.ms': LAG_MS,
  'controller.socket.timeout.ms': 30_000,
  'request.timeout.ms': 30_000,
  'replica.high.watermark.checkpoint.interval.ms': 5000,
}

/** Starts everything, and waits until all replicas are in sync and each follower has been seen to fetch. */
export const openFree = async (
  { program, folder, schemas, guard }: FreePlace,
  world: RealWorld,
): Promise<FreeCluster> => {
  const brokers = Array.from({ length: world.brokers }, (_, place) => place + 1)
  const controller = world.brokers + 1
  const holding = new Set<string>()
  const notes = takeNotes(brokers)
  const cluster = await openCluster(
    { ...program, settings: { ...SETTINGS, ...program.settings } },
    folder,
    [...brokers, controller],
    schemas,
    guard,
    (link, { api, way }) => way === 'request' && api === 'Fetch' && holding.has(link),
    notes.tap,
  )
  try {
    await cluster.start(controller, 'controller')
    await Promise.all(brokers.map((id) => cluster.start(id, 'broker')))
    await createTopic(cluster, brokers, world)
    await until('all replicas to be in sync', async () => (await znodeOf(cluster))?.isr.length === brokers.length)
    const firstEpoch = (await znodeOf(cluster))?.leader_epoch ?? 0
    const doAllFetch = (): boolean => notes.fetchers.size >= brokers.length - 1
    await until('every follower to have truncated', doAllFetch)
    notes.begin()
    await until('every follower to fetch again', doAllFetch)
    return { cluster, brokers, controller, notes, holding, firstEpoch, ...untilClosed(cluster) }
  } catch (error) {
    await cluster.close()
    throw error
  }
}

/** Who waits for a cluster that is closed waits in vain. */
const untilClosed = (cluster: RealCluster): Pick<FreeCluster, 'until' | 'close'> => {
  const state = { isClosed: false }
  return {
    until: (what, ask) =>
      until(what, () => {
        if (state.isClosed) throw new InVain(`the cluster is closed, and somebody waits for ${what}`)
        return ask()
      }),
    close: () => {
      state.isClosed = true
      return cluster.close()
    },
  }
}

/** All links that begin or end at a broker. */
export const linksOf = ({ brokers, controller }: FreeCluster, id: number): readonly string[] =>
  [...brokers, controller].flatMap((other) => [linkOf(id, other), linkOf(other, id)]).concat(linkOf(id, 'zookeeper'))
