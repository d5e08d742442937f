import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, idle, leads, reaches, standstill, withExchange, withReplica, type Laws } from '../cluster'
import { latestEpoch, logEnd, type EpochEnd } from '../replica/log'
import type { Ask, Truncation } from '../versions/decisions'
import type { BrokerId, Cluster, Exchange, Replica } from '../state'
import { cutTo, leaderFor } from '../replica/follower'
import { applyFetch, countFetch, cutToLeader, isStuckOn } from '../replica/replication'

/**
 * Fetch and OffsetsForLeaderEpoch, message by message: AbstractFetcherThread.doWork (2.1.0).
 *
 * A follower has a thread for each leader it follows or has followed, and each thread sends one request at a time. Whatever
 * happens to the partition in between, the thread waits for the answer, and only then decides whether it still wants it.
 *
 * Deliberately simplified: an answer that is an error changes nothing at the follower, which tries again, and is not sent. A
 * request whose answer would change nothing at all waits at the leader, as a fetch does in its purgatory.
 */
const notFetching = refuse('is not fetching')
const notTruncating = refuse('has nothing to truncate')
const isWaiting = refuse('waits for the answer to what it sent to this leader before')
const notAsked = refuse('has no request of this follower')
const notAnswered = refuse('has no answer of this leader on its way')
const isLost = refuse('the network between them is cut')
const isStuck = refuse('would let the follower into the ISR, and waits for ZooKeeper with the partition locked')
const isDown = refuse('finds nobody to connect to')
const nothingNew = refuse('keeps the request waiting: its answer would change nothing')
const isPatient = refuse('has no reason to give up waiting')

/** ReplicaFetcherThread.buildFetch: a follower asks its leader for what comes after its log end. */
export const sendFetch: Rule<Cluster, ActionOf<'SendFetch'>> = (cluster, { follower }) => {
  const broker = brokerOf(cluster, follower)
  const { replica } = broker
  const still = standstill(broker)
  if (still !== undefined) return still
  if (replica.fetcher !== 'fetching') return notFetching
  if (!brokerOf(cluster, replica.leader).isUp) return isDown
  if (broker.exchanges[replica.leader]?.stage !== 'idle') return isWaiting

  const { leader, leaderEpoch, disk } = replica
  return withExchange(cluster, follower, leader, { ...idle, stage: 'fetch', leaderEpoch, fetchOffset: logEnd(disk) })
}

/**
 * AbstractFetcherThread.buildLeaderEpochRequest: a follower asks its leader where the follower's own last epoch ends. Where
 * there is nothing to ask it truncates at once.
 */
export const askEpochEnd =
  (laws: Laws): Rule<Cluster, ActionOf<'AskEpochEnd'>> =>
  (cluster, { follower }) => {
    const broker = brokerOf(cluster, follower)
    const { replica } = broker
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!isTruncating(replica)) return notTruncating
    if (broker.exchanges[replica.leader]?.stage !== 'idle') return isWaiting
    const truncation = truncationBy(laws, replica, () => isWaiting)
    if (!isRefused(truncation)) return withReplica(cluster, follower, cutTo(laws, replica, truncation))

    const { leader, leaderEpoch, disk } = replica
    if (!brokerOf(cluster, leader).isUp) return isDown
    return withExchange(cluster, follower, leader, { ...idle, stage: 'ask', leaderEpoch, epoch: latestEpoch(disk) })
  }

const isTruncating = ({ fetcher }: Replica): boolean => fetcher === 'truncating' || fetcher === 'converging'

const truncationBy = ({ decide }: Laws, replica: Replica, ask: Ask): Truncation | Refused =>
  decide.truncation(replica, ask, (epoch) => decide.epochEnd(replica.disk, epoch))

/** A broker answers what a follower has asked: KafkaApis.handleFetchRequest, handleOffsetForLeaderEpochRequest (2.1.0). */
export const serve =
  (laws: Laws): Rule<Cluster, ActionOf<'Serve'>> =>
  (cluster, { leader, follower }) => {
    const broker = brokerOf(cluster, leader)
    const asked = brokerOf(cluster, follower).exchanges[leader]
    if (asked === undefined || (asked.stage !== 'fetch' && asked.stage !== 'ask')) return notAsked
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!reaches(cluster, follower, leader)) return isLost
    if (
      asked.stage === 'fetch' &&
      leads(broker.replica, leader) &&
      isStuckOn(laws, broker, follower, asked.fetchOffset)
    )
      return isStuck

    const served = answered(laws, cluster, leader, follower, asked)
    return brokerOf(served, leader) === broker && isInVain(served, leader, follower, asked) ? nothingNew : served
  }

const answered = (laws: Laws, cluster: Cluster, leader: BrokerId, follower: BrokerId, asked: Exchange): Cluster => {
  const { replica } = brokerOf(cluster, leader)
  if (!leads(replica, leader)) return withExchange(cluster, follower, leader, idle)
  if (asked.stage === 'ask') return withExchange(cluster, follower, leader, tell(laws, replica, asked))
  return serveFetch(laws, cluster, leader, follower, asked)
}

/**
 * The answer is an error, or an empty one with the high watermark that the follower knows; and the follower, as it is now,
 * would do no more than ask the same again. Then the request may as well wait. Where the follower is not as it was, the
 * answer matters, because it sets its thread free.
 */
