import { has } from '../../kit/bits'
import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, fetcherRequestOf, noLeadership, replicaOf, withReplica } from '../cluster'
import type { Config } from '../config'
import { brokerEpochOf, mayFetch } from '../coordinator/kraft/eligibility'
import type { Told } from '../coordinator/state'
import type { Cluster, Deferred, FetchError, Leadership, Replica } from '../state'
import type { BrokerId, PartitionId } from '../values'
import type { Ask } from '../versions/decisions'
import { logStart, readFrom } from './disk'
import { divergingEpoch, nextFetch, saidBeside, truncatedAsTold } from './divergence'
import { fencedEpoch, unknownEpoch } from './epoch-errors'
import { afterError, readError, stopped } from './fetch-errors'
import { isrLock } from './isr'
import { batchesAmong } from './log'
import { applyFetch, countRead, cutTo, leaderFor } from './replication'
import { withCleanerLowered } from '../storage/cleaner-checkpoint'

/**
 * A broker becomes follower: Partition.makeFollower and ReplicaManager.makeFollowers (2.1.0).
 *
 * It drops what it knew as a leader, and answers waiting producers with NOT_LEADER_FOR_PARTITION. Whether its fetcher
 * restarts, and what happens to its log, differs between versions. A broker in controlled shutdown starts no fetcher.
 */
export const becomeFollower = (
  { decide, bounds }: Config,
  before: Replica,
  request: Told,
  isStopping: boolean,
): Replica => {
  const following = {
    ...before,
    leader: request.leader,
    leaderEpoch: request.leaderEpoch,
    leadership: stillDeferred(before, bounds, decide.completesAsFollower()),
  }
  if (!decide.restartsFetcher(before, request)) return following
  const { disk, fetcher } = decide.makesFollower(before)
  return { ...following, disk: withCleanerLowered(decide, before.disk, disk), fetcher: isStopping ? 'none' : fetcher }
}

/** What a broker that follows keeps of its leadership: nothing, or what a coordinator still waits for (kafka-20634-flaw.ts). */
const stillDeferred = ({ disk, leadership }: Replica, bounds: Config['bounds'], completes: boolean): Leadership => {
  if (!completes || !bounds.clients) return noLeadership(bounds)
  const waiting = leadership.purgatory.flatMap((offset): readonly Deferred[] => {
    const record = readFrom(disk, offset, 1)[0]
    return record === undefined ? [] : [{ offset, value: record.value }]
  })
  return { ...noLeadership(bounds), deferred: [...leadership.deferred, ...waiting] }
}

const refused = {
  paused: refuse('is paused'),
  waiting: refuse('waits for the answer to its last fetch'),
  unregistered: refuse('has not registered yet'),
  notTruncating: refuse('has nothing to truncate'),
  notFetching: refuse('is not fetching'),
  fewerRecords: refuse('its leader does not have so many records for it'),
  unassigned: refuse('its leader does not take it for a replica: it gets no records'),
  nothingNew: refuse('has nothing to learn: the fetch waits in the purgatory of its leader'),
}

/**
 * A follower asks its leader where their logs diverge, and truncates its log there: AbstractFetcherThread.maybeTruncate
 * (2.1.0). If the leader is in a newer epoch, the follower is fenced and stops fetching (onPartitionFenced).
 *
 * Deliberately simplified: OffsetsForLeaderEpoch and its answer are one step, as is a fetch. In Kafka a broker that follows in
 * a newer epoch fences the follower as well (Partition.getLocalReplica, 2.1.0; broker/serving.ts has it). Here that is no step.
 * Either way the follower waits for its next LeaderAndIsr: if that broker leads again, it is in a newer epoch, and fences the
 * follower then. If it forgets its epoch in a restart, the follower is as one that has not asked yet.
 */
