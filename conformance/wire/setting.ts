/** A new world: brokers that run, a topic whose replicas are empty and in sync, and followers whose next fetch is held. */
import { openCluster, linkOf, type Program, type RealCluster } from './cluster'
import type { Passing } from './connection'
import type { Frame } from './frames'
import type { Guard } from './guard'
import type { Schemas } from './schemas'
import { controllerLinks, heldRequest, isIsrAnswer, partitionStateOf, TOPIC, znodeOf, type Stage } from './stage'
import type { RealWorld } from '../protocol'
import { isAboutShutdown } from './shutdown-steps'
import { sleep, until } from './waiting'
import { LAG_MS } from './properties'

/** Two controllers, so that one can take over from the other. Both have no replicas. */
const CONTROLLERS = 2

export interface Wanted {
  readonly program: Program
  readonly folder: string
  readonly schemas: Schemas
  readonly guard: Guard
  readonly world: RealWorld
}

export const setStage = async (wanted: Wanted): Promise<Stage> => {
  const { world } = wanted
  const brokers = Array.from({ length: world.brokers }, (_, place) => place + 1)
  const controllers = Array.from({ length: CONTROLLERS }, (_, place) => world.brokers + 1 + place)
  const told = new Map<string, number>()
  const losing = new Set<string>()
  const unheld = new Set<string>()
  const holding = { hasBegun: false }
  const holds = (link: string, frame: Frame): boolean =>
    frame.way === 'request'
      ? isHeld(link, frame, brokers, holding.hasBegun ? told : undefined)
      : (world.zkAnswers === true && holding.hasBegun && !unheld.has(link) && isIsrAnswer(link, frame)) ||
        (losing.has(link) && frame.api === 'LeaderAndIsr') ||
        isAboutShutdown(frame)
  const ids = [...brokers, ...controllers]
  const cluster = await openCluster(wanted.program, wanted.folder, ids, wanted.schemas, wanted.guard, holds)
  try {
    await startWithTopic(cluster, brokers, controllers, world)
    const firstEpoch = (await znodeOf(cluster))?.leader_epoch ?? 0
    for (const to of brokers) for (const from of controllers) told.set(linkOf(from, to), firstEpoch)
    if (world.dropped !== undefined)
      await keepOthers(
        cluster,
        brokers.filter((id) => id !== world.leaders[0] && world.dropped?.includes(id) !== true),
      )
    holding.hasBegun = true
    cluster.mesh.pause(controllerLinks({ controllers }))
    return {
      ...{ cluster, brokers, controllers, firstEpoch, told },
      spent: new Set(),
      checkpointed: new Map(),
      informed: new Set(brokers),
      ...{ paused: new Set(), cutOff: new Set(), gone: new Set(), torn: new Set(), losing, unheld, toldAt: new Map() },
      asked: new Map(),
      acknowledged: new Set(),
    }
  } catch (error) {
    await cluster.close()
    throw error
  }
}

/** Fetches are always held; what a follower asks about epochs, and requests of the controller with news, once the world is there. */
const isHeld = (
  link: string,
  frame: Frame,
  brokers: readonly number[],
  told: ReadonlyMap<string, number> | undefined,
): boolean => {
  const isBetweenBrokers = brokers.some((from) => brokers.some((to) => link === linkOf(from, to)))
  if (frame.api === 'Fetch') return isBetweenBrokers
  if (isAboutShutdown(frame)) return true
  if (told === undefined) return false
  if (frame.api === 'OffsetForLeaderEpoch') return isBetweenBrokers
  if (frame.api !== 'LeaderAndIsr') return false
  const state = partitionStateOf(frame)
  return state !== undefined && state.LeaderEpoch > (told.get(link) ?? -1)
}

/**
 * The first leader is alone when the topic is created, and so is elected; the preferred leader may be another. The first
 * controller is up before everybody else.
 */
const startWithTopic = async (
  cluster: RealCluster,
  brokers: readonly number[],
  controllers: readonly number[],
  world: RealWorld,
): Promise<void> => {
  const [leader = 1] = world.leaders
  const preferred = world.movedTo ?? leader
  const early = preferred === leader ? brokers : [leader]
  const [first = 0, ...others] = controllers
  await cluster.start(first, 'controller')
  await Promise.all([
    ...others.map((id) => cluster.start(id, 'controller')),
    ...early.map((id) => cluster.start(id, 'broker')),
  ])
  await createTopic(cluster, [preferred, ...brokers.filter((id) => id !== preferred)], world)
  await until('the topic to have its first leader', async () => (await znodeOf(cluster))?.leader === leader)
  await Promise.all(brokers.filter((id) => !early.includes(id)).map((id) => cluster.start(id, 'broker')))
  await fillIsr(
    cluster,
    brokers.filter((id) => id !== leader),
  )
}

/** What kafka-topics writes. */
export const createTopic = async (
  { zooKeeper }: RealCluster,
  replicas: readonly number[],
  { minIsr, uncleanElection }: RealWorld,
): Promise<void> => {
  const config = {
    'min.insync.replicas': String(minIsr),
    'unclean.leader.election.enable': String(uncleanElection),
  }
  await zooKeeper.create(`/config/topics/${TOPIC}`, { version: 1, config })
  await zooKeeper.create(`/brokers/topics/${TOPIC}`, { version: 1, partitions: { 0: replicas } })
}

/** Lets every follower fetch until it is in the ISR, and has one fetch held that proves that the last one was answered. */
const fillIsr = async (cluster: RealCluster, followers: readonly number[]): Promise<void> => {
  for (const follower of followers) for (let turn = 0; turn < 2; turn++) await fetchOnce(cluster, follower)
  await until('all replicas to be in sync', async () => {
    const isr = (await znodeOf(cluster))?.isr ?? []
    for (const follower of followers) if (!isr.includes(follower)) await fetchOnce(cluster, follower)
    return isr.length === followers.length + 1
  })
}

/** The others stay in the ISR when replica.lag.time.max.ms has passed for those that fetched last now. */
const keepOthers = async (cluster: RealCluster, others: readonly number[]): Promise<void> => {
  await sleep(LAG_MS * 0.6) // Kafka looks every half of it.
  for (const one of others) await fetchOnce(cluster, one)
}

const fetchOnce = async (cluster: RealCluster, follower: number): Promise<void> => {
  const isFetch = ({ link, frame }: Passing): boolean => frame.api === 'Fetch' && link.startsWith(`${follower}>`)
  const fetch = await heldRequest({ cluster }, `broker ${follower} to fetch`, isFetch)
  fetch.free()
  await fetch.response
  await heldRequest({ cluster }, `broker ${follower} to fetch again`, (one) => isFetch(one) && one.place > fetch.place)
}
