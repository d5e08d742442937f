import { members } from '../../../kit/bits'
import { isRefused, type Refused } from '../../../kit/refused'
import type { Message } from './account'
import type { Action } from '../../../model/actions'
import { latestEpoch, logEnd } from '../../../model/replica/log'
import type { Broker, BrokerId, Cluster, Exchange, LogRecord, Stage } from '../../../model/state'
import { letter, recordName } from '../../../properties/words'
import type { World } from '../../../properties/world'
import { CLIENTS, laneOf } from './lanes'
import type { Traffic } from './picture'
import { requestsOf } from './requests'

type Fire = (state: World, action: Action) => World | Refused

/** The messages of one step, derived from the states before and after it. */
export const worldTraffic =
  (fire: Fire) =>
  (before: World, action: Action, after: World): readonly Traffic[] => [
    ...(action.type === 'Truncate' && !asks(fire, before, action) ? [] : atOnce(before.cluster, action, after.cluster)),
    ...before.cluster.brokers.flatMap((broker, id) => [
      ...requestsOf(id, broker.requests, after.cluster.brokers[id]?.requests ?? [], action),
      ...exchangesOf(id, broker, after.cluster.brokers[id] ?? broker, action),
    ]),
    ...acknowledgements(before, after),
  ]

/** A follower asks its leader before it truncates if it could not truncate while that leader does not respond. */
const asks = (fire: Fire, before: World, action: Extract<Action, { type: 'Truncate' }>): boolean => {
  const { brokers } = before.cluster
  const leader = brokers[action.follower]?.replica.leader
  const silenced = brokers.map((broker, id) => (id === leader ? { ...broker, isUp: false } : broker))
  return isRefused(fire({ ...before, cluster: { ...before.cluster, brokers: silenced } }, action))
}

/** A request and its response in one step. */
const atOnce = (before: Cluster, action: Action, after: Cluster): readonly Traffic[] => {
  if (action.type === 'Produce') {
    const log = after.brokers[action.broker]?.replica.disk.log ?? []
    return [passed(CLIENTS, laneOf(action.broker), 'produce', recordsWord(log.slice(-1)))]
  }
  if (action.type === 'ConsumerFetch')
    return [passed(laneOf(action.broker), CLIENTS, 'consume', 'the records below the high watermark')]
  if (action.type === 'Fetch') return fetched(before, action.follower, after)
  return action.type === 'Truncate' ? truncated(before, action.follower, after) : []
}

const fetched = (before: Cluster, follower: BrokerId, after: Cluster): readonly Traffic[] => {
  const [was, is] = [before.brokers[follower]?.replica, after.brokers[follower]?.replica]
  if (was === undefined || is === undefined) return []
  const asked = before.brokers[was.leader]?.replica
  if (asked === undefined) return []
  const [own, leader] = [laneOf(follower), laneOf(was.leader)]
  const end = logEnd(was.disk)
  return [
    passed(own, leader, 'fetch', fetchWord(end, was.leaderEpoch)),
    passed(
      leader,
      own,
      'fetch answer',
      end > logEnd(asked.disk) ? OUT_OF_RANGE : answerWord(is.disk.log.slice(end), asked.highWatermark),
    ),
  ]
}

const truncated = (before: Cluster, follower: BrokerId, after: Cluster): readonly Traffic[] => {
  const [was, is] = [before.brokers[follower]?.replica, after.brokers[follower]?.replica]
  if (was === undefined || is === undefined) return []
  const [own, leader] = [laneOf(follower), laneOf(was.leader)]
  return [
    passed(own, leader, 'ask epoch end', askWord(latestEpoch(was.disk))),
    passed(leader, own, 'epoch end', `it keeps ${logEnd(is.disk)} of ${logEnd(was.disk)} records`),
  ]
}

const passed = (from: number, to: number, kind: Message['kind'], label: string): Traffic => ({
  type: 'passed',
  arrow: { from, to, kind, label },
})

const ASKS: readonly Stage[] = ['fetch', 'ask']

/** The requests of a follower's fetcher threads and the responses: one connection per leader, one message at a time. */
const exchangesOf = (id: BrokerId, before: Broker, after: Broker, action: Action): readonly Traffic[] =>
  before.exchanges.flatMap((was, leader) => {
    const is = after.exchanges[leader]
    if (is === undefined || is === was || (is.stage === was.stage && is.stage === 'idle')) return []
    const connection = `fetcher ${id} ${leader}`
    const arrives =
      (action.type === 'Serve' && action.leader === leader && action.follower === id) ||
      (action.type === 'Receive' && action.leader === leader && action.follower === id)
    const over: readonly Traffic[] = was.stage === 'idle' ? [] : [{ type: arrives ? 'received' : 'lost', connection }]
    return is.stage === 'idle' ? over : [...over, { type: 'sent', connection, arrow: arrowOf(is, id, leader) }]
  })

const arrowOf = (
  exchange: Exchange,
  follower: BrokerId,
  leader: BrokerId,
): Extract<Traffic, { type: 'sent' }>['arrow'] => {
  const [own, other] = [laneOf(follower), laneOf(leader)]
  const { stage, fetchOffset, leaderEpoch, epoch, endOffset, records, highWatermark } = exchange
  if (ASKS.includes(stage)) {
    return stage === 'fetch'
      ? { from: own, to: other, kind: 'fetch', label: fetchWord(fetchOffset, leaderEpoch) }
      : { from: own, to: other, kind: 'ask epoch end', label: askWord(epoch) }
  }
  if (stage === 'told') {
    const label = endOffset < 0 ? 'not known' : `epoch ${epoch} ends at offset ${endOffset}`
    return { from: other, to: own, kind: 'epoch end', label }
  }
  const label = stage === 'outOfRange' ? OUT_OF_RANGE : answerWord(records, highWatermark)
  return { from: other, to: own, kind: 'fetch answer', label }
}

const fetchWord = (offset: number, epoch: number): string => `from offset ${offset}, epoch ${epoch}`

const askWord = (epoch: number): string =>
  epoch < 0 ? 'where does the unknown epoch -1 end?' : `where does epoch ${epoch} end?`

const answerWord = (records: readonly LogRecord[], highWatermark: number): string =>
  `${recordsWord(records)}, high watermark ${highWatermark}`

const OUT_OF_RANGE = 'offset out of range'

const recordsWord = (records: readonly LogRecord[]): string =>
  records.length === 0 ? 'nothing new' : records.map(recordName).join(', ')

/** The acknowledgement comes from the leader that changed in this step and has the record. */
const acknowledgements = (before: World, after: World): readonly Traffic[] =>
  members(after.history.acknowledged & ~before.history.acknowledged).flatMap((value) => {
    const leader = after.cluster.brokers.findIndex(
      (broker, id) =>
        broker !== before.cluster.brokers[id] &&
        broker.replica.leader === id &&
        broker.replica.disk.log.some((record) => record.value === value),
    )
    return leader < 0 ? [] : [passed(laneOf(leader), CLIENTS, 'acknowledge', `${letter(value)} is safe`)]
  })
