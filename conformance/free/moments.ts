/**
 * What may happen unseen between two events. What was seen bounds it: a leader answers only what has reached it, and a follower
 * asks only what is seen next on its lane.
 */
import { letter } from '../../properties/words'
import type { BrokerId, Brokers } from '../../model/values'
import { add } from '../../kit/bits'
import { laneOf, type EventOf, type FreeEvent } from './events'

/** From a follower to a leader, and back. Brokers are counted from 0 here, as in the model. */
export interface Lane {
  readonly follower: BrokerId
  readonly leader: BrokerId
  /**
   * asked: the request is at the leader. answered: the response is at the follower, or will be soon. lostRequest, lostAnswer: the
   * connection is gone; what has reached the other end may still have been handled.
   */
  readonly phase: 'none' | 'asked' | 'answered' | 'lostRequest' | 'lostAnswer'
  /** The response that has arrived is an error. */
  readonly isError: boolean
  /** What is seen next on this lane; undefined: nothing more. */
  readonly next: LaneEvent | undefined
}

export type LaneEvent = EventOf<'fetch' | 'fetched' | 'asks' | 'told' | 'lost'>

/** A znode that is being written. */
export interface Write {
  readonly by: BrokerId | 'controller'
  readonly leader: number
  readonly leaderEpoch: number
  readonly isr: Brokers
}

export interface Moment {
  readonly lanes: readonly Lane[]
  /** Leader epochs of LeaderAndIsr requests that a broker has, and has not answered. */
  readonly ordered: ReadonlyMap<BrokerId, readonly number[]>
  readonly writes: readonly Write[]
  /** Records that are on their way to a broker that will append them: by number. */
  readonly producing: ReadonlyMap<BrokerId, number>
  readonly starting: ReadonlySet<BrokerId>
  /** The high watermark in the checkpoint that is read of its disk next. */
  readonly checkpoints: ReadonlyMap<BrokerId, number>
}

/** The moment before each event. */
export const momentsOf = (events: readonly FreeEvent[], brokers: number): readonly Moment[] => {
  const ahead = aheadOf(events)
  const moments: Moment[] = []
  let now: Moment = {
    lanes: lanesAmong(brokers),
    ...{ ordered: new Map(), writes: [], producing: new Map(), starting: new Set(), checkpoints: new Map() },
  }
  for (const [place, event] of events.entries()) {
    const next = ahead[place] as Ahead
    const lanes = now.lanes.map((lane) => ({ ...lane, next: next.lanes.get(nameOf(lane)) }))
    now = { ...now, lanes, checkpoints: next.checkpoints }
    moments.push(now)
    now = after(now, event, events, place)
  }
  return moments
}

const lanesAmong = (brokers: number): readonly Lane[] =>
  Array.from({ length: brokers * brokers }, (_, at): Lane => {
    const [follower, leader] = [Math.floor(at / brokers), at % brokers]
    return { follower, leader, phase: 'none', isError: false, next: undefined }
  }).filter(({ follower, leader }) => follower !== leader)

const nameOf = ({ follower, leader }: Pick<Lane, 'follower' | 'leader'>): string =>
  laneOf({ follower: follower + 1, leader: leader + 1 })

interface Ahead {
  readonly lanes: ReadonlyMap<string, LaneEvent>
  readonly checkpoints: ReadonlyMap<BrokerId, number>
}

/** What comes next, from each event on. */
const aheadOf = (events: readonly FreeEvent[]): readonly Ahead[] => {
  const all: Ahead[] = []
  let now: Ahead = { lanes: new Map(), checkpoints: new Map() }
  for (const event of [...events].reverse()) {
    if (isOnLane(event)) now = { ...now, lanes: new Map(now.lanes).set(laneOf(event), event) }
    const checkpoint = event.event === 'disk' ? event.replica.checkpointedHighWatermark : undefined
    if (event.event === 'disk' && checkpoint !== undefined)
      now = { ...now, checkpoints: new Map(now.checkpoints).set(event.broker - 1, checkpoint) }
    all.push(now)
  }
  return all.reverse()
}

