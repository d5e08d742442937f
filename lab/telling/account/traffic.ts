import { members } from '../../../kit/bits'
import { isRefused, type Refused } from '../../../kit/refused'
import { NONE } from '../../../kit/schema'
import type { Action } from '../../../model/actions'
import { fetcherRequestOf, leads, mayWait, replicaOf } from '../../../model/cluster'
import { latestEpoch, logEnd } from '../../../model/replica/disk'
import { completedAsFollower } from '../../../model/replica/leader'
import { endOf, holds, recordsFrom } from '../../../model/replica/log'
import type { Cluster, FetcherRequest, FetchError, Replica } from '../../../model/state'
import type { BrokerId, LogRecord, PartitionId } from '../../../model/values'
import { historyOf, type World } from '../../../properties/history'
import { letter, recordName } from '../../../properties/words'
import type { Message } from './account'
import { CLIENTS, laneOf } from './lanes'
import type { Traffic } from './picture'
import { requestsOf } from './requests'

type Arrow = Extract<Traffic, { readonly type: 'sent' }>['arrow']

type Fire = (state: World, action: Action) => World | Refused

/** The messages of one step, derived from the states before and after it. */
export const worldTraffic =
  (fire: Fire, partition: PartitionId) =>
  (before: World, action: Action, after: World): readonly Traffic[] => [
    ...(isAbout(action, partition) && !isSilent(fire, before, action)
      ? atOnce(before.cluster, action, after.cluster)
      : []),
    ...before.cluster.brokers.flatMap((broker, id) => [
      ...requestsOf(id, broker.requests, after.cluster.brokers[id]?.requests ?? [], action, partition),
      ...fetcherRequestsOf(id, partition, before.cluster, after.cluster, action),
    ]),
    ...acknowledgements(before, after, partition),
  ]

const isAbout = (action: Action, partition: PartitionId): boolean =>
  !('partition' in action) || action.partition === partition

/** A truncation that asks nobody. */
const isSilent = (fire: Fire, before: World, action: Action): boolean =>
  action.type === 'Truncate' && !asks(fire, before, action)

/** A follower asks its leader before it truncates where it could not do so while that leader is silent. */
const asks = (fire: Fire, before: World, action: Extract<Action, { type: 'Truncate' }>): boolean => {
  const { brokers } = before.cluster
  const { leader } = replicaOf(before.cluster, action.follower, action.partition)
  const silenced = brokers.map((broker, id) => (id === leader ? { ...broker, isUp: false } : broker))
  return isRefused(fire({ ...before, cluster: { ...before.cluster, brokers: silenced } }, action))
}

/** A request and its response in one step. */
const atOnce = (before: Cluster, action: Action, after: Cluster): readonly Traffic[] => {
  if (action.type === 'Produce') {
    const { log } = replicaOf(after, action.broker, action.partition).disk
    return [passed(CLIENTS, laneOf(action.broker), 'produce', recordsWord(recordsFrom(log, endOf(log) - 1, 1)))]
  }
  if (action.type === 'ConsumerFetch')
    return [passed(laneOf(action.broker), CLIENTS, 'consume', 'what is below the high watermark')]
  if (action.type === 'Fetch') return fetched(before, action, after)
  return action.type === 'Truncate' ? truncated(before, action, after) : []
}

interface Follower {
  readonly follower: BrokerId
  readonly partition: PartitionId
}

const fetched = (before: Cluster, { follower, partition }: Follower, after: Cluster): readonly Traffic[] => {
  const [was, is] = [replicaOf(before, follower, partition), replicaOf(after, follower, partition)]
  const asked = replicaOf(before, was.leader, partition)
  const [own, leader] = [laneOf(follower), laneOf(was.leader)]
  const end = logEnd(was.disk)
  const request = passed(own, leader, 'fetch', fetchWord(end, was.leaderEpoch))
  if (was === is && waitsForZooKeeper(asked, replicaOf(after, was.leader, partition))) return [request]
  const error = errorOf(before, after, { follower, partition })
  const brought = recordsFrom(is.disk.log, end, logEnd(is.disk) - end)
  return [
    request,
    passed(leader, own, 'fetch answer', error === 'none' ? answerWord(brought, asked.highWatermark) : ERRORS[error]),
  ]
}

/** The fetch made its leader write the ISR, and is not answered before that is. */
const waitsForZooKeeper = (was: Replica, is: Replica): boolean =>
  was.leadership.pendingIsr === 0 && is.leadership.pendingIsr !== 0

/** What was wrong with a fetch, told from what became of it: the follower has stopped, or the leader has forgotten it. */
const errorOf = (before: Cluster, after: Cluster, { follower, partition }: Follower): FetchError => {
  const was = replicaOf(before, follower, partition)
  const [asked, told] = [replicaOf(before, was.leader, partition), replicaOf(after, was.leader, partition)]
  if (hasStopped(was, replicaOf(after, follower, partition))) return 'fenced'
  if (logEnd(was.disk) > logEnd(asked.disk)) return 'outOfRange'
  return told.leadership.remoteLogEnds[follower] === NONE && asked !== told ? 'unknown' : 'none'
}

