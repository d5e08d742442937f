/**
 * Fetch and OffsetsForLeaderEpoch, message by message: AbstractFetcherThread.doWork (2.1.0).
 *
 * A follower has a fetcher thread for each leader that it follows or has followed, and sends one request at a time for each
 * partition. Whatever happens to the partition meanwhile, the thread waits for the answer, and only then decides whether it
 * still uses it.
 *
 * Deliberately simplified: an answer that is an error changes nothing at the follower, which tries again, and is not sent. A
 * request whose answer would change nothing at all waits at the leader, as a fetch does in its purgatory.
 */
import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import {
  brokerOf,
  exchangeOf,
  idle,
  leads,
  reaches,
  replicaOf,
  standstill,
  withExchange,
  withReplica,
} from '../cluster'
import type { Config } from '../config'
import { latestEpoch, logEnd } from '../replica/disk'
import type { EpochEnd } from '../replica/epochs'
import { cutTo, leaderFor } from '../replica/follower'
import { isrLock } from '../replica/isr'
import { recordsFrom } from '../replica/log'
import { applyFetch, countFetch, cutToLeader, isLockedBy } from '../replica/replication'
import type { Cluster, Exchange, Replica } from '../state'
import type { BrokerId, PartitionId } from '../values'
import type { Ask, Truncation } from '../versions/decisions'

const refused = {
  notFetching: refuse('is not fetching'),
  notTruncating: refuse('has nothing to truncate'),
  waiting: refuse('waits for the answer to what it sent to this leader before'),
  notAsked: refuse('has no request of this follower'),
  notAnswered: refuse('has no answer of this leader on its way'),
  cut: refuse('the network between them is cut'),
  locked: refuse('would let the follower into the ISR, and waits for ZooKeeper with the partition locked'),
  leaderDown: refuse('finds nobody to connect to'),
  nothingNew: refuse('keeps the request waiting: its answer would change nothing'),
  notSlow: refuse('has no reason to give up waiting'),
}

/** One conversation: a follower, the leader it asks, and the partition they speak about. */
interface Between {
  readonly follower: BrokerId
  readonly leader: BrokerId
  readonly partition: PartitionId
}

const pending = (cluster: Cluster, { follower, leader, partition }: Between): Exchange | undefined =>
  exchangeOf(cluster, follower, leader, partition)

const withPending = (cluster: Cluster, { follower, leader, partition }: Between, exchange: Exchange): Cluster =>
  withExchange(cluster, follower, leader, partition, exchange)

/** ReplicaFetcherThread.buildFetch: a follower asks its leader for what comes after its log end. */
export const sendFetch: Rule<Cluster, ActionOf<'SendFetch'>> = (cluster, { follower, partition }) => {
  const still = standstill(brokerOf(cluster, follower))
  if (still !== undefined) return still
  const { fetcher, leader, leaderEpoch, disk } = replicaOf(cluster, follower, partition)
  if (fetcher !== 'fetching') return refused.notFetching
  if (!brokerOf(cluster, leader).isUp) return refused.leaderDown
  const between = { follower, leader, partition }
  if (pending(cluster, between)?.stage !== 'idle') return refused.waiting

  return withPending(cluster, between, { ...idle, stage: 'fetch', leaderEpoch, fetchOffset: logEnd(disk) })
}

/**
 * AbstractFetcherThread.buildLeaderEpochRequest: a follower asks its leader where the follower's own last epoch ends. Where
 * there is nothing to ask it truncates at once.
 */
export const askEpochEnd =
  (config: Config): Rule<Cluster, ActionOf<'AskEpochEnd'>> =>
  (cluster, { follower, partition }) => {
    const replica = replicaOf(cluster, follower, partition)
    const { leader, leaderEpoch, disk } = replica
    const still = standstill(brokerOf(cluster, follower))
    if (still !== undefined) return still
    if (!isTruncating(replica)) return refused.notTruncating
    const between = { follower, leader, partition }
    if (pending(cluster, between)?.stage !== 'idle') return refused.waiting
    const truncation = truncationBy(config, replica, () => refused.waiting)
    if (!isRefused(truncation)) return withReplica(cluster, follower, partition, cutTo(config, replica, truncation))

    if (!brokerOf(cluster, leader).isUp) return refused.leaderDown
    return withPending(cluster, between, { ...idle, stage: 'ask', leaderEpoch, epoch: latestEpoch(disk) })
  }

