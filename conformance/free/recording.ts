/** A recorded free run, as it is written: records by letters, leader epochs from 0, and the world that it needs. */
import type { Options } from '../../lab/questions/words'
import { letter } from '../../properties/words'
import type { FreeEvent } from './events'

/** The first line. */
export interface FreeHead {
  /** The version of this format. */
  readonly trace: 2
  /** The release that was recorded, as in 2.1.1. */
  readonly kafka: string
  readonly seed: string
  /** The words of a question, as in a replay token: what there was, and how much happened. */
  readonly world: Options
}

export interface FreeRecording {
  readonly head: FreeHead
  readonly events: readonly FreeEvent[]
  /** Why it ended early. */
  readonly because?: string
}

export interface FreePlan {
  /** As in 2.1.1. */
  readonly release: string
  readonly seed: string
  readonly brokers: number
  /** How many records are sent, at most, and how long the faults go on. */
  readonly records: number
  readonly seconds: number
  readonly minIsr: number
}

export interface FreeWatch {
  isInterrupted(): boolean
  report(done: { readonly events: number; readonly records: number }): void
}

/** `noted`: records are called r0, r1 and so on, in the order in which they were appended first. */
export const recordedAs = (
  { release, seed, brokers, minIsr }: Pick<FreePlan, 'release' | 'seed' | 'brokers' | 'minIsr'>,
  noted: readonly FreeEvent[],
  firstEpoch: number,
  because?: string,
): FreeRecording => {
  const events = noted.map((event) => renamed(event, firstEpoch) as FreeEvent)
  const world = worldOf(events, brokers, minIsr)
  return { head: { trace: 2, kafka: release, seed, world }, events, ...(because !== undefined && { because }) }
}

/** The lines of a trace. */
export const freeText = ({ head, events }: Pick<FreeRecording, 'head' | 'events'>): string =>
  [head, ...events].map((line) => `${JSON.stringify(line)}\n`).join('')

const EPOCHS: readonly string[] = ['epoch', 'leaderEpoch']

const renamed = (value: unknown, firstEpoch: number, name = ''): unknown => {
  if (Array.isArray(value)) return value.map((one) => renamed(one, firstEpoch))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, firstEpoch, key)]))
  if (name === 'record') return letter(Number(String(value).slice(1)))
  return typeof value === 'number' && value >= 0 && EPOCHS.includes(name) ? value - firstEpoch : value
}

/** As much as happened. Which of the controller's writes were moves, nobody has said; so all may have been. */
const worldOf = (events: readonly FreeEvent[], brokers: number, minIsr: number): Options => {
  const count = (isOne: (event: FreeEvent) => boolean): number => events.filter(isOne).length
  const most = (of: (event: FreeEvent) => number): number =>
    events.reduce((found, event) => Math.max(found, of(event)), 1)
  const leaderWrites = count((event) => event.event === 'writes' && event.by !== 0)
  const faults = {
    'process-crash': Math.max(
      1,
      count(({ event }) => event === 'killed'),
    ),
    'cut-off-zookeeper': count((event) => event.event === 'woken' && event.sessionEnded),
    pause: count(({ event }) => event === 'paused'),
    'isr-shrink': (brokers - 1) * leaderWrites,
    'leader-move': count((event) => event.event === 'writes' && event.by === 0),
  }
  return {
    brokers: String(brokers),
    records: String(most((event) => (event.event === 'produced' && event.appended ? placeOf(event.record) + 1 : 1))),
    epochs: String(1 + most((event) => ('leaderEpoch' in event ? (event.leaderEpoch ?? 0) : 0))),
    leader: '1',
    grain: 'message',
    'fetch-records': String(most((event) => (event.event === 'fetched' ? (event.records?.length ?? 0) : 0))),
    faults: Object.entries(faults)
      .filter(([, budget]) => budget > 0)
      .map(([fault, budget]) => `${fault}=${Math.min(budget, MOST_OF_A_FAULT)}`)
      .join(','),
    'lag-clock': 'yes',
    acks: 'all',
    'min-isr': String(minIsr),
  }
}

const MOST_OF_A_FAULT = 99

const placeOf = (record: string): number => record.charCodeAt(0) - letter(0).charCodeAt(0)
