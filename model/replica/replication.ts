/**
 * The halves of a fetch, and the end of a truncation: what leader and follower do with what they hear from each other.
 * `follower.ts` puts them into one step each, `broker/fetcher.ts` into steps of their own.
 */
import { add, has, only } from '../../kit/bits'
import { isRefused, refuse, type Refused } from '../../kit/refused'
import { fetchesMayBeLate } from '../bounds'
import { brokerOf, leads, reaches, replaced, replicaOf, unserved, withReplica } from '../cluster'
import type { Config } from '../config'
import { isEligible, isOfKnownProcess } from '../coordinator/kraft/eligibility'
import type { Cluster, FetcherRequest, Replica } from '../state'
import { appendFetched } from '../storage/append'
import { takesNothing } from '../storage/takes-nothing'
import { withLeaderLogStart } from '../storage/log-start'
import type { BrokerEpoch, BrokerId, LogRecord, Offset, PartitionId } from '../values'
import type { Decisions, Truncation } from '../versions/decisions'
import { append, logEnd, type Disk } from './disk'
import { proposed } from './isr'
import { advanceHighWatermark } from './leader'
import { withCleanerLowered } from '../storage/cleaner-checkpoint'

/** One conversation: a follower, the leader it asks, and the partition they speak about. */
export interface Between {
  readonly follower: BrokerId
  readonly leader: BrokerId
  readonly partition: PartitionId
}

const refused = {
  leaderDown: refuse('its leader does not answer'),
  unreachable: refuse('the network between it and its leader is cut'),
  notLeader: refuse('NOT_LEADER_FOR_PARTITION: its leader does not lead'),
  locked: refuse('its leader would let it into the ISR, and waits for ZooKeeper with the partition locked'),
}

/** The replica that a follower believes is its leader, if that broker answers. It may not lead. */
export const askedBy = (cluster: Cluster, follower: BrokerId, partition: PartitionId): Replica | Refused => {
  const { leader } = replicaOf(cluster, follower, partition)
  if (unserved(brokerOf(cluster, leader)) !== undefined) return refused.leaderDown
  if (!reaches(cluster, follower, leader) || !reaches(cluster, leader, follower)) return refused.unreachable
  return replicaOf(cluster, leader, partition)
}

/** The same, if that broker leads. */
export const leaderFor = (cluster: Cluster, follower: BrokerId, partition: PartitionId): Replica | Refused => {
  const replica = askedBy(cluster, follower, partition)
  if (isRefused(replica)) return replica
  return leads(replica, replicaOf(cluster, follower, partition).leader) ? replica : refused.notLeader
}

/** What a leader still knows of a fetch once it has read for it. */
type Read = Pick<FetcherRequest, 'fetchOffset' | 'leaderEpoch' | 'error' | 'brokerEpoch'>

/**
 * ReplicaManager.updateFollowerLogReadResults (2.1.0): the leader updates the follower's state with the fetch offset.
 * What it does after an error depends on the version. The leader does not hold the lock between the read and this
 * update, so the state of the partition may have changed. A broker that is no longer leader does nothing, nor does one that does not
 * take the follower for a replica any more.
 *
 * If the follower can join the ISR and the leader cannot reach ZooKeeper, the leader waits while it holds
 * leaderIsrUpdateLock (KafkaZkClient.retryRequestsUntilConnected).
 */
export const countRead = (
  config: Config,
  cluster: Cluster,
  between: Between,
  { fetchOffset, leaderEpoch, error, brokerEpoch }: Read,
): Cluster | Refused => {
  const { decide } = config
  const leader = replicaOf(cluster, between.leader, between.partition)
  if (!leads(leader, between.leader) || has(leader.leadership.unassigned, between.follower)) return cluster
  if (error === 'none' && !decide.countsFetch(leader, leaderEpoch)) return cluster
  const noted = error === 'none' ? fetchOffset : decide.notedAfterError(fetchOffset, error)
  if (noted === undefined) return cluster
  const joins = !has(leader.leadership.isr, between.follower) && decide.mayJoinIsr(leader, noted)
  if (joins && config.bounds.kraft === undefined && brokerOf(cluster, between.leader).isCutOff) return refused.locked
  if (!isOfKnownProcess(config, cluster, between.leader, between.follower, brokerEpoch)) return cluster
  return countFetch(config, cluster, between, noted, brokerEpoch)
}

/**
 * The leader's half: Partition.updateReplicaLogReadResult (2.1.0). It notes the follower's log end, which is where the
 * fetch begins, lets the follower into the ISR where it may, and moves the high watermark. Joining the ISR is a proposal,
 * which may fail; then the ISR stays as it is.
 */
