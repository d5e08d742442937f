/** Steps of replicas: produce, fetch, ask where an epoch ends, handle a request of the controller, lose a follower. */
import type { Passing } from './connection'
import { linkOf } from './cluster'
import { recordsOf } from './disk'
import { LAG_MS } from './properties'
import { produce } from './producing'
import type { RealStep, RealWorld } from '../protocol'
import { controllerEpochOf, heldRequest, isAnswerTo, partitionStateOf, znodeOf, type Stage } from './stage'
import { sleep, until } from './waiting'

/** The record is in the leader's log. Its answer comes when it comes. */
export const takeProduce = async (
  stage: Stage,
  broker: number,
  { record = '' }: RealStep,
  acks: number,
): Promise<void> => {
  const { cluster } = stage
  const before = recordsOf(cluster, broker).length
  const told = { errorCode: 0 }
  const send = async (): Promise<void> => {
    const answer = await produce(cluster.places.client(broker), record, acks)
    if (answer?.errorCode === UNKNOWN_TOPIC) return sleep(100).then(send)
    if (answer?.errorCode === 0) stage.acknowledged.add(record)
    told.errorCode = answer?.errorCode ?? 0
    stage.asked.delete(record)
  }
  stage.asked.set(record, broker)
  void send()
  await until(`${record} to be in the log of broker ${broker}`, () => {
    if (told.errorCode !== 0) throw new Error(`broker ${broker} refuses the producer with error code ${told.errorCode}`)
    return recordsOf(cluster, broker).length > before
  })
}

/** UNKNOWN_TOPIC_OR_PARTITION: a broker that has just started has not had its UpdateMetadata request yet. */
const UNKNOWN_TOPIC = 3

/** One fetch: request, answer, and what the follower does with it. Its next request proves that it has done so. */
export const takeFetch = async (stage: Stage, follower: number): Promise<void> => {
  const fetch = await heldRequest(stage, `broker ${follower} to fetch`, isOf(follower, ['Fetch']))
  fetch.free()
  if (await makesLeaderWait(stage, fetch)) fetch.lose()
  else if ((await fetch.response) === undefined)
    throw new Error(`the connection ${fetch.link} has ended before its fetch was answered`)
  await nextRequestOf(stage, follower, fetch)
}

/**
 * A leader that writes its ISR, and waits for ZooKeeper, answers the fetch that made it write afterwards. In the model that fetch
 * brings nothing, and the follower fetches again; so the answer is lost here.
 */
const makesLeaderWait = async (stage: Stage, fetch: Passing): Promise<boolean> => {
  const leader = Number(fetch.link.split('>')[1])
  const state = { isAnswered: false }
  void fetch.response.then(() => (state.isAnswered = true))
  const isWaiting = (): boolean => stage.cluster.mesh.held().some(isAnswerTo(leader))
  await until('the answer to a fetch', () => state.isAnswered || isWaiting())
  return !state.isAnswered
}

/** One question about epochs, its answer, and what is truncated by it. 0.10 has no such question. */
export const takeTruncate = async (stage: Stage, follower: number): Promise<void> => {
  const isAsking = isOf(follower, ['OffsetForLeaderEpoch'])
  const asks = (): Promise<Passing> =>
    heldRequest(stage, `broker ${follower} to ask for the end of an epoch`, isOf(follower, ASKS))
  const first = await asks()
  const isOld = !isAsking(first) && first.place < (stage.toldAt.get(follower) ?? 0n)
  if (isOld) first.lose() // A fetch to the same leader as before, of an epoch before.
  const next = isOld ? await nextRequestOf(stage, follower, first) : first
  if (!isAsking(next)) return // It had nothing to ask: it has no epoch. It has truncated already.
  next.free()
  await next.response
  await nextRequestOf(stage, follower, next)
}

const ASKS = ['Fetch', 'OffsetForLeaderEpoch']

const nextRequestOf = (stage: Stage, follower: number, { place }: Passing): Promise<Passing> =>
  heldRequest(stage, `the next request of broker ${follower}`, (one) => isOf(follower, ASKS)(one) && one.place > place)

const isOf =
  (follower: number, apis: readonly string[]) =>
  ({ link, frame }: Passing): boolean =>
    link.startsWith(`${follower}>`) && apis.includes(frame.api)

const NOBODY = -1

/**
 * The broker handles the oldest request of that controller, and those that are no steps: about epochs that no step has taken, and
 * about a partition without a leader, which a broker that starts is told, and passes over. The controller's
 * repetitions of what it has been told are not held.
 */
