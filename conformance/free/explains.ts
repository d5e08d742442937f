/** Which states explain an event, and what the event does by itself. */
import { isRefused } from '../../kit/refused'
import { has } from '../../kit/bits'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import { pending } from '../../model/broker/fetcher-request'
import { brokerOf, idle, leads, replicaOf } from '../../model/cluster'
import { stateOf } from '../../model/coordinator/coordinator'
import type { FetcherRequest } from '../../model/state'
import { historyOf, type World } from '../../properties/history'
import { idOf, idsOf } from '../ids'
import { observedExchanges, observedReplica } from '../observe'
import { agrees } from '../traces/agrees'
import { withoutTruth } from '../traces/explain'
import type { EventOf, FreeEvent } from './events'
import { isAnswer } from './hidden'
import { numberOfRecord, type LaneEvent, type Moment } from './moments'

const PARTITION = 0

/** The state after an event; undefined: this state does not explain it. */
export const stateAfter = (
  machine: Pick<Machine<World, Action>, 'fire'>,
  state: World,
  event: FreeEvent,
  moment: Moment,
): World | undefined => {
  const action = actionOf(event)
  if (action === undefined) return explains(state, event, moment) ? state : undefined
  const next = machine.fire(state, action)
  if (isRefused(next)) return undefined
  if (event.event !== 'woken' || !event.sessionEnded) return withoutTruth(next)
  // The controller may notice it later than this.
  const without = machine.fire(next, { type: 'CutOffZooKeeper', broker: event.broker - 1 })
  return withoutTruth(isRefused(without) ? next : without)
}

/** What is done to a broker is a step of the model. */
const actionOf = (event: FreeEvent): Action | undefined => {
  if (event.event === 'killed') return { type: 'ProcessCrash', broker: event.broker - 1 }
  if (event.event === 'paused') return { type: 'Pause', broker: event.broker - 1 }
  return event.event === 'woken' ? { type: 'WakeUp', broker: event.broker - 1 } : undefined
}

const explains = (state: World, event: FreeEvent, { writes }: Moment): boolean => {
  const { cluster } = state
  switch (event.event) {
    case 'fetch':
    case 'asks':
    case 'fetched':
    case 'told':
      return isOnItsWay(exchangeOf(state, event), event)
    case 'leaderAndIsr':
      return isOrdered(state, event)
    case 'obeyed':
      return replicaOf(cluster, event.broker - 1, PARTITION).leaderEpoch >= event.leaderEpoch
    case 'written':
      return !event.done || writes.every((write) => write.by !== writerOf(event) || isWritten(state, write))
    case 'produced':
      return isProduced(state, event)
    case 'started':
      return brokerOf(cluster, event.broker - 1).isUp
    case 'disk':
      return agrees(onDisk(state, event), event.replica)
    case 'lost':
    case 'writes':
    case 'produce':
    case 'starts':
    case 'killed':
    case 'paused':
    case 'woken':
      return true
  }
}

const writerOf = ({ by }: EventOf<'written'>): Moment['writes'][number]['by'] => (by === 0 ? 'controller' : by - 1)

const exchangeOf = ({ cluster }: World, { follower, leader }: Exclude<LaneEvent, EventOf<'lost'>>): FetcherRequest =>
  pending(cluster, { follower: follower - 1, leader: leader - 1, partition: PARTITION }) ?? idle

const isOnItsWay = (held: FetcherRequest, event: Exclude<LaneEvent, EventOf<'lost'>>): boolean => {
  switch (event.event) {
    case 'fetch':
      return held.stage === 'fetch' && held.fetchOffset === event.fetchOffset && isSameEpoch(held, event)
    case 'asks':
      return held.stage === 'epochRequest' && held.epoch === event.epoch && isSameEpoch(held, event)
    case 'fetched':
      if (event.error === 'NONE') return held.stage === 'fetched' && isAnswer(held, event)
      return isError(held, event.error, 'fetched')
    case 'told':
      if (event.error === 'NONE')
        return held.stage === 'epochResponse' && held.error === 'none' && held.endOffset === event.endOffset
      return isError(held, event.error, 'epochResponse')
  }
}

/** Before KIP-320 a request does not say it. */
const isSameEpoch = ({ leaderEpoch }: FetcherRequest, { leaderEpoch: seen }: EventOf<'fetch' | 'asks'>): boolean =>
  seen === undefined || leaderEpoch < 0 || leaderEpoch === seen

/** The model sends no error after which a follower only asks again: then the request waits at the leader, or is gone. */
const isError = ({ stage, error }: FetcherRequest, seen: string, answered: FetcherRequest['stage']): boolean => {
  if (seen === 'OFFSET_OUT_OF_RANGE') return stage === answered && error === 'outOfRange'
  if (seen === 'FENCED_LEADER_EPOCH') return stage !== answered || error === 'fenced'
  return stage !== answered || error !== 'none'
}

/** It is on its way to the broker, or repeats what the broker has been told. */
const isOrdered = ({ cluster }: World, { broker: id, leader, leaderEpoch }: EventOf<'leaderAndIsr'>): boolean => {
  const { requests, replicas } = brokerOf(cluster, id - 1)
  const told = replicas[PARTITION]?.leaderEpoch ?? -1
  if (told > leaderEpoch) return true
  const isSame = (one: { readonly leader: number; readonly leaderEpoch: number }): boolean =>
    one.leaderEpoch === leaderEpoch && one.leader === leader - 1
  return requests.some(isSame) || (replicas[PARTITION] !== undefined && isSame(replicas[PARTITION]))
}

/** Nobody else has written since, unless a controller has taken the next leader epoch. */
const isWritten = ({ cluster }: World, { by, leader, leaderEpoch, isr }: Moment['writes'][number]): boolean => {
  if (by === 'controller') {
    const znode = stateOf(cluster, PARTITION)
    return znode.leaderEpoch === leaderEpoch && znode.leader === leader
  }
  const replica = replicaOf(cluster, by, PARTITION)
  return !leads(replica, by) || replica.leaderEpoch !== leaderEpoch || replica.leadership.isr === isr
}

const isProduced = ({ cluster, history }: World, { record, error, appended }: EventOf<'produced'>): boolean => {
  const number = numberOfRecord(record)
  if (error === 'NONE') return has(historyOf(history, PARTITION).acknowledged, number)
  return !appended || (cluster.produced[PARTITION] ?? 0) > number
}

const onDisk = ({ cluster }: World, { broker }: EventOf<'disk'>): ReturnType<typeof observedReplica> =>
  observedReplica(replicaOf(cluster, broker - 1, PARTITION), broker - 1, false)

/** What a state has where the event is seen, as JSON: for people. */
export const shownOf = (state: World, event: FreeEvent): string => {
  const { cluster } = state
  if ('follower' in event) {
    const asked = observedExchanges(brokerOf(cluster, event.follower - 1).fetcherRequests[PARTITION])
    return JSON.stringify(asked.filter(({ leader }) => leader === event.leader))
  }
  if ('by' in event) {
    const { leader, leaderEpoch, isr } = stateOf(cluster, PARTITION)
    return JSON.stringify({ leader: idOf(leader), leaderEpoch, isr: idsOf(isr) })
  }
  if (event.event === 'disk') return JSON.stringify(onDisk(state, event))
  const { isUp } = brokerOf(cluster, event.broker - 1)
  return JSON.stringify(observedReplica(replicaOf(cluster, event.broker - 1, PARTITION), event.broker - 1, isUp))
}
