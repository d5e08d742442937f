import { members } from '../../kit/bits'
import { peerName } from '../../kit/difference'
import type { Message } from '../../explorer/account'
import type { Action } from '../../model/action'
import { logEnd } from '../../model/log'
import type { Broker, BrokerId, Cluster, Exchange, LeaderAndIsr, LogRecord, Stage } from '../../model/state'
import { letter, recordName, setOf } from '../../properties/words'
import type { World } from '../../properties/world'
import { CLIENTS, CONTROLLER, laneOf } from './lanes'
import type { Traffic } from './picture'

/** What passes between the parts of Kafka in one step, told from the states before and after it. */
export const worldTraffic = (before: World, action: Action, after: World): readonly Traffic[] => [
  ...atOnce(before.cluster, action, after.cluster),
  ...before.cluster.brokers.flatMap((broker, id) => [
    ...requestsOf(id, broker.requests, after.cluster.brokers[id]?.requests ?? [], action),
    ...exchangesOf(id, broker, after.cluster.brokers[id] ?? broker, action),
  ]),
  ...acknowledgements(before, after),
]

/** What is asked and answered in one step. */
const atOnce = (before: Cluster, action: Action, after: Cluster): readonly Traffic[] => {
  if (action.type === 'Produce') {
    const log = after.brokers[action.broker]?.replica.disk.log ?? []
    return [passed(CLIENTS, laneOf(action.broker), 'produce', recordsWord(log.slice(-1)))]
  }
  if (action.type === 'ConsumerFetch')
    return [passed(laneOf(action.broker), CLIENTS, 'consume', 'what is below the high watermark')]
  if (action.type === 'Fetch') return fetched(before, action.follower, after)
  return action.type === 'Truncate' ? truncated(before, action.follower, after) : []
}

const fetched = (before: Cluster, follower: BrokerId, after: Cluster): readonly Traffic[] => {
  const [was, is] = [before.brokers[follower]?.replica, after.brokers[follower]?.replica]
  if (was === undefined || is === undefined) return []
  const [own, leader] = [laneOf(follower), laneOf(was.leader)]
  const end = logEnd(was.disk)
  const news = recordsWord(is.disk.log.slice(end))
  return [
    passed(own, leader, 'fetch', `from offset ${end}, epoch ${was.leaderEpoch}`),
    passed(leader, own, 'fetch answer', `${news}, high watermark ${is.highWatermark}`),
  ]
}

const truncated = (before: Cluster, follower: BrokerId, after: Cluster): readonly Traffic[] => {
  const [was, is] = [before.brokers[follower]?.replica, after.brokers[follower]?.replica]
  if (was === undefined || is === undefined || was.disk.epochs.length === 0) return []
  const [own, leader] = [laneOf(follower), laneOf(was.leader)]
  const last = was.disk.epochs.at(-1)?.epoch ?? -1
  return [
    passed(own, leader, 'ask epoch end', `where does epoch ${last} end?`),
    passed(leader, own, 'epoch end', `it keeps ${logEnd(is.disk)} of ${logEnd(was.disk)} records`),
  ]
}

const passed = (from: number, to: number, kind: Message['kind'], label: string): Traffic => ({
  type: 'passed',
  arrow: { from, to, kind, label },
})

/** LeaderAndIsr requests to one broker: one connection, in order. */
const requestsOf = (
  id: BrokerId,
  before: readonly LeaderAndIsr[],
  after: readonly LeaderAndIsr[],
  action: Action,
): readonly Traffic[] => {
  if (before === after) return []
  const connection = `LeaderAndIsr ${id}`
  const isTheirs = 'broker' in action && action.broker === id
  const ends = { HandleLeaderAndIsr: 'received', LoseRequest: 'lost' } as const
  const end = isTheirs ? ends[action.type as keyof typeof ends] : undefined
  const handled =
    end === undefined
      ? -1
      : before.findIndex((one) => 'controllerEpoch' in action && one.controllerEpoch === action.controllerEpoch)
  const gone: Traffic[] = []
  let matched = 0
  before.forEach((one, index) => {
    // Those before it that are gone as well are not in its way any more.
    const behind = index - gone.length
    if (index === handled && end !== undefined) gone.push({ type: end, connection, after: behind })
    else if (isSame(one, after[matched])) matched++
    else gone.push({ type: 'lost', connection, after: behind })
  })
  const sent = after.slice(matched).map((one): Traffic => {
    const label = `${peerName(one.leader)} leads epoch ${one.leaderEpoch}${one.isr === 0 ? '' : `, ISR ${setOf(one.isr)}`}`
    return { type: 'sent', connection, arrow: { from: CONTROLLER, to: laneOf(id), kind: 'LeaderAndIsr', label } }
  })
  return [...gone, ...sent]
}

const isSame = (one: LeaderAndIsr, other: LeaderAndIsr | undefined): boolean =>
  other !== undefined &&
  one.controllerEpoch === other.controllerEpoch &&
  one.leader === other.leader &&
  one.leaderEpoch === other.leaderEpoch &&
  one.isr === other.isr

const ASKS: readonly Stage[] = ['fetch', 'ask']

/** What a follower has asked its leaders, and their answers: a connection for each leader, one message at a time. */
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
      ? { from: own, to: other, kind: 'fetch', label: `from offset ${fetchOffset}, epoch ${leaderEpoch}` }
      : { from: own, to: other, kind: 'ask epoch end', label: `where does epoch ${epoch} end?` }
  }
  if (stage === 'told') {
    const label = endOffset < 0 ? 'not known' : `epoch ${epoch} ends at offset ${endOffset}`
    return { from: other, to: own, kind: 'epoch end', label }
  }
  const label =
    stage === 'outOfRange' ? 'offset out of range' : `${recordsWord(records)}, high watermark ${highWatermark}`
  return { from: other, to: own, kind: 'fetch answer', label }
}

const recordsWord = (records: readonly LogRecord[]): string =>
  records.length === 0 ? 'nothing new' : records.map(recordName).join(', ')

/** Producers are told by the leader that changed in this step, and holds their record. */
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