const ON_LANES: readonly FreeEvent['event'][] = ['fetch', 'fetched', 'asks', 'told', 'lost']

const isOnLane = (event: FreeEvent): event is LaneEvent => ON_LANES.includes(event.event)

const after = (now: Moment, event: FreeEvent, events: readonly FreeEvent[], place: number): Moment => {
  if (isOnLane(event)) return { ...now, lanes: now.lanes.map((lane) => laneAfter(lane, event)) }
  switch (event.event) {
    case 'leaderAndIsr': {
      const epochs = [...(now.ordered.get(event.broker - 1) ?? []), event.leaderEpoch]
      return { ...now, ordered: new Map(now.ordered).set(event.broker - 1, epochs) }
    }
    case 'obeyed': {
      const epochs = (now.ordered.get(event.broker - 1) ?? []).filter((epoch) => epoch !== event.leaderEpoch)
      return { ...now, ordered: new Map(now.ordered).set(event.broker - 1, epochs) }
    }
    case 'writes':
      return { ...now, writes: [...now.writes, writeOf(event)] }
    case 'written':
      return { ...now, writes: now.writes.filter(({ by }) => by !== writerOf(event)) }
    case 'produce':
      return { ...now, producing: producingAfter(now, event, events, place) }
    case 'produced':
      return { ...now, producing: without(now.producing, event.broker - 1) }
    case 'starts':
      return { ...now, starting: new Set([...now.starting, event.broker - 1]) }
    case 'started':
      return { ...now, starting: new Set([...now.starting].filter((id) => id !== event.broker - 1)) }
    case 'killed':
      return afterKill(now, event.broker - 1)
    case 'disk':
    case 'paused':
    case 'woken':
      return now
  }
}

const laneAfter = (lane: Lane, event: LaneEvent): Lane => {
  if (nameOf(lane) !== laneOf(event)) return lane
  switch (event.event) {
    case 'fetch':
    case 'asks':
      return { ...lane, phase: 'asked', isError: false }
    case 'fetched':
    case 'told':
      return { ...lane, phase: 'answered', isError: event.error !== 'NONE' }
    case 'lost':
      return { ...lane, phase: lane.phase === 'asked' ? 'lostRequest' : 'lostAnswer' }
  }
}

const writerOf = ({ by }: { readonly by: number }): Write['by'] => (by === 0 ? 'controller' : by - 1)

const writeOf = (event: EventOf<'writes'>): Write => ({
  by: writerOf(event),
  leader: event.leader < 0 ? event.leader : event.leader - 1,
  leaderEpoch: event.leaderEpoch,
  isr: brokersOf(event.isr),
})

/** Ids as they are seen, as a set of the model. */
const brokersOf = (ids: readonly number[]): Brokers => ids.reduce((set, id) => add(set, id - 1), 0)

/** The number of a record. */
export const numberOfRecord = (record: string): number => record.charCodeAt(0) - letter(0).charCodeAt(0)

/** A record whose end was not seen may be appended, or not. */
const producingAfter = (
  { producing }: Moment,
  { broker, record }: EventOf<'produce'>,
  events: readonly FreeEvent[],
  place: number,
): Moment['producing'] => {
  const end = events
    .slice(place)
    .find((event) => event.event === 'produced' && event.broker === broker && event.record === record)
  const isAppended = end?.event !== 'produced' || end.appended
  return isAppended ? new Map(producing).set(broker - 1, numberOfRecord(record)) : producing
}

const without = <T>(map: ReadonlyMap<BrokerId, T>, id: BrokerId): ReadonlyMap<BrokerId, T> =>
  new Map([...map].filter(([one]) => one !== id))

const afterKill = (now: Moment, id: BrokerId): Moment => ({
  ...now,
  lanes: now.lanes.map((lane) => (lane.follower === id ? { ...lane, phase: 'none' } : lane)),
  ordered: without(now.ordered, id),
  writes: now.writes.filter(({ by }) => by !== id),
  producing: without(now.producing, id),
})
