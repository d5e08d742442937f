/**
 * Fetch and OffsetsForLeaderEpoch, message by message, at the follower: AbstractFetcherThread.doWork (2.1.0). What the leader
 * does is in serving.ts.
 *
 * A follower has a fetcher thread for each leader that it follows or has followed, and sends one request at a time for each
 * partition. Whatever happens to the partition meanwhile, the thread waits for the answer, and only then decides whether it
 * still uses it.
 */
import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, epochOfFetch, idle, mayWait, reaches, replicaOf, standstill, withReplica } from '../cluster'
import type { Config } from '../config'
import { brokerEpochOf, mayFetch } from '../coordinator/kraft/eligibility'
import { latestEpoch, logEnd, logStart } from '../replica/disk'
import { cutAsTold, isDiverging, nextFetch, truncatedAsTold } from '../replica/divergence'
import type { EpochEndOffset } from '../replica/epochs'
import { afterError, stopped, teachesNothing } from '../replica/fetch-errors'
import { applyFetch, cutTo, type Between } from '../replica/replication'
import type { Cluster, FetcherRequest, Replica } from '../state'
import type { BrokerId } from '../values'
import type { Ask, Truncation } from '../versions/decisions'
import { isTruncating, pending, withPending } from './fetcher-request'

const refused = {
  notFetching: refuse('is not fetching'),
  unregistered: refuse('has not registered yet'),
  notTruncating: refuse('has nothing to truncate'),
  waiting: refuse('waits for the answer to what it sent to this leader before'),
  notAnswered: refuse('has no answer of this leader on its way'),
  nothingNew: refuse('has nothing to learn: its fetch waits at the leader'),
  cut: refuse('the network between them is cut'),
  leaderDown: refuse('finds nobody to connect to'),
  notSlow: refuse('has no reason to give up waiting'),
}

/** ReplicaFetcherThread.buildFetch: a follower asks its leader for what comes after its log end. */
export const sendFetch =
  (config: Config): Rule<Cluster, ActionOf<'SendFetch'>> =>
  (cluster, { follower, partition }) => {
    const still = standstill(brokerOf(cluster, follower))
    if (still !== undefined) return still
    const replica = replicaOf(cluster, follower, partition)
    const { fetcher, leader } = replica
    if (fetcher !== 'fetching') return refused.notFetching
    if (!brokerOf(cluster, leader).isUp) return refused.leaderDown
    const between = { follower, leader, partition }
    if (pending(cluster, between)?.stage !== 'idle') return refused.waiting

    if (!mayFetch(config, cluster, follower)) return refused.unregistered
    const brokerEpoch = brokerEpochOf(cluster, follower)
    return withPending(cluster, between, { ...idle, stage: 'fetch', ...nextFetch(config, replica), brokerEpoch })
  }

/**
 * AbstractFetcherThread.buildLeaderEpochRequest: a follower asks its leader where the follower's own last epoch ends. Where
 * there is nothing to ask it truncates at once.
 */
export const sendOffsetsForLeaderEpoch =
  (config: Config): Rule<Cluster, ActionOf<'SendOffsetsForLeaderEpoch'>> =>
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
    return withPending(cluster, between, { ...idle, stage: 'epochRequest', leaderEpoch, epoch: latestEpoch(disk) })
  }

const truncationBy = ({ decide }: Config, replica: Replica, ask: Ask): Truncation | Refused =>
  decide.truncation(replica, ask, (epoch) => decide.endOffsetFor(replica.disk, epoch))

/**
 * A follower gets an answer: AbstractFetcherThread.processFetchRequest, maybeTruncate (2.1.0). It does not use one from a
 * broker that it no longer follows, nor one to a fetch from another offset than the one from which it would fetch now.
 */
