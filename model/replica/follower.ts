import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, noLeadership, reaches, replicaOf, standstill, withReplica } from '../cluster'
import type { Config } from '../config'
import type { LeaderAndIsr } from '../coordinator/state'
import type { Cluster, Replica } from '../state'
import type { BrokerId, PartitionId } from '../values'
import type { Ask, Truncation } from '../versions/decisions'
import { logEnd } from './disk'
import { isrLock } from './isr'
import { recordAt } from './log'
import { applyFetch, countFetch, cutToLeader, isLockedBy } from './replication'

/**
 * A broker becomes follower: Partition.makeFollower and ReplicaManager.makeFollowers (2.1.0).
 *
 * It drops what it knew as a leader, and answers waiting producers with NOT_LEADER_FOR_PARTITION. Whether its fetcher
 * restarts, and what happens to its log, differs between versions. A broker in controlled shutdown starts no fetcher.
 */
export const becomeFollower = (
  { decide, bounds }: Config,
  before: Replica,
  request: LeaderAndIsr,
  isStopping: boolean,
): Replica => {
  const following = {
    ...before,
    leader: request.leader,
    leaderEpoch: request.leaderEpoch,
    leadership: noLeadership(bounds.brokers),
  }
  if (!decide.restartsFetcher(before, request)) return following
  const { disk, fetcher } = decide.beginsFollowing(before)
  return { ...following, disk, fetcher: isStopping ? 'none' : fetcher }
}

const refused = {
  paused: refuse('is paused'),
  notTruncating: refuse('has nothing to truncate'),
  notFetching: refuse('is not fetching'),
  leaderDown: refuse('its leader does not answer'),
  unreachable: refuse('the network between it and its leader is cut'),
  notLeader: refuse('NOT_LEADER_FOR_PARTITION: its leader does not lead'),
  locked: refuse('its leader would let it into the ISR, and waits for ZooKeeper with the partition locked'),
  nothingNew: refuse('has nothing to learn: the fetch waits in the purgatory of its leader'),
}

/** The replica that a follower believes is its leader, if that broker answers, and leads. */
export const leaderFor = (cluster: Cluster, follower: BrokerId, partition: PartitionId): Replica | Refused => {
  const { leader } = replicaOf(cluster, follower, partition)
  if (standstill(brokerOf(cluster, leader)) !== undefined) return refused.leaderDown
  if (!reaches(cluster, follower, leader) || !reaches(cluster, leader, follower)) return refused.unreachable
  const replica = replicaOf(cluster, leader, partition)
  return leads(replica, leader) ? replica : refused.notLeader
}

/**
 * A follower finds out where its log departs from its leader's, and cuts it: AbstractFetcherThread.maybeTruncate (2.1.0).
 *
 * Deliberately simplified: OffsetsForLeaderEpoch and its answer are one step, as is a fetch.
 */
export const truncate =
  (config: Config): Rule<Cluster, ActionOf<'Truncate'>> =>
  (cluster, { follower, partition }) => {
    const { decide } = config
    const replica = replicaOf(cluster, follower, partition)
    if (brokerOf(cluster, follower).isPaused) return refused.paused
    if (replica.fetcher !== 'truncating' && replica.fetcher !== 'converging') return refused.notTruncating
    const ask: Ask = (epoch) => {
      const leader = leaderFor(cluster, follower, partition)
      if (isRefused(leader)) return leader
      const no = isrLock(config, leader) ?? decide.fences(leader, replica.leaderEpoch)
      return no ?? decide.epochEnd(leader.disk, epoch)
    }
    const truncation = decide.truncation(replica, ask, (epoch) => decide.epochEnd(replica.disk, epoch))
    if (isRefused(truncation)) return truncation

    return withReplica(cluster, follower, partition, cutTo(config, replica, truncation))
  }

/** The log cut; the follower fetches on from there, or asks once more. */
export const cutTo = ({ decide }: Config, replica: Replica, { offset, isDone }: Truncation): Replica => ({
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
 * A fetch that makes the leader write its ISR is answered when ZooKeeper has answered the leader.
 *
 * Deliberately simplified: request, answer and append are one step, and an answer carries one batch. A fetch that waits for
 * ZooKeeper is lost, and sent again.
 */
export const fetch =
  (config: Config): Rule<Cluster, ActionOf<'Fetch'>> =>
  (cluster, { follower, partition }) => {
    const { decide } = config
    const replica = replicaOf(cluster, follower, partition)
    if (brokerOf(cluster, follower).isPaused) return refused.paused
    if (replica.fetcher !== 'fetching') return refused.notFetching
    const leader = leaderFor(cluster, follower, partition)
    if (isRefused(leader)) return leader
    const locked = isrLock(config, leader)
    if (locked !== undefined) return locked
    const fenced = decide.fences(leader, replica.leaderEpoch)
    if (fenced !== undefined && !decide.countsFetch(leader, replica.leaderEpoch)) return fenced
    const end = logEnd(replica.disk)
    const leaderEnd = logEnd(leader.disk)
    if (end > leaderEnd) return fenced ?? cutToLeader(config, cluster, follower, partition, leaderEnd)

    const { isCutOff } = brokerOf(cluster, replica.leader)
    if (isCutOff && isLockedBy(config, leader, follower, end)) return refused.locked
    const counted = countFetch(config, cluster, replica.leader, partition, follower, end)
    if (isrLock(config, replicaOf(counted, replica.leader, partition)) !== undefined) return counted
    const fetched =
      fenced === undefined ? applyFetch(config, replica, recordAt(leader.disk.log, end), leader.highWatermark) : replica
    if (counted === cluster && fetched === replica) return refused.nothingNew
    return fetched === replica ? counted : withReplica(counted, follower, partition, fetched)
  }