const countFetch = (
  config: Config,
  cluster: Cluster,
  { leader, follower, partition }: Between,
  end: Offset,
  brokerEpoch: BrokerEpoch,
): Cluster => {
  const replica = replicaOf(cluster, leader, partition)
  const { isr, pendingIsr, joining } = replica.leadership
  const noted = withBrokerEpoch(withLogEnd(config, replica, follower, end), follower, brokerEpoch)
  const isKnown = noted === replica
  // Another follower is being proposed, and whoever does that holds the lock.
  if (joining !== 0) return isKnown ? cluster : withReplica(cluster, leader, partition, noted)
  const mayJoin = !has(isr, follower) && pendingIsr === 0 && config.decide.mayJoinIsr(replica, end)
  if (mayJoin && isEligible(config, cluster, leader, follower, brokerEpoch)) {
    if (isProposedLater(config)) {
      const leadership = { ...noted.leadership, joining: only(follower) }
      return withReplica(cluster, leader, partition, { ...noted, leadership })
    }
    const present = isKnown ? cluster : withReplica(cluster, leader, partition, noted)
    const expanded = proposed(config, present, leader, partition, add(isr, follower))
    if (expanded !== undefined) return expanded
  }
  // Only where time has passed can the high watermark move by what was known before.
  if (isKnown && !config.bounds.lagClock) return cluster
  const advanced = advanceHighWatermark(config, leader, noted)
  return advanced === replica ? cluster : withReplica(cluster, leader, partition, advanced)
}

/**
 * What the leader notes of a follower may change between the check and the proposal. It matters only where another fetch of that follower
 * may come in between, and where a fetch has a broker epoch.
 */
const isProposedLater = ({ decide, bounds }: Config): boolean =>
  fetchesMayBeLate(bounds) && bounds.kraft !== undefined && !decide.locksFetchState()

/**
 * Replica.updateLogReadResult (2.1.0): the leader notes the log end of a follower, and that it is caught up where that is the
 * leader's own.
 *
 * Deliberately simplified: in Kafka a follower is also caught up, as of its fetch before, where it has now reached what the
 * leader's log end was then.
 */
const withLogEnd = ({ bounds }: Config, replica: Replica, follower: BrokerId, end: Offset): Replica => {
  const { remoteLogEnds, caughtUp } = replica.leadership
  const isCaughtUp = bounds.lagClock && end >= logEnd(replica.disk)
  if (remoteLogEnds[follower] === end && (!isCaughtUp || has(caughtUp, follower))) return replica
  const noted = {
    remoteLogEnds: replaced(remoteLogEnds, follower, end),
    caughtUp: isCaughtUp ? add(caughtUp, follower) : caughtUp,
  }
  return { ...replica, leadership: { ...replica.leadership, ...noted } }
}

/** The broker epoch of a fetch is kept with the rest. With ZooKeeper there is none. */
const withBrokerEpoch = (replica: Replica, follower: BrokerId, brokerEpoch: BrokerEpoch): Replica => {
  const { remoteBrokerEpochs } = replica.leadership
  if (remoteBrokerEpochs.length === 0 || remoteBrokerEpochs[follower] === brokerEpoch) return replica
  return {
    ...replica,
    leadership: { ...replica.leadership, remoteBrokerEpochs: replaced(remoteBrokerEpochs, follower, brokerEpoch) },
  }
}

/** What a leader sends: records, its high watermark and its log start offset. */
type Fetched = Pick<FetcherRequest, 'records' | 'highWatermark' | 'logStart'>

/**
 * The follower's half: it appends what it got, adopts the leader's high watermark, even if that lowers its own, and takes over the
 * leader's log start offset. `now` is the moment that the clock shows.
 */
export const applyFetch = (
  { decide, storage }: Config,
  replica: Replica,
  { records: sent, highWatermark, logStart }: Fetched,
  now: number,
): Replica => {
  if (sent.length > 0 && takesNothing(decide, replica.disk)) return replica
  const refused = sent.findIndex(({ epoch }) => !decide.appendsBatch(replica, epoch))
  const records = refused < 0 ? sent : sent.slice(0, refused)
  const disk =
    storage === undefined
      ? records.reduce((before, record) => appendAsFollower(decide, before, record), replica.disk)
      : withLeaderLogStart(decide, appendFetched(storage, decide, replica.disk, records, now), logStart)
  const adopted = Math.min(highWatermark, logEnd(disk))
  return disk === replica.disk && adopted === replica.highWatermark
    ? replica
    : withoutCompleted({ ...replica, disk, highWatermark: adopted })
}

/** What waited for this high watermark is answered (kafka-20634-flaw.ts). */
const withoutCompleted = (replica: Replica): Replica => {
  const { leadership, highWatermark } = replica
  if (!leadership.deferred.some(({ offset }) => offset < highWatermark)) return replica
  const deferred = leadership.deferred.filter(({ offset }) => offset >= highWatermark)
  return { ...replica, leadership: { ...leadership, deferred } }
}

/** Log.append (2.1.0): every batch enters its own epoch into the cache. */
const appendAsFollower = (decide: Decisions, disk: Disk, record: LogRecord): Disk =>
  append({ ...disk, epochs: decide.assignEpoch(disk.epochs, record.epoch, logEnd(disk)) }, record)

/** The log cut; the follower fetches on from there, or asks once more. */
export const cutTo = ({ decide }: Config, replica: Replica, { offset, isDone }: Truncation): Replica => {
  const disk = withCleanerLowered(decide, replica.disk, decide.truncateTo(replica.disk, offset))
  return {
    ...replica,
    disk,
    highWatermark: decide.highWatermarkOnceCut(replica.highWatermark, logEnd(disk)),
    fetcher: isDone ? 'fetching' : 'truncatingAgain',
  }
}
