/** What no broker can show. Each changes the first replica of which it is certain. */
import type { Loose, Shown, Tamper } from './tamper.fixture'
import type { ObservedReplica } from '../observation'

type Held = Loose<Required<ObservedReplica>>

/** A broker with its replica, and the same broker one observation earlier and later. */
interface Place {
  readonly id: number
  readonly running: boolean
  readonly now: Held
  readonly before: Held
  readonly wasRunning: boolean
  readonly after: Held | undefined
  readonly runsOn: boolean
  readonly shown: Shown
}

/** Changes the first replica for which `change` is true. */
const replica =
  (change: (place: Place) => boolean): Tamper =>
  (shown, before, after) =>
    shown.brokers.some(({ id, running, replicas }, at) => {
      const [was, next] = [before.brokers[at], after?.brokers[at]]
      return change({
        ...{ id, shown, running: running === true, wasRunning: was?.running === true, runsOn: next?.running === true },
        now: replicas[0] as Held,
        before: was?.replicas[0] as Held,
        after: next?.replicas[0] as Held | undefined,
      })
    })

const leading = ({ running, now }: Place): boolean => running && now.role === 'leader'
const following = ({ running, now }: Place): boolean => running && now.role === 'follower'
const dead = ({ running, wasRunning }: Place): boolean => !running && !wasRunning
const stays = ({ running, wasRunning, now, before }: Place): boolean =>
  running && wasRunning && now.role !== 'none' && now.role === before.role && now.leaderEpoch === before.leaderEpoch

/** A change of one value, where a condition holds. */
const where = (holds: (place: Place) => boolean, change: (now: Held, place: Place) => void): Tamper =>
  replica((place) => {
    if (!holds(place)) return false
    change(place.now, place)
    return true
  })

const LATER = 9