const isTruncating = ({ fetcher }: Replica): boolean => fetcher === 'truncating' || fetcher === 'converging'

const truncationBy = ({ decide }: Config, replica: Replica, ask: Ask): Truncation | Refused =>
  decide.truncation(replica, ask, (epoch) => decide.epochEnd(replica.disk, epoch))

/** A broker answers what a follower has asked: KafkaApis.handleFetchRequest, handleOffsetForLeaderEpochRequest (2.1.0). */
export const serve =
  (config: Config): Rule<Cluster, ActionOf<'Serve'>> =>
  (cluster, between) => {
    const { leader, follower, partition } = between
    const broker = brokerOf(cluster, leader)
    const asked = pending(cluster, between)
    if (asked === undefined || (asked.stage !== 'fetch' && asked.stage !== 'ask')) return refused.notAsked
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!reaches(cluster, follower, leader)) return refused.cut
    const replica = replicaOf(cluster, leader, partition)
    const locked = leads(replica, leader) ? isrLock(config, replica) : undefined
    if (locked !== undefined) return locked
    const mayWait = asked.stage === 'fetch' && broker.isCutOff && leads(replica, leader)
    if (mayWait && isLockedBy(config, replica, follower, asked.fetchOffset)) return refused.locked

    const served = answered(config, cluster, between, asked)
    return brokerOf(served, leader) === broker && isAskedAgain(served, between, asked) ? refused.nothingNew : served
  }

const answered = (config: Config, cluster: Cluster, between: Between, asked: Exchange): Cluster => {
  const replica = replicaOf(cluster, between.leader, between.partition)
  if (!leads(replica, between.leader)) return withPending(cluster, between, idle)
  if (asked.stage === 'ask') return withPending(cluster, between, epochEndFor(config, replica, asked))
  return serveFetch(config, cluster, between, asked)
}

/**
 * The follower would only ask the same again: the answer is an error, or an empty one with the high watermark that it knows
 * already, and it would send this very request anew. Then the request may as well wait at the leader. If the follower's state
 * changed meanwhile, even such an answer matters: it frees the fetcher thread.
 */
const isAskedAgain = (served: Cluster, between: Between, asked: Exchange): boolean => {
  const replica = replicaOf(served, between.follower, between.partition)
  if (replica.leader !== between.leader || replica.leaderEpoch !== asked.leaderEpoch) return false
  const wouldAsk =
    asked.stage === 'ask'
      ? isTruncating(replica) && latestEpoch(replica.disk) === asked.epoch
      : replica.fetcher === 'fetching' && logEnd(replica.disk) === asked.fetchOffset
  const answer = pending(served, between) ?? idle
  if (!wouldAsk || answer.stage === 'idle') return wouldAsk
  const isEmpty = answer.stage === 'fetched' && answer.records.length === 0
  return isEmpty && Math.min(answer.highWatermark, logEnd(replica.disk)) === replica.highWatermark
}

const epochEndFor = ({ decide }: Config, leader: Replica, asked: Exchange): Exchange => {
  const end = decide.fences(leader, asked.leaderEpoch) ?? decide.epochEnd(leader.disk, asked.epoch)
  if (isRefused(end)) return idle
  return { ...idle, stage: 'told', leaderEpoch: asked.leaderEpoch, epoch: end.epoch, endOffset: end.endOffset }
}

/** ReplicaManager.fetchMessages: it reads first, then counts; so the answer carries the high watermark from before the count. */
const serveFetch = (config: Config, cluster: Cluster, between: Between, asked: Exchange): Cluster => {
  const { leader, follower, partition } = between
  const replica = replicaOf(cluster, leader, partition)
  const { leaderEpoch, fetchOffset } = asked
  const isFenced = config.decide.fences(replica, leaderEpoch) !== undefined
  const isBeyond = fetchOffset > logEnd(replica.disk)
  const counts = !isBeyond && (!isFenced || config.decide.countsFetch(replica, leaderEpoch))
  const counted = counts ? countFetch(config, cluster, leader, partition, follower, fetchOffset) : cluster
  // What made the leader write its ISR is answered after ZooKeeper has answered the leader.
  if (isrLock(config, replicaOf(counted, leader, partition)) !== undefined) return counted
  return withPending(counted, between, isFenced ? idle : answerTo(asked, replica, isBeyond))
}

