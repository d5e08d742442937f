/** Steps of replicas with KRaft: produce, fetch, consume, replay the metadata log. */
import type { Observation } from '../../observation'
import type { RealStep } from '../../protocol'
import { linkOf } from '../cluster'
import type { Passing } from '../connection'
import { recordsOf } from '../disk'
import { InVain, sleep, until } from '../waiting'
import { FOREVER_MS } from '../properties'
import { consume, produce } from './requests'
import { endReplayed, heldFrame, imageNow, isMetadataFor, metadataIn, untilShown, type KraftStage } from './stage'

/** The record is in the leader's log. Its answer comes when it comes. */
export const takeProduce = async (
  stage: KraftStage,
  broker: number,
  { record = '' }: RealStep,
  acks: number,
): Promise<void> => {
  const { cluster, asked, acknowledged } = stage
  const before = recordsOf(cluster, broker).length
  const told = { errorCode: 0 }
  asked.set(record, broker)
  void produce(cluster.places.client(broker), record, acks).then((answer) => {
    if (answer?.errorCode === 0) acknowledged.add(record)
    told.errorCode = answer?.errorCode ?? 0
    asked.delete(record)
  })
  await until(`${record} to be in the log of broker ${broker}`, () => {
    if (told.errorCode !== 0) throw new Error(`broker ${broker} refuses the producer with error code ${told.errorCode}`)
    return recordsOf(cluster, broker).length > before
  })
}

/** One fetch from the leader that the broker knows. Its next request proves that it has done what it was answered. */
export const takeFetch = async (stage: KraftStage, follower: number): Promise<void> => {
  const leader = imageNow(stage, endReplayed(stage, follower)).partition?.leader ?? -1
  const isFetch = ({ link, frame }: Passing): boolean => link === linkOf(follower, leader) && frame.api === 'Fetch'
  const fetch = await heldFrame(stage, `broker ${follower} to fetch from broker ${leader}`, isFetch)
  fetch.free()
  if ((await fetch.response) === undefined)
    throw new Error(`the connection ${fetch.link} has ended before its fetch was answered`)
  stage.fetchedAt = performance.now()
  await heldFrame(stage, `broker ${follower} to fetch again`, (one) => isFetch(one) && one.place > fetch.place)
}

/**
 * The high watermark of a leader also waits for a replica outside the ISR that was caught up within replica.lag.time.max.ms
 * (Partition.maybeIncrementLeaderHW). In a world in which that time passes, it has passed for everybody.
 */
const untilLagging = async ({ lagMs, fetchedAt }: KraftStage): Promise<void> => {
  if (lagMs < FOREVER_MS) await sleep(Math.max(0, fetchedAt + lagMs - performance.now()))
}

export const takeConsumerFetch = async (
  { cluster }: KraftStage,
  broker: number,
): Promise<Pick<Observation, 'read'>> => ({ read: await consume(cluster.places.client(broker)) })

/**
 * The broker gets one response of the controller, with all metadata up to the change that it is to know, and so replays all of it as
 * one delta. A response that was answered before the last of these changes has too little: it is lost, and the broker asks again.
 */
export const takeReplay = async (stage: KraftStage, broker: number, behind: number): Promise<void> => {
  const end = stage.ends.at(-1 - behind)
  if (end === undefined) throw new InVain(`the controller has not written ${behind} changes`)
  const before = imageNow(stage, endReplayed(stage, broker)).partition?.leaderEpoch
  const response = await responseUpTo(stage, broker, end)
  await untilLagging(stage)
  const latest = process.hrtime.bigint()
  response.free()
  const loseFetches = (): void => {
    for (const one of stage.cluster.mesh.held()) if (isFetchOf(broker)(one) && one.place < latest) one.lose()
  }
  const lost = performance.now() + USUAL_MS
  await untilShown(stage, `broker ${broker} to replay the metadata log`, () => {
    const isOver = endReplayed(stage, broker) >= end
    if (!isOver && performance.now() > lost) loseFetches() // It waits for a thread that waits for an answer.
    return isOver
  })
  if (imageNow(stage, end).partition?.leaderEpoch !== before) loseFetches()
}

/** Within so long a broker that waits for nobody has replayed it, as a rule. */
const USUAL_MS = 2000

/** Fetches that a broker has sent to others: of an epoch before, once it knows another. */
const isFetchOf =
  (broker: number) =>
  ({ link, frame }: Passing): boolean =>
    link.startsWith(`${broker}>`) && frame.way === 'request' && frame.api === 'Fetch'

const responseUpTo = async (stage: KraftStage, broker: number, end: number): Promise<Passing> => {
  for (;;) {
    const response = await heldFrame(stage, `metadata for broker ${broker}`, isMetadataFor(broker))
    const brought = metadataIn(response.link, response.frame)
    if (brought?.end === end && brought.highWatermark >= end) return response
    if (brought !== undefined && brought.end > end)
      throw new InVain(`the controller has already sent broker ${broker} metadata up to offset ${brought.end - 1}`)
    response.lose()
    await sleep(10)
  }
}
