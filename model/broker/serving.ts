/**
 * Fetch and OffsetsForLeaderEpoch, message by message, at the leader: KafkaApis.handleFetchRequest,
 * handleOffsetForLeaderEpochRequest (2.1.0).
 *
 * A fetch is handled in two steps. First, under leaderIsrUpdateLock, the leader checks the leader epoch and reads the
 * records and the high watermark (readFromLocalLog). Then it updates the follower's state
 * (updateFollowerLogReadResults). Other steps may come in between. A fetch without records may wait (DelayedFetch).
 * Then the leader updates the follower's state when the request arrives, and reads the log again when it sends the
 * response.
 *
 * Since KIP-320 the epoch is looked at first, and only then whether the broker leads (Partition.getLocalReplica, 2.1.0): also
 * one that follows, in a newer epoch, answers with FENCED_LEADER_EPOCH. Before, it was NOT_LEADER_FOR_PARTITION
 * (Partition.lastOffsetForLeaderEpoch, 1.1.1 and 2.0.0).
 *
 * Deliberately simplified: an error after which a follower only retries is not sent.
 */
import { has, members } from '../../kit/bits'
import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import { NONE } from '../../kit/schema'
import type { ActionOf } from '../actions'
import {
  brokerOf,
  idle,
  leads,
  mayWait,
  reaches,
  replaced,
  replicaOf,
  standstill,
  unserved,
  withBroker,
} from '../cluster'
import type { Config } from '../config'
import { latestEpoch, logStart, readFrom } from '../replica/disk'
import { fencedEpoch } from '../replica/epoch-errors'
import { divergingEpoch, nextFetch, saidBeside, type Asked } from '../replica/divergence'
import { isFencedFetch, readError } from '../replica/fetch-errors'
import { isrLock, writeLock } from '../replica/isr'
import { batchesAmong } from '../replica/log'
import { countRead, type Between } from '../replica/replication'
import type { Cluster, FetcherRequest, Replica } from '../state'
import type { BrokerId, Brokers, PartitionId } from '../values'
import { isTruncating, pending, withPending } from './fetcher-request'

const refused = {
  notAsked: refuse('has no request of this follower'),
  notRead: refuse('has read nothing that is to be counted'),
  cut: refuse('the network between them is cut'),
  nothingNew: refuse('keeps the request waiting: its answer would change nothing'),
  fewerRecords: refuse('does not have so many records for this follower'),
}

/**
 * A broker handles what a follower has asked, or reads once more for a fetch that waits. What it reads for a fetch is counted
 * by a step of its own; an OffsetsForLeaderEpoch is answered.
 */
export const serve =
  (config: Config): Rule<Cluster, ActionOf<'Serve'>> =>
  (cluster, between) => {
    const { leader, follower, records } = between
    const asked = pending(cluster, between)
    if (asked === undefined || !(isRequest(asked) || mayWait(asked))) return refused.notAsked
    const still = unserved(brokerOf(cluster, leader))
    if (still !== undefined) return still
    if (isRequest(asked) && !reaches(cluster, follower, leader)) return refused.cut
    const locked = lockOf(config, cluster, between)
    if (locked !== undefined) return locked

    const served = answerTo(config, cluster, between, asked, records)
    if (records > 1 && batchesAmong(served.records) < records) return refused.fewerRecords
    if (served.stage === 'idle' && isAskedAgain(config, cluster, between, asked)) return refused.nothingNew
    return isSame(served, asked) ? refused.nothingNew : withPending(cluster, between, served)
  }

const isRequest = ({ stage }: FetcherRequest): boolean => stage === 'fetch' || stage === 'epochRequest'

/** A fetch that waits, read again, with nothing new. */
const isSame = (served: FetcherRequest, asked: FetcherRequest): boolean =>
  served.stage === asked.stage &&
  served.error === 'none' &&
  served.records.length === 0 &&
  served.highWatermark === asked.highWatermark &&
  served.logStart === asked.logStart

/**
 * The follower would only ask the same again: the answer is an error, and it would send this very request anew. Then the
 * request may as well wait at the leader. If the follower's state changed meanwhile, even such an answer matters: it frees the
 * fetcher thread.
 */
const isAskedAgain = (
  config: Config,
  cluster: Cluster,
  { follower, leader, partition }: Between,
  asked: FetcherRequest,
): boolean => {
  const replica = replicaOf(cluster, follower, partition)
  if (replica.leader !== leader || replica.leaderEpoch !== asked.leaderEpoch) return false
  return asked.stage === 'epochRequest'
    ? isTruncating(replica) && latestEpoch(replica.disk) === asked.epoch
    : replica.fetcher === 'fetching' && isSameFetch(nextFetch(config, replica), asked)
}

const isSameFetch = (one: Asked, other: Asked): boolean =>
  one.fetchOffset === other.fetchOffset && one.epoch === other.epoch

const answerTo = (
  config: Config,
  cluster: Cluster,
  between: Between,
  asked: FetcherRequest,
  most: number,
): FetcherRequest => {
  const replica = replicaOf(cluster, between.leader, between.partition)
  if (asked.stage === 'epochRequest') return epochEndFor(config, replica, between.leader, asked)
  if (!serves(replica, between) && !isFencedFetch(config, replica, asked.leaderEpoch)) return idle
  const read = readFor(config, replica, between, asked, most)
  const isToBeCounted = asked.stage === 'fetch' && isNoted(config, read)
  return isToBeCounted ? read : answered(config, read)
}