const answerTo = (asked: Exchange, { disk, highWatermark }: Replica, isBeyond: boolean): Exchange => {
  const { fetchOffset } = asked
  if (isBeyond) return { ...idle, stage: 'outOfRange', fetchOffset }
  return { ...idle, stage: 'fetched', fetchOffset, records: recordsFrom(disk.log, fetchOffset, 1), highWatermark }
}

/**
 * A follower gets an answer: AbstractFetcherThread.processFetchRequest, maybeTruncate (2.1.0). It does not use one from a
 * broker that it no longer follows, nor one to a fetch from another offset than the one from which it would fetch now.
 */
export const receive =
  (config: Config): Rule<Cluster, ActionOf<'Receive'>> =>
  (cluster, between) => {
    const { follower, leader, partition } = between
    const answer = pending(cluster, between)
    if (answer === undefined || !isAnswer(answer)) return refused.notAnswered
    const still = standstill(brokerOf(cluster, follower))
    if (still !== undefined) return still
    if (!reaches(cluster, leader, follower)) return refused.cut

    const taken = withPending(cluster, between, idle)
    const replica = replicaOf(cluster, follower, partition)
    return isWanted(config, replica, leader, answer) ? apply(config, taken, between, answer) : taken
  }

const isAnswer = ({ stage }: Exchange): boolean => stage === 'fetched' || stage === 'outOfRange' || stage === 'told'

const isWanted = ({ decide }: Config, replica: Replica, leader: BrokerId, answer: Exchange): boolean => {
  if (replica.leader !== leader) return false
  if (answer.stage === 'told') return isTruncating(replica) && decide.trustsEpochEnd(replica, answer.leaderEpoch)
  return replica.fetcher === 'fetching' && answer.fetchOffset === logEnd(replica.disk)
}

const apply = (config: Config, cluster: Cluster, between: Between, answer: Exchange): Cluster => {
  const { follower, partition } = between
  if (answer.stage === 'told') return truncateAs(config, cluster, between, answer)
  if (answer.stage === 'outOfRange') return cutToLeaderNow(config, cluster, between)
  const replica = replicaOf(cluster, follower, partition)
  return withReplica(cluster, follower, partition, applyFetch(config, replica, answer.records[0], answer.highWatermark))
}

const truncateAs = (config: Config, cluster: Cluster, between: Between, { epoch, endOffset }: EpochEnd): Cluster => {
  const replica = replicaOf(cluster, between.follower, between.partition)
  const truncation = truncationBy(config, replica, () => ({ epoch, endOffset }))
  if (isRefused(truncation)) return cluster
  return withReplica(cluster, between.follower, between.partition, cutTo(config, replica, truncation))
}

/** It asks for the leader's log end (ListOffsets), and waits for that in the same step; without an answer it tries again. */
const cutToLeaderNow = (config: Config, cluster: Cluster, { follower, partition }: Between): Cluster => {
  const leader = leaderFor(cluster, follower, partition)
  const { leaderEpoch, disk } = replicaOf(cluster, follower, partition)
  if (isRefused(leader) || isrLock(config, leader) || config.decide.fences(leader, leaderEpoch)) return cluster
  const end = logEnd(leader.disk)
  return end < logEnd(disk) ? cutToLeader(config, cluster, follower, partition, end) : cluster
}

/**
 * A request times out (replica.socket.timeout.ms): the network is cut, or the leader stands still. The connection is closed,
 * and whatever was on it is lost.
 */
export const giveUp: Rule<Cluster, ActionOf<'GiveUp'>> = (cluster, between) => {
  const { follower, leader } = between
  const still = standstill(brokerOf(cluster, follower))
  if (still !== undefined) return still
  if ((pending(cluster, between)?.stage ?? 'idle') === 'idle') return refused.notSlow
  const isSlow = !reaches(cluster, follower, leader) || !reaches(cluster, leader, follower)
  return isSlow || brokerOf(cluster, leader).isPaused ? withPending(cluster, between, idle) : refused.notSlow
}
