import { add, has } from '../../kit/bits'
import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../action'
import { brokerOf, halted, leads, recovered, noLeadership, withBroker, withReplica, type Laws } from '../cluster'
import { writeIsr } from '../controllers/zookeeper'
import { append, logEnd } from '../log'
import type { Ask, Decisions } from '../protocol'
import type { Broker, BrokerId, Cluster, Disk, LeaderAndIsr, LogRecord, Offset, Replica } from '../state'
import { advanceHighWatermark } from './leader'

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

const notTruncating = refuse('has nothing to truncate')
const notFetching = refuse('is not fetching')
const leaderIsDown = refuse('its leader does not answer')
const notLeader = refuse('NOT_LEADER_FOR_PARTITION: its leader does not lead')
const isStuck = refuse('its leader would let it into the ISR, and waits for ZooKeeper with the partition locked')
const nothingNew = refuse('has nothing to learn: the fetch waits in the purgatory of its leader')

/** The replica that a follower takes for its leader, if that one runs and leads. */
const leaderFor = (cluster: Cluster, { leader }: Replica): Replica | Refused => {
  const { isUp, replica } = brokerOf(cluster, leader)
  if (!isUp) return leaderIsDown
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
    const { replica } = brokerOf(cluster, follower)
    if (replica.fetcher !== 'truncating' && replica.fetcher !== 'converging') return notTruncating
    const ask: Ask = (epoch) => {
      const leader = leaderFor(cluster, replica)
      if (isRefused(leader)) return leader
      return laws.decide.fences(leader, replica.leaderEpoch) ?? laws.decide.epochEnd(leader.disk, epoch)
    }
    const truncation = laws.decide.truncation(replica, ask, (epoch) => laws.decide.epochEnd(replica.disk, epoch))
    if (isRefused(truncation)) return truncation

    return withReplica(cluster, follower, {
      ...replica,
      disk: laws.decide.truncateTo(replica.disk, truncation.offset),
      fetcher: truncation.isDone ? 'fetching' : 'converging',
    })
  }

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
    const { replica } = brokerOf(cluster, follower)
    if (replica.fetcher !== 'fetching') return notFetching
    const leader = leaderFor(cluster, replica)
    if (isRefused(leader)) return leader
    const fenced = laws.decide.fences(leader, replica.leaderEpoch)
    if (fenced !== undefined && !laws.decide.countsFetch(leader, replica.leaderEpoch)) return fenced
    const end = logEnd(replica.disk)
    if (end > logEnd(leader.disk)) return fenced ?? outOfRange(laws, cluster, follower, logEnd(leader.disk))

    if (isStuckOn(laws, brokerOf(cluster, replica.leader), follower, end)) return isStuck
    const served = serveFetch(laws, cluster, replica.leader, follower)
    const fetched =
      fenced === undefined ? applyFetch(laws, replica, leader.disk.log[end], leader.highWatermark) : replica
    if (served === cluster && fetched === replica) return nothingNew
    return fetched === replica ? served : withReplica(served, follower, fetched)
  }

/** A leader that cannot reach ZooKeeper waits there while it holds the lock: KafkaZkClient.retryRequestsUntilConnected. */
const isStuckOn = ({ decide }: Laws, { isCutOff, replica }: Broker, follower: BrokerId, end: Offset): boolean =>
  isCutOff && !has(replica.leadership.isr, follower) && decide.mayJoinIsr(replica, end)

/**
 * The leader's half: Partition.updateReplicaLogReadResult (2.1.0). It notes the follower's log end, lets the follower
 * into the ISR where it may, and moves the high watermark. Joining the ISR is a conditional write to ZooKeeper, which
 * may fail; then all stays as it is.
 */
const serveFetch = (laws: Laws, cluster: Cluster, leader: BrokerId, follower: BrokerId): Cluster => {
  const { replica } = brokerOf(cluster, leader)
  const end = logEnd(brokerOf(cluster, follower).replica.disk)
  const { isr, zkVersionIsCurrent, logEnds } = replica.leadership
  const joins = !has(isr, follower) && zkVersionIsCurrent && laws.decide.mayJoinIsr(replica, end)
  if (!joins && logEnds[follower] === end) return cluster

  const noted = logEnds.map((known, other) => (other === follower ? end : known))
  const leadership = { ...replica.leadership, logEnds: noted, isr: joins ? add(isr, follower) : isr }
  const advanced = advanceHighWatermark(laws, leader, { ...replica, leadership })
  const after = withReplica(cluster, leader, advanced)
  return joins ? writeIsr(after, leader) : after
}

/** The follower's half: it appends what it got, and takes over the high watermark, be it lower than its own. */
const applyFetch = (
  { decide }: Laws,
  replica: Replica,
  record: LogRecord | undefined,
  highWatermark: number,
): Replica => {
  const disk = record === undefined ? replica.disk : appendAsFollower(decide, replica.disk, record)
  const taken = Math.min(highWatermark, logEnd(disk))
  return disk === replica.disk && taken === replica.highWatermark ? replica : { ...replica, disk, highWatermark: taken }
}

const appendAsFollower = (decide: Decisions, disk: Disk, record: LogRecord): Disk =>
  append({ ...disk, epochs: decide.assignEpoch(disk.epochs, record.epoch, logEnd(disk)) }, record)

/**
 * OFFSET_OUT_OF_RANGE: the leader's log ends before the follower's. AbstractFetcherThread.fetchOffsetAndTruncate (2.1.0).
 *
 * Deliberately simplified: asking for the leader's log end (ListOffsets) is part of the step. Up to 2.1 the failed fetch
 * also makes the leader forget the follower's log end (KAFKA-8400), which only delays the high watermark.
 */
const outOfRange = (
  { decide, settings, bounds }: Laws,
  cluster: Cluster,
  follower: BrokerId,
  leaderEnd: number,
): Cluster => {
  const { replica } = brokerOf(cluster, follower)
  if (decide.onOutOfRange(settings) === 'truncate') {
    return withReplica(cluster, follower, { ...replica, disk: decide.truncateTo(replica.disk, leaderEnd) })
  }
  return withBroker(cluster, follower, halted(recovered(decide, replica.disk), bounds.brokers))
}
