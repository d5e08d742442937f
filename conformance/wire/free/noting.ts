/** Turns what passes on the wire into events. */
import { laneOf, type FreeEvent } from '../../free/events'
import type { ObservedRecord } from '../../observation'
import { recordsIn } from '../batches'
import type { Tap } from '../connection'
import type { Frame } from '../frames'
import type { Message } from '../messages'
import { errorName } from './errors'
import { partitionStateOf, STATE, TOPIC, type PartitionZnode } from '../stage'

/** An event as it is noted: records by their values, and leader epochs as the cluster counts them. */
export interface Notes {
  readonly events: FreeEvent[]
  readonly tap: Tap
  /** Followers that were seen to fetch, since the notes have begun, if they have. */
  readonly fetchers: ReadonlySet<number>
  note(event: FreeEvent): void
  /** From now on. What was on its way before is passed over. */
  begin(): void
}

/** `brokers`: those that have replicas; everybody else is a controller. */
export const takeNotes = (brokers: readonly number[]): Notes => {
  const state = { hasBegun: false }
  const events: FreeEvent[] = []
  const open = new Set<string>()
  const fetchers = new Set<number>()
  const told = new Map<string, number>()
  const note = (event: FreeEvent): void => {
    if (state.hasBegun) events.push(event)
  }
  const request = (link: string, frame: Frame): void => {
    const [from = 0, to = 0] = link.split('>').map(Number)
    const event = requestEvent(from, to, frame, brokers)
    if (event === undefined) return
    if (event.event === 'fetch') fetchers.add(from)
    if (!state.hasBegun) return
    if (event.event === 'fetch' || event.event === 'asks') open.add(link)
    if (event.event === 'leaderAndIsr') told.set(`${link} ${frame.header.correlationId}`, event.leaderEpoch)
    note(event)
  }
  const response = (link: string, frame: Frame): void => {
    const [from = 0, to = 0] = link.split('>').map(Number)
    const isFetching = frame.api === 'Fetch' || frame.api === 'OffsetForLeaderEpoch'
    if (isFetching && !open.has(link)) return
    const obeyed = frame.api === 'LeaderAndIsr' ? told.get(`${link} ${frame.header.correlationId}`) : undefined
    if (obeyed !== undefined) note({ event: 'obeyed', broker: to, leaderEpoch: obeyed })
    const event = responseEvent(from, to, frame, brokers)
    if (event !== undefined) note(event)
  }
  const ended = (link: string): void => {
    const [follower = 0, leader = 0] = link.split('>').map(Number)
    if (open.delete(laneOf({ follower, leader }))) note({ event: 'lost', follower, leader })
  }
  const begin = (): void => {
    state.hasBegun = true
    fetchers.clear()
  }
  return { events, note, fetchers, tap: { request, response, ended }, begin }
}

const requestEvent = (from: number, to: number, frame: Frame, brokers: readonly number[]): FreeEvent | undefined => {
  if (frame.api === 'setData') return writeEvent(from, frame, brokers)
  const body = frame.body()
  if (body === undefined) return undefined
  const lane = { follower: from, leader: to }
  if (frame.api === 'Fetch') {
    const asked = partitionIn(body, 'Topics', 'Topic', 'Partitions')
    if (asked === undefined) return undefined
    return { event: 'fetch', ...lane, fetchOffset: Number(asked['FetchOffset']), ...epochIn(asked) }
  }
  if (frame.api === 'OffsetForLeaderEpoch') {
    const asked = partitionIn(body, 'Topics', 'Topic', 'Partitions')
    if (asked === undefined) return undefined
    return { event: 'asks', ...lane, epoch: Number(asked['LeaderEpoch']), ...epochIn(asked) }
  }
  if (frame.api !== 'LeaderAndIsr') return undefined
  const state = partitionStateOf(frame)
  if (state === undefined || state.Leader < 0) return undefined // A broker passes over a partition without a leader.
  return {
    event: 'leaderAndIsr',
    broker: to,
    leader: state.Leader,
    leaderEpoch: state.LeaderEpoch,
    isr: sorted(state.Isr),
  }
}

const responseEvent = (from: number, to: number, frame: Frame, brokers: readonly number[]): FreeEvent | undefined => {
  const body = frame.body()
  if (body === undefined) return undefined
  if (frame.api === 'setData')
    return body['path'] === STATE
      ? { event: 'written', by: writer(from, brokers), done: body['error'] === 0 }
      : undefined
  const lane = { follower: from, leader: to }
  if (frame.api === 'Fetch') {
    const answer = partitionIn(body, 'Responses', 'Topic', 'Partitions')
    if (answer === undefined) return undefined
    const error = errorName(Number(answer['ErrorCode']))
    if (error !== 'NONE') return { event: 'fetched', ...lane, error }
    const records = recordsOfAnswer(answer['Records'])
    return { event: 'fetched', ...lane, error, highWatermark: Number(answer['HighWatermark']), records }
  }
  if (frame.api === 'OffsetForLeaderEpoch') {
    const answer = partitionIn(body, 'Topics', 'Topic', 'Partitions')
    if (answer === undefined) return undefined
    const error = errorName(Number(answer['ErrorCode']))
    return { event: 'told', ...lane, error, ...(error === 'NONE' && { endOffset: Number(answer['EndOffset']) }) }
  }
  return undefined
}

const writer = (from: number, brokers: readonly number[]): number => (brokers.includes(from) ? from : 0)

const writeEvent = (from: number, frame: Frame, brokers: readonly number[]): FreeEvent | undefined => {
  const write = frame.body()
  if (write?.['path'] !== STATE) return undefined
  const { leader, leader_epoch: leaderEpoch, isr } = JSON.parse(String(write['data'])) as PartitionZnode
  return { event: 'writes', by: writer(from, brokers), leader, leaderEpoch, isr: sorted(isr) }
}

const sorted = (ids: readonly number[]): number[] => [...ids].sort((one, other) => one - other)

const epochIn = (asked: Message): { leaderEpoch?: number } => {
  const epoch = Number(asked['CurrentLeaderEpoch'] ?? -1)
  return epoch < 0 ? {} : { leaderEpoch: epoch }
}

/** The only partition, if the message is about it. */
const partitionIn = (body: Message, topics: string, name: string, partitions: string): Message | undefined => {
  const topic = (body[topics] as readonly Message[] | null)?.find((one) => one[name] === TOPIC)
  return (topic?.[partitions] as readonly Message[] | undefined)?.[0]
}

const recordsOfAnswer = (bytes: unknown): ObservedRecord[] =>
  Buffer.isBuffer(bytes)
    ? recordsIn(bytes).map(({ value, epoch }) => ({ record: value, ...(epoch !== undefined && { epoch }) }))
    : []