const isInVain = (served: Cluster, leader: BrokerId, follower: BrokerId, asked: Exchange): boolean => {
  const { replica, exchanges } = brokerOf(served, follower)
  if (replica.leader !== leader || replica.leaderEpoch !== asked.leaderEpoch) return false
  const asksAgain =
    asked.stage === 'ask'
      ? isTruncating(replica) && latestEpoch(replica.disk) === asked.epoch
      : replica.fetcher === 'fetching' && logEnd(replica.disk) === asked.fetchOffset
  const answer = exchanges[leader] ?? idle
  if (!asksAgain || answer.stage === 'idle') return asksAgain
  const isEmpty = answer.stage === 'fetched' && answer.records.length === 0
  return isEmpty && Math.min(answer.highWatermark, logEnd(replica.disk)) === replica.highWatermark
}

const tell = ({ decide }: Laws, leader: Replica, asked: Exchange): Exchange => {
  const end = decide.fences(leader, asked.leaderEpoch) ?? decide.epochEnd(leader.disk, asked.epoch)
  if (isRefused(end)) return idle
  return { ...idle, stage: 'told', leaderEpoch: asked.leaderEpoch, epoch: end.epoch, endOffset: end.endOffset }
}

/** ReplicaManager.fetchMessages: it reads for the follower, then counts the fetch; so the high watermark is that of before. */
const serveFetch = (laws: Laws, cluster: Cluster, leader: BrokerId, follower: BrokerId, asked: Exchange): Cluster => {
  const { replica } = brokerOf(cluster, leader)
  const { leaderEpoch, fetchOffset } = asked
  const isFenced = laws.decide.fences(replica, leaderEpoch) !== undefined
  const isBeyond = fetchOffset > logEnd(replica.disk)
  const counts = !isBeyond && (!isFenced || laws.decide.countsFetch(replica, leaderEpoch))
  const counted = counts ? countFetch(laws, cluster, leader, follower, fetchOffset) : cluster
  return withExchange(counted, follower, leader, isFenced ? idle : answerTo(asked, replica, isBeyond))
}

const answerTo = (asked: Exchange, { disk, highWatermark }: Replica, isBeyond: boolean): Exchange => {
  const { fetchOffset } = asked
  if (isBeyond) return { ...idle, stage: 'outOfRange', fetchOffset }
  return {
    ...idle,
    stage: 'fetched',
    fetchOffset,
    records: disk.log.slice(fetchOffset, fetchOffset + 1),
    highWatermark,
  }
}

/**
 * A follower gets an answer: AbstractFetcherThread.processFetchRequest, maybeTruncate (2.1.0). It has no use for one from a
 * broker that it does not follow any more, nor for one to a fetch from elsewhere than where it would fetch now.
 */
export const receive =
  (laws: Laws): Rule<Cluster, ActionOf<'Receive'>> =>
  (cluster, { follower, leader }) => {
    const broker = brokerOf(cluster, follower)
    const answer = broker.exchanges[leader]
    if (answer === undefined || !isAnswer(answer)) return notAnswered
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!reaches(cluster, leader, follower)) return isLost

    const taken = withExchange(cluster, follower, leader, idle)
    return isWanted(laws, broker.replica, leader, answer) ? apply(laws, taken, follower, answer) : taken
  }

const isAnswer = ({ stage }: Exchange): boolean => stage === 'fetched' || stage === 'outOfRange' || stage === 'told'

const isWanted = ({ decide }: Laws, replica: Replica, leader: BrokerId, answer: Exchange): boolean => {
  if (replica.leader !== leader) return false
  if (answer.stage === 'told') return isTruncating(replica) && decide.trustsEpochEnd(replica, answer.leaderEpoch)
  return replica.fetcher === 'fetching' && answer.fetchOffset === logEnd(replica.disk)
}

const apply = (laws: Laws, cluster: Cluster, follower: BrokerId, answer: Exchange): Cluster => {
  const { replica } = brokerOf(cluster, follower)
  if (answer.stage === 'told') return truncateAs(laws, cluster, follower, answer)
  if (answer.stage === 'outOfRange') return cutToLeaderNow(laws, cluster, follower)
  return withReplica(cluster, follower, applyFetch(laws, replica, answer.records[0], answer.highWatermark))
}

const truncateAs = (laws: Laws, cluster: Cluster, follower: BrokerId, { epoch, endOffset }: EpochEnd): Cluster => {
  const { replica } = brokerOf(cluster, follower)
  const truncation = truncationBy(laws, replica, () => ({ epoch, endOffset }))
  return isRefused(truncation) ? cluster : withReplica(cluster, follower, cutTo(laws, replica, truncation))
}

/** It asks for the leader's log end (ListOffsets), and waits for that in the same step; without an answer it tries again. */
const cutToLeaderNow = (laws: Laws, cluster: Cluster, follower: BrokerId): Cluster => {
  const leader = leaderFor(cluster, follower)
  if (isRefused(leader) || laws.decide.fences(leader, brokerOf(cluster, follower).replica.leaderEpoch)) return cluster
  const end = logEnd(leader.disk)
  const isShorter = end < logEnd(brokerOf(cluster, follower).replica.disk)
  return isShorter ? cutToLeader(laws, cluster, follower, end) : cluster
}

/**
 * A request times out (replica.socket.timeout.ms): the network is cut, or the leader stands still. The connection is closed,
 * and whatever was on it is gone.
 */
export const giveUp: Rule<Cluster, ActionOf<'GiveUp'>> = (cluster, { follower, leader }) => {
  const broker = brokerOf(cluster, follower)
  const still = standstill(broker)
  if (still !== undefined) return still
  if ((broker.exchanges[leader]?.stage ?? 'idle') === 'idle') return isPatient
  const isSlow = !reaches(cluster, follower, leader) || !reaches(cluster, leader, follower)
  return isSlow || brokerOf(cluster, leader).isPaused ? withExchange(cluster, follower, leader, idle) : isPatient
}
