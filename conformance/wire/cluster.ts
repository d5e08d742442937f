/** Brokers of one release as processes, their ZooKeeper, and the mesh between all of them. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from './frames'
import type { Guard } from './guard'
import type { Tap } from './connection'
import { openMesh, type Mesh } from './mesh'
import { freePlaces, type Places } from './places'
import { processesIn, type Processes, type Signal, type Started } from './processes'
import { logProperties, serverProperties, zooKeeperProperties, type Settings } from './properties'
import type { Schemas } from './schemas'
import { InVain, serving, until } from './waiting'
import { znodes, type Znodes } from './znodes'

export interface RealCluster {
  readonly mesh: Mesh
  readonly places: Places
  readonly zooKeeper: Znodes
  /** The log directory of a broker. */
  logDir(id: number): string
  isRunning(id: number): boolean
  /** Starts a broker, and waits until it says that it has started. */
  start(id: number, role: 'broker' | 'controller'): Promise<void>
  /** SIGKILL. */
  kill(id: number): Promise<void>
  /** SIGSTOP and SIGCONT: its process stands still, and goes on. SIGTERM: it is to stop. */
  signal(id: number, signal: Signal): void
  /** Ends all processes, and removes the folder. */
  close(): Promise<void>
}

/** The link on which a broker, or a controller, speaks with another, or with ZooKeeper. */
export const linkOf = (from: number, to: number | 'zookeeper'): string => `${from}>${to}`

/** What runs: the folder with its jars, and inter.broker.protocol.version where it is not that of the release. */
export interface Program {
  readonly jars: string
  readonly protocol?: string | undefined
  /** Configuration of brokers that is not the usual one. */
  readonly settings?: Settings
}

/** A cluster with its ZooKeeper running, and no broker yet. */
export const openCluster = async (
  { jars, protocol, settings = {} }: Program,
  folder: string,
  ids: readonly number[],
  schemas: Schemas,
  guard: Guard,
  holds: (link: string, frame: Frame) => boolean,
  tap?: Tap,
): Promise<RealCluster> => {
  mkdirSync(folder, { recursive: true })
  const places = await freePlaces()
  const processes = processesIn(folder, guard)
  const mesh = openMesh(schemas, holds, tap)
  const brokers = new Map<number, Started>()
  try {
    await Promise.all(
      ids.flatMap((from) => [
        ...ids.map((to) => mesh.link(linkOf(from, to), places.link(from, to), places.broker(to))),
        mesh.link(linkOf(from, 'zookeeper'), places.link(from, 'zookeeper'), places.zooKeeper, 'zookeeper'),
      ]),
    )
    await startZooKeeper(jars, folder, places, processes)
    const zooKeeper = await znodes(places.zooKeeper)
    return {
      mesh,
      places,
      zooKeeper,
      logDir: (id) => join(folder, `data-${id}`),
      isRunning: (id) => brokers.get(id)?.isRunning === true,
      start: async (id, role) => {
        writeFileSync(join(folder, `hosts-${id}`), places.hosts(id, ids))
        const properties = serverProperties(id, role, places, join(folder, `data-${id}`), protocol, settings)
        writeFileSync(join(folder, `${id}.properties`), properties)
        brokers.set(id, await startBroker(jars, folder, id, processes))
      },
      kill: async (id) => brokers.get(id)?.kill(),
      signal: (id, signal) => brokers.get(id)?.signal(signal),
      close: async () => {
        zooKeeper.close()
        await processes.killAll()
        mesh.close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await processes.killAll()
    mesh.close()
    throw error
  }
}

/** Small, and soon ready: no process lives long enough for the better compiler. */
const javaOptions = (jars: string, log4j: string): readonly string[] => [
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  `-Dlog4j.configuration=file:${log4j}`,
  '-cp',
  join(jars, '*'),
]

const startZooKeeper = async (jars: string, folder: string, places: Places, processes: Processes): Promise<void> => {
  const data = join(folder, 'zookeeper')
  const log4j = join(folder, 'zookeeper.log4j')
  const properties = join(folder, 'zookeeper.properties')
  mkdirSync(data)
  writeFileSync(properties, zooKeeperProperties(places, data))
  writeFileSync(log4j, logProperties(join(folder, 'zookeeper.log')))
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain'
  const zooKeeper = processes.java('zookeeper', [...javaOptions(jars, log4j), main, properties])
  await serving(places.zooKeeper, () => zooKeeper.isRunning)
}

/**
 * A process whose predecessor still has its session with ZooKeeper finds its id registered, and ends. As an init system would, this
 * starts it again, until that session is over.
 */
const startBroker = async (jars: string, folder: string, id: number, processes: Processes): Promise<Started> => {
  let said = ''
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const broker = await triedToStart(jars, folder, id, processes)
    if (broker.isRunning) return broker
    said = broker.said()
  }
  throw new InVain(`broker ${id} ended while it started, ${MOST_ATTEMPTS} times: ${said}`)
}

/** A session of ZooKeeper lasts 2 s here, and a process needs about one to find that out. */
const MOST_ATTEMPTS = 8

/** A process that has started, or has ended while it did. */
const triedToStart = async (jars: string, folder: string, id: number, processes: Processes): Promise<Started> => {
  const log4j = join(folder, `${id}.log4j`)
  const log = join(folder, `${id}.log`)
  writeFileSync(log4j, logProperties(log))
  const before = existsSync(log) ? readFileSync(log).length : 0
  const broker = processes.java(`broker-${id}`, [
    `-Djdk.net.hosts.file=${join(folder, `hosts-${id}`)}`,
    ...javaOptions(jars, log4j),
    'kafka.Kafka',
    join(folder, `${id}.properties`),
  ])
  await until(`broker ${id} to start`, () => {
    return (
      !broker.isRunning ||
      (existsSync(log) && readFileSync(log).subarray(before).toString().includes('started (kafka.server.KafkaServer)'))
    )
  })
  return broker
}