export const ofReplicas: Readonly<Record<string, Tamper>> = {
  'a high watermark beyond the log end': where(leading, (now) => (now.highWatermark = now.logEndOffset + 1)),
  "a follower's high watermark beyond its log end": where(
    following,
    (now) => (now.highWatermark = now.logEndOffset + 1),
  ),
  'a high watermark that a leader takes back': where(
    (place) => leading(place) && stays(place) && place.before.highWatermark > 0,
    (now, { before }) => (now.highWatermark = before.highWatermark - 1),
  ),
  'a log end that is not where the log ends': where(
    ({ now }) => now.log.length > 0,
    (now) => (now.logEndOffset = now.log.length - 1),
  ),
  'a record that is gone, and the log end is not': where(
    ({ now }) => now.log.length > 0,
    (now) => now.log.pop(),
  ),
  'a record of an epoch that no leader has had': where(
    ({ now }) => now.log.length > 0,
    (now) => Object.assign(now.log[0] ?? {}, { epoch: LATER }),
  ),
  'records whose epochs go back': where(
    ({ now }) => now.log.length > 1,
    (now) => Object.assign(now.log[0] ?? {}, { epoch: (now.log[1]?.epoch ?? 0) + 1 }),
  ),
  'two records swapped': where(
    ({ now }) => now.log.length > 1,
    (now) => now.log.reverse(),
  ),
  'another record in place of one': where(
    ({ now }) => now.log.length > 0,
    (now) => Object.assign(now.log[0] ?? {}, { record: 'z' }),
  ),
  'one record twice': where(
    ({ now }) => now.log.length > 1,
    (now) => Object.assign(now.log[1] ?? {}, now.log[0]),
  ),
  'a record that nobody has produced': where(leading, (now) => {
    now.log.push({ record: 'y', epoch: now.leaderEpoch })
    now.logEndOffset++
  }),
  'a follower with a record more than its leader': where(
    (place) =>
      following(place) && place.now.fetcher !== null && place.now.leaderEpoch === leaderOf(place.shown)?.leaderEpoch,
    (now, { shown }) => {
      const log = leaderOf(shown)?.log ?? []
      now.log = [...log, { record: 'x', epoch: now.leaderEpoch }]
      now.logEndOffset = now.log.length
    },
  ),
  'a committed record that its leader has lost': where(
    (place) => leading(place) && stays(place) && place.now.highWatermark > 0,
    (now) => {
      now.log = now.log.slice(1)
      now.logEndOffset--
      now.highWatermark--
    },
  ),
  'an epoch in the cache that no leader has had': where(
    ({ running, now }) => running && now.epochCache.length > 0,
    (now) => now.epochCache.push({ epoch: LATER, startOffset: now.logEndOffset }),
  ),
  'an epoch that begins beyond the log end': where(
    ({ running, now }) => running && now.epochCache.length > 0,
    (now) => Object.assign(now.epochCache.at(-1) ?? {}, { startOffset: now.logEndOffset + 1 }),
  ),
  'a log whose epochs the cache does not know': where(
    ({ now }) => now.log.length > 0,
    (now) => (now.epochCache = []),
  ),
  'a cache whose epochs go back': where(
    ({ running, now }) => running && now.epochCache.length > 0,
    (now) => now.epochCache.unshift({ epoch: LATER, startOffset: 0 }),
  ),
  'a leader epoch that was not decided': where(leading, (now) => (now.leaderEpoch = LATER)),
  "a follower's leader epoch that was not decided": where(following, (now) => (now.leaderEpoch = LATER)),
  'a leader epoch that goes back': where(
    (place) =>
      stays(place) && place.runsOn && place.now.leaderEpoch > 0 && place.after?.leaderEpoch === place.now.leaderEpoch,
    (now) => now.leaderEpoch--,
  ),
  'two leaders of one epoch': where(
    (place) => following(place) && stays(place),
    (now, { id }) => Object.assign(now, { role: 'leader', leader: id }),
  ),
  'a leader that follows itself': where(leading, (now) => (now.role = 'follower')),
  'another leader in the same epoch': where(
    (place) => following(place) && stays(place),
    (now, { id }) => (now.leader = [1, 2, 3].find((one) => one !== id && one !== now.leader) ?? -1),
  ),
  'a broker that has heard of no leader, between two moments at which it had': where(
    (place) => stays(place) && place.runsOn && place.after?.leaderEpoch === place.now.leaderEpoch,
    (now) => (now.role = 'none'),
  ),
  'a log that grows while its broker is down': where(dead, (now) => {
    now.log.push({ record: 'w', epoch: 0 })
    now.logEndOffset++
  }),
  'a checkpoint beyond the log end': where(
    ({ running }) => running,
    (now) => (now.checkpointedHighWatermark = now.logEndOffset + 1),
  ),
  'a checkpoint of a broker that is down changes': where(dead, (now) => now.checkpointedHighWatermark++),
  'a log end of a follower that is further than its log': where(leading, (now) => {
    for (const one of now.remoteLogEnds) one.logEndOffset = now.logEndOffset + 1
  }),
  'a leader that fetches': where(
    leading,
    (now, { id }) => (now.fetcher = { state: 'fetching', leader: id, leaderEpoch: now.leaderEpoch, fetchOffset: 0 }),
  ),
  'a fetcher beyond the log end': where(
    ({ running, now }) => running && now.fetcher?.state === 'fetching',
    (now) => Object.assign(now.fetcher ?? {}, { fetchOffset: now.logEndOffset + 1 }),
  ),
  'a fetcher of an epoch that was not decided': where(
    ({ running, now }) => running && Boolean(now.fetcher),
    (now) => Object.assign(now.fetcher ?? {}, { leaderEpoch: LATER }),
  ),
  'an answer with a record that nobody has': where(
    ({ now }) => now.exchanges.some(({ records = [] }) => records.length > 0),
    (now) => now.exchanges.forEach((one) => one.records?.forEach((record) => Object.assign(record, { record: 'v' }))),
  ),
  'an answer with a high watermark beyond all logs': where(
    ({ now }) => now.exchanges.some(({ highWatermark }) => highWatermark !== undefined),
    (now) => now.exchanges.forEach((one) => Object.assign(one, { highWatermark: LATER })),
  ),
  'a fetch from beyond the log end': where(
    ({ now }) => now.exchanges.some(({ fetchOffset }) => fetchOffset !== undefined),
    (now) => now.exchanges.forEach((one) => Object.assign(one, { fetchOffset: LATER })),
  ),
  'a leader that is not in its own ISR': where(
    leading,
    (now, { id }) => (now.isr = now.isr.filter((one) => one !== id)),
  ),
}

const leaderOf = ({ brokers }: Shown): Held | undefined =>
  brokers.map(({ replicas }) => replicas[0] as Held).find(({ role }) => role === 'leader')