export const takeLeaderAndIsr = async (stage: Stage, broker: number, controllerEpoch: number): Promise<void> => {
  for (;;) {
    const request = await nextLeaderAndIsr(stage, broker, controllerEpoch)
    const { LeaderEpoch: epoch = 0, Leader: leader = NOBODY } = partitionStateOf(request.frame) ?? {}
    stage.told.set(request.link, epoch)
    request.free()
    await answered(stage, broker, request)
    stage.toldAt.set(broker, process.hrtime.bigint())
    for (const one of stage.cluster.mesh.held())
      if (one.link === request.link && (partitionStateOf(one.frame)?.LeaderEpoch ?? 0) <= epoch) one.free()
    if (!stage.spent.has(epoch) && leader !== NOBODY) break
  }
  stage.informed.add(broker)
}

/**
 * Up to 1.0 a broker that gets another leader waits for the end of its fetcher thread, and that for the answer to its fetch, which is
 * held, or was sent to a leader that stands still. After replica.socket.timeout.ms the connection would be closed; here it is at once.
 */
const handled = async ({ cluster }: Stage, broker: number, request: Passing, isDone: () => boolean): Promise<void> => {
  const { Leader: leader = NOBODY } = partitionStateOf(request.frame) ?? {}
  const isInTheWay = (one: Passing): boolean => isOf(broker, ASKS)(one) && one.link !== linkOf(broker, leader)
  const latest = performance.now() + USUAL_MS
  await until(`broker ${broker} to handle a LeaderAndIsr request`, () => {
    const isOver = isDone()
    const isLate = !isOver && performance.now() > latest
    if (isLate) for (const one of cluster.mesh.held()) if (isInTheWay(one)) one.lose()
    return isOver
  })
}

/** The request has an answer, and the broker has got it. */
const answered = async (stage: Stage, broker: number, request: Passing): Promise<void> => {
  const state = { isAnswered: false }
  void request.response.then(() => (state.isAnswered = true))
  await handled(stage, broker, request, () => state.isAnswered)
}

/** Within so long a broker that waits for nobody has handled it, as a rule. */
const USUAL_MS = 2000

/** The broker handles the request, and its answer is lost with its connection. The controller sends the request again, which is held. */
export const takeLostAnswer = async (stage: Stage, broker: number, controllerEpoch: number): Promise<void> => {
  const request = await nextLeaderAndIsr(stage, broker, controllerEpoch)
  stage.losing.add(request.link)
  request.free()
  const isAnswer = ({ link, frame }: Passing): boolean => link === request.link && frame.way === 'response'
  await handled(stage, broker, request, () => stage.cluster.mesh.held().some(isAnswer))
  const answer = await heldRequest(stage, `the answer of broker ${broker} to a LeaderAndIsr request`, isAnswer)
  stage.losing.delete(request.link)
  answer.lose()
  stage.informed.add(broker)
}

const nextLeaderAndIsr = (stage: Stage, broker: number, controllerEpoch: number): Promise<Passing> =>
  heldRequest(
    stage,
    `a LeaderAndIsr request to broker ${broker}`,
    ({ link, frame }) =>
      link.endsWith(`>${broker}`) &&
      frame.way === 'request' &&
      frame.api === 'LeaderAndIsr' &&
      controllerEpochOf(frame) === controllerEpoch,
  )

const keepOthers = async (stage: Stage, but: readonly number[]): Promise<void> => {
  await sleep(LAG_MS * 0.8)
  const isr = (await znodeOf(stage.cluster))?.isr ?? []
  for (const other of isr) if (!but.includes(other)) await takeFetch(stage, other)
}

/**
 * The follower has not caught up for replica.lag.time.max.ms. The others in the ISR fetch once more while it passes, so that they
 * stay; where they learn a newer high watermark by that, the next observation says so.
 */
export const takeShrink = async (stage: Stage, leader: number, follower: number, world: RealWorld): Promise<void> => {
  if (world.dropped === undefined) await keepOthers(stage, [leader, follower])
  const isOut = async (): Promise<boolean> => (await znodeOf(stage.cluster))?.isr.includes(follower) === false
  await until(`broker ${follower} to leave the ISR`, isOut, 3 * LAG_MS)
  if (world.zkAnswers === true) await heldRequest(stage, 'the answer of ZooKeeper', isAnswerTo(leader))
}
