/** A controller and brokers of one release as processes, and the mesh between all of them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkOf } from '../cluster'
import type { Tap } from '../connection'
import type { Frame } from '../frames'
import type { Guard } from '../guard'
import { openMesh, type Mesh } from '../mesh'
import { processesIn, type Processes, type Signal, type Started } from '../processes'
import type { Schemas } from '../schemas'
import { InVain, listening } from '../waiting'
import { kraftPlaces, type KraftPlaces } from './places'
import { brokerProperties, CLUSTER_ID, controllerProperties, metaProperties } from './properties'

export interface KraftCluster {
  readonly mesh: Mesh
  readonly places: KraftPlaces
  /** The log directory of a broker. */
  logDir(id: number): string
  isRunning(id: number): boolean
  /** Starts a broker, and does not wait until it serves. */
  start(id: number): void
  /** SIGKILL. */
  kill(id: number): Promise<void>
  signal(id: number, signal: Signal): void
  /** The metadata log, as the controller has it on its disk. */
  metadataLog(): Buffer
  /** Why the cluster is of no use any more: what a process that has ended by itself has said. Undefined: all of them run. */
  broken(): string | undefined
  /** Ends all processes, and removes the folder. */
  close(): Promise<void>
}

/** The link on which a broker speaks with the controller. */
export const toController = (from: number): string => `${from}>controller`

/** What a cluster is made of. */
export interface Made {
  /** The folder with the jars. */
  readonly jars: string
  /** Of all its processes; it is not there yet. */
  readonly folder: string
  readonly ids: readonly number[]
  readonly schemas: Schemas
  /** eligible.leader.replicas.version is 1, and not 0. */
  readonly hasElr: boolean
  /** replica.lag.time.max.ms. */
  readonly lagMs: number
  readonly guard: Guard
}

/** A cluster whose controller runs, and no broker yet. */
export const openKraftCluster = async (
  { jars, folder, ids, schemas, hasElr, lagMs, guard }: Made,
  holds: (link: string, frame: Frame) => boolean,
  tap: Tap,
): Promise<KraftCluster> => {
  mkdirSync(folder, { recursive: true })
  const places = await kraftPlaces()
  const processes = processesIn(folder, guard)
  const mesh = openMesh(schemas, holds, tap)
  const brokers = new Map<number, Started>()
  const toEnd = new Set<number>()
  const close = async (): Promise<void> => {
    await processes.killAll()
    mesh.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (const from of ids) {
      for (const to of ids) await mesh.link(linkOf(from, to), places.link(from, to), places.broker(to))
      await mesh.link(toController(from), places.link(from, 'controller'), places.controller)
    }
    const controller = await startController(jars, folder, hasElr, places, processes)
    return {
      ...{ mesh, places, close },
      logDir: (id) => join(folder, `data-${id}`),
      isRunning: (id) => brokers.get(id)?.isRunning === true,
      start: (id) => void brokers.set(id, startBroker({ jars, folder, ids, lagMs }, id, places, processes)),
      kill: async (id) => {
        toEnd.add(id)
        await brokers.get(id)?.kill()
      },
      signal: (id, signal) => {
        if (signal === 'SIGTERM') toEnd.add(id)
        brokers.get(id)?.signal(signal)
      },
      metadataLog: () => readFileSync(join(folder, 'data-controller', '__cluster_metadata-0', `${'0'.repeat(20)}.log`)),
      broken: () => {
        const all: readonly [string, Started][] = [...brokers]
          .filter(([id]) => !toEnd.has(id))
          .map(([id, one]) => [`broker ${id}`, one])
        const [name, gone] = [['the controller', controller] as const, ...all].find(([, one]) => !one.isRunning) ?? []
        return gone === undefined ? undefined : `${name} has ended: ${gone.said()}`
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Small, and soon ready: no process lives long enough for the better compiler. */
const javaOptions = (jars: string, hosts: string): readonly string[] => [
  ...['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
  `-Djdk.net.hosts.file=${hosts}`,
  ...['-cp', join(jars, '*')],
]

/** Formats its folder as kafka-storage does, and waits until it listens. */
const startController = async (
  jars: string,
  folder: string,
  hasElr: boolean,
  places: KraftPlaces,
  processes: Processes,
): Promise<Started> => {
  const hosts = join(folder, 'hosts-controller')
  const properties = join(folder, 'controller.properties')
  writeFileSync(hosts, places.hosts('controller', []))
  writeFileSync(properties, controllerProperties(places, join(folder, 'data-controller')))
  const options = javaOptions(jars, hosts)
  const elr = `eligible.leader.replicas.version=${hasElr ? 1 : 0}`
  const format = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', properties, '--feature', elr]
  await processes.java('format', [...options, ...format]).ended
  const controller = processes.java('controller', [...options, 'kafka.Kafka', properties])
  await listening(places.controller, () => {
    if (!controller.isRunning) throw new InVain(`the controller has ended: ${controller.said()}`)
  })
  return controller
}

const startBroker = (
  { jars, folder, ids, lagMs }: Pick<Made, 'jars' | 'folder' | 'ids' | 'lagMs'>,
  id: number,
  places: KraftPlaces,
  processes: Processes,
): Started => {
  const data = join(folder, `data-${id}`)
  const hosts = join(folder, `hosts-${id}`)
  const properties = join(folder, `${id}.properties`)
  mkdirSync(data, { recursive: true })
  writeFileSync(hosts, places.hosts(id, ids))
  writeFileSync(properties, brokerProperties(id, places, data, lagMs))
  writeFileSync(join(data, 'meta.properties'), metaProperties(id))
  return processes.java(`broker-${id}`, [...javaOptions(jars, hosts), 'kafka.Kafka', properties])
}
