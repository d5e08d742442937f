/** A new world with KRaft: brokers that run, a topic whose replicas are empty and in sync, and followers whose next fetch is held. */
import type { RealWorld } from '../../protocol'
import { linkOf } from '../cluster'
import type { Frame } from '../frames'
import type { Passing, Tap } from '../connection'
import type { Guard } from '../guard'
import type { Schemas } from '../schemas'
import { openKraftCluster, toController } from './cluster'
import { FOREVER_MS, LAG_MS } from '../properties'
import { createTopic } from './requests'
import { endNow, endReplayed, heldFrame, imageNow, metadataIn, untilShown, type Heard, type KraftStage } from './stage'

export interface Wanted {
  readonly jars: string
  readonly folder: string
  readonly schemas: Schemas
  readonly guard: Guard
  readonly world: RealWorld
}

/** What is held depends on how far the world is. */
interface Phase {
  /** Brokers that stay fenced, because they do not get to say that they are ready. */
  fenced: readonly number[]
  /** Metadata, proposals and the end of a shutdown wait for their steps. */
  hasBegun: boolean
}

export const setKraftStage = async ({ jars, folder, schemas, guard, world }: Wanted): Promise<KraftStage> => {
  const brokers = Array.from({ length: world.brokers }, (_, place) => place + 1)
  const [leader = 1] = world.leaders
  const phase: Phase = { fenced: brokers.filter((id) => id !== leader), hasBegun: false }
  const heard: Heard = new Map()
  const holds = (link: string, frame: Frame): boolean => isHeld(link, frame, phase)
  const hasElr = world.elr === true
  const lagMs = world.dropped === undefined ? FOREVER_MS : LAG_MS
  const cluster = await openKraftCluster(
    { jars, folder, ids: brokers, schemas, hasElr, lagMs, guard },
    holds,
    listenerTo(heard),
  )
  const stage: KraftStage = {
    ...{ cluster, schemas, brokers, heard, lagMs, fetchedAt: 0, ends: [], checkpointed: new Map() },
    ...{ asked: new Map(), acknowledged: new Set<string>() },
  }
  try {
    await startWithTopic(stage, phase, leader, world)
    phase.hasBegun = true
    stage.ends.push(endNow(stage))
    return stage
  } catch (error) {
    await cluster.close()
    throw error
  }
}

const isHeld = (link: string, frame: Frame, { fenced, hasBegun }: Phase): boolean => {
  const { api, way } = frame
  if (way === 'request' && api === 'Fetch') return !link.endsWith('>controller')
  if (way === 'request' && api === 'BrokerHeartbeat')
    return fenced.some((id) => link === toController(id)) && frame.body()?.['WantFence'] === false
  if (!hasBegun) return false
  if (api === 'AlterPartition') return true
  if (way === 'response' && api === 'BrokerHeartbeat') return frame.body()?.['ShouldShutDown'] === true
  return metadataIn(link, frame) !== undefined
}

/** Heartbeats pass, and say how far their broker is. */
const listenerTo = (heard: Heard): Tap => ({
  request: (_, frame) => {
    if (frame.api !== 'BrokerHeartbeat') return
    const body = frame.body()
    const [brokerEpoch, replayed] = [body?.['BrokerEpoch'], body?.['CurrentMetadataOffset']].map(Number)
    heard.set(Number(body?.['BrokerId']), { brokerEpoch: brokerEpoch ?? -1, replayed: replayed ?? -1 })
  },
  response: () => undefined,
  ended: () => undefined,
})

/**
 * The first leader alone is not fenced when the topic is created, and so is elected; the preferred leader may be another. Then the
 * others fetch until they are in the ISR, and everybody has replayed all metadata.
 */
const startWithTopic = async (stage: KraftStage, phase: Phase, leader: number, world: RealWorld): Promise<void> => {
  const { cluster, brokers } = stage
  const preferred = world.movedTo ?? leader
  const others = brokers.filter((id) => id !== leader)
  for (const id of brokers) cluster.start(id)
  await untilShown(stage, 'every broker to be registered, and the first leader to be ready', () => {
    const image = imageNow(stage)
    return brokers.every((id) => image.brokers.get(id)?.isFenced === (id !== leader))
  })
  await createTopic(cluster.places.controller, [preferred, ...brokers.filter((id) => id !== preferred)], world)
  phase.fenced = []
  for (const one of cluster.mesh.held()) if (one.frame.api === 'BrokerHeartbeat') one.free()
  await untilShown(stage, 'every broker to be ready', () => {
    const image = imageNow(stage)
    return brokers.every((id) => image.brokers.get(id)?.isFenced === false)
  })
  await untilShown(stage, 'all replicas to be in sync', async () => {
    for (const id of others) await fetchOnce(stage, id, leader)
    return imageNow(stage).partition?.isr.length === brokers.length
  })
  await untilShown(stage, 'everybody to have replayed all metadata', () => {
    const end = endNow(stage)
    return brokers.every((id) => endReplayed(stage, id) === end)
  })
  for (const id of others) await fetchOnce(stage, id, leader) // The leader knows each of them.
}

const fetchOnce = async (stage: KraftStage, follower: number, leader: number): Promise<void> => {
  const isFetch = ({ link, frame }: Passing): boolean => frame.api === 'Fetch' && link === linkOf(follower, leader)
  const fetch = await heldFrame(stage, `broker ${follower} to fetch`, isFetch)
  fetch.free()
  await fetch.response
  await heldFrame(stage, `broker ${follower} to fetch again`, (one) => isFetch(one) && one.place > fetch.place)
}
