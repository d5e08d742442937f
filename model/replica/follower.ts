import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, noLeadership, reaches, standstill, withReplica, type Laws } from '../cluster'
import { logEnd } from './log'
import type { Ask, Truncation } from '../versions/decisions'
import type { Broker, BrokerId, Cluster, LeaderAndIsr, Replica } from '../state'
import { applyFetch, countFetch, cutToLeader, isStuckOn } from './replication'

/**
 * A broker becomes follower: Partition.makeFollower and ReplicaManager.makeFollowers (2.1.0).
 *
 * It forgets what it knew as a leader, and producers that waited are told that it leads no more. Whether its fetcher
 * starts anew, and what happens to its log, is for the version to decide. A broker in controlled shutdown starts none.
 */
export const becomeFollower = ({ decide, bounds }: Laws, broker: Broker, request: LeaderAndIsr): Replica => {
  const before = broker.replica
  const following = {
    ...before,
    leader: request.leader,
    leaderEpoch: request.leaderEpoch,
    leadership: noLeadership(bounds.brokers),
  }
  if (!decide.restartsFetcher(before, request)) return following
  const { disk, fetcher } = decide.beginsFollowing(before)
  return { ...following, disk, fetcher: broker.isStopping ? 'none' : fetcher }
}

const isAsleep = refuse('is paused')
const notTruncating = refuse('has nothing to truncate')
const notFetching = refuse('is not fetching')
const leaderIsDown = refuse('its leader does not answer')
const isUnreachable = refuse('the network between it and its leader is cut')
const notLeader = refuse('NOT_LEADER_FOR_PARTITION: its leader does not lead')
const isStuck = refuse('its leader would let it into the ISR, and waits for ZooKeeper with the partition locked')
const nothingNew = refuse('has nothing to learn: the fetch waits in the purgatory of its leader')

/** The replica that a follower takes for its leader, if that one answers, and leads. */
export const leaderFor = (cluster: Cluster, follower: BrokerId): Replica | Refused => {
  const { leader } = brokerOf(cluster, follower).replica
  if (standstill(brokerOf(cluster, leader)) !== undefined) return leaderIsDown
  if (!reaches(cluster, follower, leader) || !reaches(cluster, leader, follower)) return isUnreachable
  const { replica } = brokerOf(cluster, leader)
  return leads(replica, leader) ? replica : notLeader
}

/**
 * A follower finds out where its log departs from its leader's, and cuts it: AbstractFetcherThread.maybeTruncate (2.1.0).
 *
 * Deliberately simplified: OffsetsForLeaderEpoch and its answer are one step, as is a fetch.
 */
export const truncate =
  (laws: Laws): Rule<Cluster, ActionOf<'Truncate'>> =>
  (cluster, { follower }) => {
    const { replica, isPaused } = brokerOf(cluster, follower)
    if (isPaused) return isAsleep
    if (replica.fetcher !== 'truncating' && replica.fetcher !== 'converging') return notTruncating
    const ask: Ask = (epoch) => {
      const leader = leaderFor(cluster, follower)
      if (isRefused(leader)) return leader
      return laws.decide.fences(leader, replica.leaderEpoch) ?? laws.decide.epochEnd(leader.disk, epoch)
    }
    const truncation = laws.decide.truncation(replica, ask, (epoch) => laws.decide.epochEnd(replica.disk, epoch))
    if (isRefused(truncation)) return truncation

    return withReplica(cluster, follower, cutTo(laws, replica, truncation))
  }

/** The log cut; the follower fetches on from there, or asks once more. */
export const cutTo = ({ decide }: Laws, replica: Replica, { offset, isDone }: Truncation): Replica => ({
  ...replica,
  disk: decide.truncateTo(replica.disk, offset),
  fetcher: isDone ? 'fetching' : 'converging',
})

/**
 * A follower fetches once: ReplicaManager.fetchMessages at the leader, ReplicaFetcherThread.processPartitionData at the
 * follower (2.1.0).
 *
 * The offset from which it fetches is the acknowledgement: the leader now knows that the follower has all before it. The
 * answer carries the next record, and the high watermark from *before* this fetch was counted; so a follower hears that
 * a record is committed one fetch later.
 *
 * Deliberately simplified: request, answer and append are one step, and an answer carries one batch.
 */
export const fetch =
  (laws: Laws): Rule<Cluster, ActionOf<'Fetch'>> =>
  (cluster, { follower }) => {
    const { replica, isPaused } = brokerOf(cluster, follower)
    if (isPaused) return isAsleep
    if (replica.fetcher !== 'fetching') return notFetching
    const leader = leaderFor(cluster, follower)
    if (isRefused(leader)) return leader
    const fenced = laws.decide.fences(leader, replica.leaderEpoch)
    if (fenced !== undefined && !laws.decide.countsFetch(leader, replica.leaderEpoch)) return fenced
    const end = logEnd(replica.disk)
    if (end > logEnd(leader.disk)) return fenced ?? cutToLeader(laws, cluster, follower, logEnd(leader.disk))

    if (isStuckOn(laws, brokerOf(cluster, replica.leader), follower, end)) return isStuck
    const served = countFetch(laws, cluster, replica.leader, follower, end)
    const fetched =
      fenced === undefined ? applyFetch(laws, replica, leader.disk.log[end], leader.highWatermark) : replica
    if (served === cluster && fetched === replica) return nothingNew
    return fetched === replica ? served : withReplica(served, follower, fetched)
  }