const hasStopped = (was: Replica, is: Replica): boolean => was.fetcher !== 'none' && is.fetcher === 'none'

const truncated = (before: Cluster, { follower, partition }: Follower, after: Cluster): readonly Traffic[] => {
  const [was, is] = [replicaOf(before, follower, partition), replicaOf(after, follower, partition)]
  const [own, leader] = [laneOf(follower), laneOf(was.leader)]
  const kept = `it keeps ${logEnd(is.disk)} of ${logEnd(was.disk)} records`
  return [
    passed(own, leader, 'ask epoch end', askWord(latestEpoch(was.disk))),
    passed(leader, own, 'epoch end', hasStopped(was, is) ? ERRORS.fenced : kept),
  ]
}

const passed = (from: number, to: number, kind: Message['kind'], label: string): Traffic => ({
  type: 'passed',
  arrow: { from, to, kind, label },
})

/** What a follower has asked its leaders, and their answers: a connection for each leader, one message at a time. */
const fetcherRequestsOf = (
  id: BrokerId,
  partition: PartitionId,
  before: Cluster,
  after: Cluster,
  action: Action,
): readonly Traffic[] =>
  (before.brokers[id]?.fetcherRequests[partition] ?? []).flatMap((was, leader): readonly Traffic[] => {
    const is = fetcherRequestOf(after, id, leader, partition)
    if (is === undefined || is === was) return []
    const connection = `fetcher ${id} ${leader}`
    const isHandled = HANDLING.includes(action.type) && isBetween(action, id, leader)
    if (mayWait(was) && is.stage === 'idle')
      return action.type === 'Receive' && isHandled ? [{ type: 'passed', arrow: arrowOf(was, id, leader) }] : []
    const over: readonly Traffic[] = isUnderWay(was) ? [{ type: isHandled ? 'received' : 'lost', connection }] : []
    return isUnderWay(is) ? [...over, { type: 'sent', connection, arrow: arrowOf(is, id, leader) }] : over
  })

const HANDLING: readonly Action['type'][] = ['Serve', 'Receive']

const isBetween = (action: Action, follower: BrokerId, leader: BrokerId): boolean =>
  'leader' in action && 'follower' in action && action.leader === leader && action.follower === follower

/** A message is on its way. What the leader has read and not counted is none, nor is a fetch that may wait. */
const isUnderWay = (fetcherRequest: FetcherRequest): boolean =>
  fetcherRequest.stage !== 'idle' && fetcherRequest.stage !== 'read' && !mayWait(fetcherRequest)

const arrowOf = (fetcherRequest: FetcherRequest, follower: BrokerId, leader: BrokerId): Arrow => {
  const [own, other] = [laneOf(follower), laneOf(leader)]
  const { stage, error, fetchOffset, leaderEpoch, epoch, endOffset, records, highWatermark } = fetcherRequest
  if (stage === 'fetch') return { from: own, to: other, kind: 'fetch', label: fetchWord(fetchOffset, leaderEpoch) }
  if (stage === 'epochRequest') return { from: own, to: other, kind: 'ask epoch end', label: askWord(epoch) }
  const isTold = stage === 'epochResponse'
  const word = isTold ? endWord(epoch, endOffset) : answerWord(records, highWatermark)
  const label = error === 'none' ? word : ERRORS[error]
  return { from: other, to: own, kind: isTold ? 'epoch end' : 'fetch answer', label }
}

const endWord = (epoch: number, endOffset: number): string =>
  endOffset < 0 ? 'not known' : `epoch ${epoch} ends at offset ${endOffset}`

const fetchWord = (offset: number, epoch: number): string => `from offset ${offset}, epoch ${epoch}`

const askWord = (epoch: number): string =>
  epoch < 0 ? 'where does the unknown epoch -1 end?' : `where does epoch ${epoch} end?`

const answerWord = (records: readonly LogRecord[], highWatermark: number): string =>
  `${recordsWord(records)}, high watermark ${highWatermark}`

const ERRORS: Readonly<Record<Exclude<FetchError, 'none'>, string>> = {
  outOfRange: 'offset out of range',
  fenced: 'the follower is in an older epoch',
  unknown: 'the follower is in a newer epoch',
}

const recordsWord = (records: readonly LogRecord[]): string =>
  records.length === 0 ? 'nothing new' : records.map(recordName).join(', ')

/** Producers are told by the leader that changed in this step, and holds their record; or by a coordinator that waited for it (B53). */
const acknowledgements = (before: World, after: World, partition: PartitionId): readonly Traffic[] => {
  const fresh = historyOf(after.history, partition).acknowledged & ~historyOf(before.history, partition).acknowledged
  return members(fresh).flatMap((value) => {
    const leader = after.cluster.brokers.findIndex((broker, id) => {
      if (broker === before.cluster.brokers[id]) return false
      const [was, is] = [replicaOf(before.cluster, id, partition), replicaOf(after.cluster, id, partition)]
      return (leads(is, id) && holds(is.disk.log, value)) || completedAsFollower(was, is).includes(value)
    })
    return leader < 0 ? [] : [passed(laneOf(leader), CLIENTS, 'acknowledge', `${letter(value)} is safe`)]
  })
}