export const truncate =
  (config: Config): Rule<Cluster, ActionOf<'Truncate'>> =>
  (cluster, { follower, partition }) => {
    const { decide } = config
    const replica = replicaOf(cluster, follower, partition)
    if (brokerOf(cluster, follower).isPaused) return refused.paused
    if (replica.fetcher !== 'truncating' && replica.fetcher !== 'truncatingAgain') return refused.notTruncating
    if (isWaiting(cluster, follower, partition)) return refused.waiting
    const ask: Ask = (epoch) => {
      const leader = leaderFor(cluster, follower, partition)
      if (isRefused(leader)) return leader
      const no = isrLock(config, leader) ?? decide.fences(leader, replica.leaderEpoch)
      return no ?? decide.endOffsetFor(leader.disk, epoch)
    }
    const truncation = decide.truncation(replica, ask, (epoch) => decide.endOffsetFor(replica.disk, epoch))
    if (truncation === fencedEpoch) return withReplica(cluster, follower, partition, stopped(replica))
    if (isRefused(truncation)) return truncation

    return withReplica(cluster, follower, partition, cutTo(config, replica, truncation))
  }

/**
 * A follower fetches once: ReplicaManager.fetchMessages at the leader, ReplicaFetcherThread.processPartitionData at the
 * follower (2.1.0).
 *
 * The offset from which it fetches is the acknowledgement: the leader now knows that the follower has all before it. The
 * answer carries the next records, and the high watermark from *before* this fetch was counted; so a follower hears that
 * a record is committed one fetch later. An answer may also be an error, and that may be all that changes.
 *
 * A fetch that makes the leader write its ISR is answered when ZooKeeper has answered the leader.
 *
 * Deliberately simplified: request, answer and append are one step. A fetch that waits for ZooKeeper is lost, and sent again.
 */
export const fetch =
  (config: Config): Rule<Cluster, ActionOf<'Fetch'>> =>
  (cluster, { follower, partition, records }) => {
    const replica = replicaOf(cluster, follower, partition)
    if (brokerOf(cluster, follower).isPaused) return refused.paused
    if (replica.fetcher !== 'fetching') return refused.notFetching
    if (isWaiting(cluster, follower, partition)) return refused.waiting
    const leader = leaderFor(cluster, follower, partition)
    if (isRefused(leader)) return leader
    if (has(leader.leadership.unassigned, follower)) return refused.unassigned
    const locked = isrLock(config, leader)
    if (locked !== undefined) return locked
    if (!mayFetch(config, cluster, follower)) return refused.unregistered
    const asked = nextFetch(config, replica)
    const end = asked.fetchOffset
    const error = readError(config, leader, asked)
    const diverging = error === 'none' ? divergingEpoch(config, leader, asked) : undefined
    if (diverging !== undefined && records === 1) {
      const cut = truncatedAsTold(config, replica, { ...diverging, ...saidBeside(leader) }, cluster.now)
      return changed(cluster, cut === replica ? cluster : withReplica(cluster, follower, partition, cut), error)
    }
    if (
      records > 1 &&
      (error !== 'none' || diverging !== undefined || batchesAmong(readFrom(leader.disk, end, records)) < records)
    )
      return refused.fewerRecords

    const between = { follower, leader: replica.leader, partition }
    const brokerEpoch = brokerEpochOf(cluster, follower)
    const counted = countRead(config, cluster, between, {
      fetchOffset: end,
      leaderEpoch: replica.leaderEpoch,
      error,
      brokerEpoch,
    })
    if (isRefused(counted)) return counted
    if (isrLock(config, replicaOf(counted, replica.leader, partition)) !== undefined) return counted
    if (error !== 'none') return changed(cluster, afterError(config, counted, between, error), error)
    const brought = readFrom(leader.disk, end, records)
    const reader = { self: replica.leader, follower, logEnd: end + brought.length }
    const highWatermark = config.decide.sentHighWatermark(leader, reader)
    const answer = { records: brought, highWatermark, logStart: logStart(leader.disk) }
    const fetched = applyFetch(config, replica, answer, cluster.now)
    if (fetched !== replica) return withReplica(counted, follower, partition, fetched)
    return changed(cluster, counted, error)
  }

/** Its leader has not answered its last fetch yet. Where a fetch is one step, this may be so only if answers may be late. */
const isWaiting = (cluster: Cluster, follower: BrokerId, partition: PartitionId): boolean =>
  (fetcherRequestOf(cluster, follower, replicaOf(cluster, follower, partition).leader, partition)?.stage ?? 'idle') !==
  'idle'

/** A fetch that changes nothing at either end is not a step: it waits, or is tried again. */
const changed = (before: Cluster, after: Cluster, error: FetchError): Cluster | Refused => {
  if (after !== before) return after
  return error === 'none' ? refused.nothingNew : unknownEpoch
}
