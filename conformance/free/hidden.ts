/** The steps that may be taken unseen at a moment, and what they lead to. */
import { has } from '../../kit/bits'
import { isRefused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import { pending, withPending } from '../../model/broker/fetcher-request'
import { nextRequest } from '../../model/broker/process'
import { idle, leads, mayWait, replicaOf } from '../../model/cluster'
import { controllerEpochOf, stateOf } from '../../model/coordinator/coordinator'
import type { Action } from '../../model/actions'
import type { Cluster, FetcherRequest } from '../../model/state'
import type { World } from '../../properties/history'
import { letter } from '../../properties/words'
import { withoutTruth } from '../traces/explain'
import type { EventOf } from './events'
import type { Lane, Moment, Write } from './moments'

const PARTITION = 0

/** What a world allows. */
export interface Unseen {
  readonly machine: Pick<Machine<World, Action>, 'fire'>
  readonly brokers: number
  /** Nobody could see OffsetsForLeaderEpoch, because the release that was recorded has no such request. */
  readonly asksAreHidden: boolean
}

/** Calls `found` with each state that one hidden step leads to. */
export const hiddenSteps =
  (unseen: Unseen) =>
  (state: World, moment: Moment, found: (next: World) => void): void => {
    const fire = (action: Action, isWanted: (next: Cluster) => boolean = () => true): boolean => {
      const next = unseen.machine.fire(state, action)
      if (isRefused(next)) return false
      if (next !== state && isWrittenIn(moment, state.cluster, next.cluster) && isWanted(next.cluster))
        found(withoutTruth(next))
      return true
    }
    for (const lane of moment.lanes) onLane(unseen, state, lane, fire, found)
    for (let broker = 0; broker < unseen.brokers; broker++) atBroker(unseen, state.cluster, moment, broker, fire)
  }

type Fire = (action: Action, isWanted?: (next: Cluster) => boolean) => boolean

/** A step that changes the znode is taken only while that is being written, in one step or in several. */
const isWrittenIn = ({ writes }: Moment, before: Cluster, after: Cluster): boolean => {
  const [from, to] = [stateOf(before, PARTITION), stateOf(after, PARTITION)]
  return from === to || writes.some((write) => leadsTo(write, to, from.leaderEpoch))
}

const leadsTo = (write: Write, to: ReturnType<typeof stateOf>, epochBefore: number): boolean => {
  if (write.leader !== to.leader || write.leaderEpoch !== to.leaderEpoch) return false
  const isByLeader = to.leaderEpoch === epochBefore
  if (isByLeader !== (write.by !== 'controller')) return false
  return isByLeader ? (to.isr & write.isr) === write.isr || to.isr === write.isr : to.isr === write.isr
}

const onLane = (unseen: Unseen, state: World, lane: Lane, fire: Fire, found: (next: World) => void): void => {
  const { follower, leader, phase } = lane
  const { cluster } = state
  const between = { follower, leader, partition: PARTITION }
  const held = pending(cluster, between) ?? idle
  const isHidden = isHiddenAsk(unseen, phase, held)
  const isLost = phase === 'lostRequest' || phase === 'lostAnswer'
  if (phase === 'asked' || phase === 'lostRequest' || isHidden) {
    const records = Math.max(1, recordsTold(lane))
    const isUseful = (after: Cluster): boolean => mayBeAnswered(held, pending(after, between) ?? idle, lane)
    for (const most of new Set([1, records])) fire({ type: 'Serve', ...between, records: most }, isUseful)
    fire({ type: 'Count', ...between })
  }
  const isTaken =
    phase === 'answered' || phase === 'lostAnswer' || isHidden ? fire({ type: 'Receive', ...between }) : false
  const brings = held.stage === 'fetched' && !mayWait(held)
  const isForgotten = isLost || (phase === 'answered' && (lane.isError || (!isTaken && !brings)))
  // As a link that is cut, a follower that gives up, and a link that is mended; or an answer that changes nothing.
  if (isForgotten && held.stage !== 'idle') found(forgotten(state, lane))
  if (replicaOf(cluster, follower, PARTITION).leader === leader && phase !== 'asked') sending(unseen, lane, fire)
}

/** How many records the response that is seen next has. */
const recordsTold = ({ next, phase }: Lane): number =>
  phase === 'asked' && next?.event === 'fetched' ? (next.records?.length ?? 0) : 0

/** A follower sends what is seen next. */
const sending = (unseen: Unseen, { follower, leader, next }: Lane, fire: Fire): void => {
  const between = { follower, leader, partition: PARTITION }
  const isFetch = (after: Cluster): boolean =>
    next?.event === 'fetch' && pending(after, between)?.fetchOffset === next.fetchOffset
  if (next?.event === 'fetch') fire({ type: 'SendFetch', follower, partition: PARTITION }, isFetch)
  fire({ type: 'SendOffsetsForLeaderEpoch', follower, partition: PARTITION }, (after) => {
    const sent = pending(after, between)
    if (sent?.stage !== 'epochRequest') return true // It had nothing to ask.
    return unseen.asksAreHidden || (next?.event === 'asks' && sent.epoch === next.epoch)
  })
}

const isHiddenAsk = ({ asksAreHidden }: Unseen, phase: Lane['phase'], { stage }: FetcherRequest): boolean =>
  asksAreHidden && phase !== 'asked' && (stage === 'epochRequest' || stage === 'epochResponse')

/**
 * What the leader has read may become the response that is seen next. It reads for the first time when the request arrives, and once
 * more only for what it answers. Where nobody gets the answer, it does not matter what it reads.
 */
const mayBeAnswered = (before: FetcherRequest, served: FetcherRequest, { next, phase }: Lane): boolean => {
  const isFirst = before.stage !== 'fetched'
  if (phase !== 'asked' || next === undefined || next.event === 'lost') return isFirst
  if (next.event !== 'fetched') return true
  if (next.error !== 'NONE') return isFirst || served.error !== 'none' || served.stage === 'idle'
  return isFirst ? served.records.length === 0 || isAnswer(served, next) : isAnswer(served, next)
}

/** These are the records and the high watermark of the response. */
export const isAnswer = (
  { error, records, highWatermark }: FetcherRequest,
  { records: seen = [], highWatermark: wanted }: EventOf<'fetched'>,
): boolean =>
  error === 'none' &&
  highWatermark === wanted &&
  records.length === seen.length &&
  records.every(({ value, epoch }, at) => {
    const one = seen[at]
    return one?.record === letter(value) && (one.epoch === undefined || one.epoch === epoch)
  })

const atBroker = (unseen: Unseen, cluster: Cluster, moment: Moment, broker: number, fire: Fire): void => {
  const { ordered, producing, starting } = moment
  const replica = replicaOf(cluster, broker, PARTITION)
  const controllerEpoch = controllerEpochOf(cluster)
  const request = nextRequest(cluster.brokers[broker] as Cluster['brokers'][number], controllerEpoch)
  if (request !== undefined && ordered.get(broker)?.includes(request.leaderEpoch) === true)
    fire({ type: 'HandleLeaderAndIsr', broker, controllerEpoch })
  if (producing.get(broker) === cluster.produced[PARTITION]) fire({ type: 'Produce', broker, partition: PARTITION })
  if (starting.has(broker)) fire({ type: 'Start', broker })
  fire({ type: 'Reconnect', broker })
  fire({ type: 'BrokerFailure', broker })
  fire({ type: 'BrokerStartup', broker })
  if (moment.writes.some(({ by }) => by === 'controller')) fire({ type: 'MoveLeader', broker, partition: PARTITION })
  if (leads(replica, broker))
    timePasses(unseen, replica.leadership.caughtUp, moment, broker, replica.leadership.isr, fire)
}

/** replica.lag.time.max.ms. It matters where a replica leaves the ISR, or is outside it and holds the high watermark back. */
const timePasses = (
  { brokers }: Unseen,
  caughtUp: number,
  { writes }: Moment,
  leader: number,
  isr: number,
  fire: Fire,
): void => {
  for (let follower = 0; follower < brokers; follower++) {
    const step = { leader, follower, partition: PARTITION }
    const isLeaving = writes.some((write) => write.by === leader && !has(write.isr, follower))
    if (has(caughtUp, follower) && (isLeaving || !has(isr, follower))) fire({ type: 'PassLagTime', ...step })
    if (isLeaving && has(isr, follower)) fire({ type: 'ShrinkIsr', ...step })
  }
}

/**
 * The same state, with what is best done at once, so that there are fewer states. A checkpoint is read only after the process has
 * ended, so the value that is read then may be written whenever the high watermark has it. A request whose connection is gone
 * changes nothing at a broker that does not lead any more, and an answer nothing at a follower of somebody else.
 */
export const settled = ({ machine }: Pick<Unseen, 'machine'>, state: World, moment: Moment): World => {
  let now = state
  for (const [broker, checkpoint] of moment.checkpoints) {
    const { highWatermark, disk } = replicaOf(now.cluster, broker, PARTITION)
    if (highWatermark !== checkpoint || disk.highWatermark === checkpoint) continue
    const next = machine.fire(now, { type: 'CheckpointHighWatermark', broker })
    if (!isRefused(next)) now = withoutTruth(next)
  }
  for (const lane of moment.lanes) if (isDone(now.cluster, lane)) now = forgotten(now, lane)
  return now
}

const isDone = (cluster: Cluster, { follower, leader, phase, next }: Lane): boolean => {
  if (phase === 'lostAnswer') return replicaOf(cluster, follower, PARTITION).leader !== leader
  const isUnanswered = phase === 'lostRequest' || (phase === 'asked' && (next === undefined || next.event === 'lost'))
  return isUnanswered && !leads(replicaOf(cluster, leader, PARTITION), leader)
}

const forgotten = (state: World, { follower, leader }: Lane): World => {
  const between = { follower, leader, partition: PARTITION }
  const isIdle = pending(state.cluster, between)?.stage === 'idle'
  return isIdle ? state : { ...state, cluster: withPending(state.cluster, between, idle) }
}