export const receive =
  (config: Config): Rule<Cluster, ActionOf<'Receive'>> =>
  (cluster, between) => {
    const { follower, leader, partition } = between
    const answer = pending(cluster, between)
    if (answer === undefined || (answer.stage !== 'fetched' && answer.stage !== 'epochResponse'))
      return refused.notAnswered
    const still = standstill(brokerOf(cluster, follower))
    if (still !== undefined) return still
    if (!reaches(cluster, leader, follower)) return refused.cut

    const taken = withPending(cluster, between, idle)
    const replica = replicaOf(cluster, follower, partition)
    if (!isWanted(config, replica, leader, answer)) return cutAfterRemoval(config, taken, between, answer)
    return staysAtLeader(config, cluster, between, answer) ? refused.nothingNew : apply(config, taken, between, answer)
  }

/** A follower uses this answer of a broker. */
export const isWanted = ({ decide }: Config, replica: Replica, leader: BrokerId, answer: FetcherRequest): boolean => {
  if (replica.leader !== leader) return false
  if (answer.stage === 'epochResponse')
    return isTruncating(replica) && decide.acceptsEpochEndOffset(replica, answer.leaderEpoch)
  if (replica.fetcher !== 'fetching' || answer.fetchOffset !== logEnd(replica.disk)) return false
  const use = decide.usesOldAnswer()
  if (use === 'always' || epochOfFetch(answer) === replica.leaderEpoch) return true
  return use === 'unlessFenced' && answer.error !== 'fenced'
}

/**
 * True for a response without records that does not change the follower, if the follower's next fetch, which would be
 * the same, would not change the leader. The model then keeps the fetch waiting at the leader, so that there are fewer
 * states.
 */
const staysAtLeader = (config: Config, cluster: Cluster, between: Between, answer: FetcherRequest): boolean => {
  const replica = replicaOf(cluster, between.follower, between.partition)
  return (
    mayWait(answer) &&
    answer.leaderEpoch === replica.leaderEpoch &&
    Math.min(answer.highWatermark, logEnd(replica.disk)) === replica.highWatermark &&
    answer.logStart <= logStart(replica.disk) &&
    teachesNothing(config, cluster, between, answer)
  )
}

const apply = (config: Config, cluster: Cluster, between: Between, answer: FetcherRequest): Cluster => {
  const { follower, partition } = between
  if (answer.stage === 'epochResponse') return truncateAs(config, cluster, between, answer)
  if (answer.error !== 'none') return afterError(config, cluster, between, answer.error)
  const replica = replicaOf(cluster, follower, partition)
  const applied = isDiverging(answer)
    ? truncatedAsTold(config, replica, answer, cluster.now)
    : applyFetch(config, replica, answer, cluster.now)
  return withReplica(cluster, follower, partition, applied)
}

/**
 * The thread has looked whether the answer is wanted, and the broker has stopped fetching before the thread cut the log: the lock
 * is free in between. What the answer was about is then the log of a leader, or of a follower of somebody else.
 */
const cutAfterRemoval = (config: Config, cluster: Cluster, between: Between, answer: FetcherRequest): Cluster => {
  const { follower, leader, partition } = between
  const replica = replicaOf(cluster, follower, partition)
  if (!isDiverging(answer) || replica.leader === leader || !config.decide.cutsAfterRemoval()) return cluster
  return withReplica(cluster, follower, partition, cutAsTold(config, replica, answer))
}

/** An answer about epochs. The error, too, is used only where the answer would be. */
const truncateAs = (
  config: Config,
  cluster: Cluster,
  between: Between,
  answer: EpochEndOffset & FetcherRequest,
): Cluster => {
  const { follower, partition } = between
  const replica = replicaOf(cluster, follower, partition)
  if (answer.error !== 'none') return withReplica(cluster, follower, partition, stopped(replica))
  const { epoch, endOffset } = answer
  const truncation = truncationBy(config, replica, () => ({ epoch, endOffset }))
  return isRefused(truncation) ? cluster : withReplica(cluster, follower, partition, cutTo(config, replica, truncation))
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