/** It leads, and the follower is one of its replicas: Partition.followerReplicaOrThrow (4.3.1), where not UNKNOWN_LEADER_EPOCH. */
const serves = (replica: Replica, { leader, follower }: Between): boolean =>
  leads(replica, leader) && !has(replica.leadership.unassigned, follower)

/** Partition.lastOffsetForLeaderEpoch (2.1.0). */
const epochEndFor = (
  { decide }: Config,
  leader: Replica,
  self: BrokerId,
  { leaderEpoch, epoch }: FetcherRequest,
): FetcherRequest => {
  const wrongEpoch = decide.fences(leader, leaderEpoch)
  if (wrongEpoch === undefined && !leads(leader, self)) return idle
  const end = wrongEpoch ?? decide.endOffsetFor(leader.disk, epoch)
  if (end === fencedEpoch) return { ...idle, stage: 'epochResponse', error: 'fenced', leaderEpoch }
  return isRefused(end)
    ? idle
    : { ...idle, stage: 'epochResponse', leaderEpoch, epoch: end.epoch, endOffset: end.endOffset }
}

/** ReplicaManager.readFromLocalLog (2.1.0). */
const readFor = (
  config: Config,
  leader: Replica,
  { leader: self, follower }: Between,
  asked: FetcherRequest,
  most: number,
): FetcherRequest => {
  const { leaderEpoch, fetchOffset, epoch, brokerEpoch } = asked
  const error = readError(config, leader, asked)
  const read: FetcherRequest = { ...idle, stage: 'read', error, leaderEpoch, fetchOffset, brokerEpoch }
  if (error !== 'none') return read
  const diverging = divergingEpoch(config, leader, asked)
  if (diverging !== undefined) return { ...read, ...diverging, ...saidBeside(leader) }
  const records = readFrom(leader.disk, fetchOffset, most)
  const reader = { self, follower, logEnd: fetchOffset + records.length }
  const highWatermark = config.decide.sentHighWatermark(leader, reader)
  return { ...read, epoch, records, highWatermark, logStart: logStart(leader.disk) }
}

/** The follower's state is not updated where its log diverges (ReplicaManager.updateFollowerFetchState, 2.7.0). */
const isNoted = ({ decide }: Config, { error, fetchOffset, endOffset }: FetcherRequest): boolean =>
  error === 'none' ? endOffset === NONE : decide.notedAfterError(fetchOffset, error) !== undefined

/** What is sent. A fetch that may still wait keeps its epochs, because they are looked at again when the leader reads again. */
const answered = ({ decide }: Config, read: FetcherRequest): FetcherRequest => {
  if (read.error === 'unknown') return idle
  const answer: FetcherRequest = { ...read, stage: 'fetched' }
  if (mayWait(answer)) return { ...answer, brokerEpoch: 0 }
  const leaderEpoch = decide.usesOldAnswer() === 'always' ? NONE : answer.leaderEpoch
  return { ...answer, leaderEpoch, brokerEpoch: 0, epoch: answer.endOffset === NONE ? NONE : answer.epoch }
}

/** The leader counts what it has read for a fetch, and answers: ReplicaManager.updateFollowerLogReadResults (2.1.0). */
export const count =
  (config: Config): Rule<Cluster, ActionOf<'Count'>> =>
  (cluster, between) => {
    const read = pending(cluster, between)
    if (read?.stage !== 'read') return refused.notRead
    const still = standstill(brokerOf(cluster, between.leader))
    if (still !== undefined) return still
    const locked = writeLockOf(config, cluster, between)
    if (locked !== undefined) return locked
    const counted = countRead(config, cluster, between, read)
    if (isRefused(counted)) return counted
    return writeLockOf(config, counted, between) === undefined
      ? withPending(counted, between, answered(config, read))
      : counted
  }

/** A leader that waits for ZooKeeper reads for nobody, and counts nothing: what made it write its ISR is answered after that. */
const lockOf = (config: Config, cluster: Cluster, { leader, partition }: Between): Refused | undefined => {
  const replica = replicaOf(cluster, leader, partition)
  return leads(replica, leader) ? isrLock(config, replica) : undefined
}

/** The same without the lock that a leader holds while it proposes an ISR: the state of a follower is noted without it (3.5.2). */
const writeLockOf = (config: Config, cluster: Cluster, { leader, partition }: Between): Refused | undefined => {
  const replica = replicaOf(cluster, leader, partition)
  return leads(replica, leader) ? writeLock(config, replica) : undefined
}

/** What this broker has read for these followers is answered, and not counted. */
export const answeredUncounted = (
  config: Config,
  cluster: Cluster,
  leader: BrokerId,
  partition: PartitionId,
  followers: Brokers,
): Cluster =>
  members(followers).reduce((present, follower) => {
    const between = { leader, follower, partition }
    const read = pending(present, between)
    const left = withoutLate(present, between)
    return read?.stage === 'read' ? withPending(left, between, answered(config, read)) : left
  }, cluster)

/** The same for a process that has ended, which nobody answers. */
const withoutLate = (cluster: Cluster, { leader, follower, partition }: Between): Cluster => {
  const { lateFetches } = brokerOf(cluster, follower)
  const row = lateFetches[partition]
  return row === undefined || row[leader]?.stage !== 'read'
    ? cluster
    : withBroker(cluster, follower, { lateFetches: replaced(lateFetches, partition, replaced(row, leader, idle)) })
}
