/**
 * The halves of a fetch, and the end of a truncation: what leader and follower do with what they hear from each other.
 * `follower.ts` puts them into one step each, `broker/fetcher.ts` into steps of their own.
 */
import { add, has } from '../../kit/bits'
import { brokerOf, crashedDisks, halt, replaced, replicaOf, withReplica } from '../cluster'
import type { Config } from '../config'
import type { Cluster, Replica } from '../state'
import type { BrokerId, LogRecord, Offset, PartitionId } from '../values'
import type { Decisions } from '../versions/decisions'
import { append, logEnd, type Disk } from './disk'
import { proposed } from './isr'
import { advanceHighWatermark } from './leader'

/**
 * A leader that cannot reach ZooKeeper, and would let this follower into the ISR, waits there while it holds the lock of the
 * partition: KafkaZkClient.retryRequestsUntilConnected.
 */
export const isLockedBy = ({ decide }: Config, leader: Replica, follower: BrokerId, end: Offset): boolean =>
  !has(leader.leadership.isr, follower) && decide.mayJoinIsr(leader, end)

/**
 * The leader's half: Partition.updateReplicaLogReadResult (2.1.0). It notes the follower's log end, which is where the
 * fetch begins, lets the follower into the ISR where it may, and moves the high watermark. Joining the ISR is a proposal,
 * which may fail; then the ISR stays as it is.
 */
export const countFetch = (
  config: Config,
  cluster: Cluster,
  leader: BrokerId,
  partition: PartitionId,
  follower: BrokerId,
  end: Offset,
): Cluster => {
  const replica = replicaOf(cluster, leader, partition)
  const { isr, pendingIsr } = replica.leadership
  const noted = withLogEnd(config, replica, follower, end)
  const isKnown = noted === replica
  if (!has(isr, follower) && pendingIsr === 0 && config.decide.mayJoinIsr(replica, end)) {
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
 * Replica.updateLogReadResult (2.1.0): the leader notes the log end of a follower, and that it is caught up where that is the
 * leader's own.
 *
 * Deliberately simplified: in Kafka a follower is also caught up, as of its fetch before, where it has now reached what the
 * leader's log end was then.
 */
const withLogEnd = ({ bounds }: Config, replica: Replica, follower: BrokerId, end: Offset): Replica => {
  const { logEnds, caughtUp } = replica.leadership
  const isCaughtUp = bounds.lagClock && end >= logEnd(replica.disk)
  if (logEnds[follower] === end && (!isCaughtUp || has(caughtUp, follower))) return replica
  const noted = { logEnds: replaced(logEnds, follower, end), caughtUp: isCaughtUp ? add(caughtUp, follower) : caughtUp }
  return { ...replica, leadership: { ...replica.leadership, ...noted } }
}

/** The follower's half: it appends what it got, and adopts the leader's high watermark, even if that lowers its own. */
export const applyFetch = (
  { decide }: Config,
  replica: Replica,
  record: LogRecord | undefined,
  highWatermark: Offset,
): Replica => {
  const disk = record === undefined ? replica.disk : appendAsFollower(decide, replica.disk, record)
  const adopted = Math.min(highWatermark, logEnd(disk))
  return disk === replica.disk && adopted === replica.highWatermark
    ? replica
    : { ...replica, disk, highWatermark: adopted }
}

const appendAsFollower = (decide: Decisions, disk: Disk, record: LogRecord): Disk =>
  append({ ...disk, epochs: decide.assignEpoch(disk.epochs, record.epoch, logEnd(disk)) }, record)

/**
 * OFFSET_OUT_OF_RANGE: the leader's log ends before the follower's. AbstractFetcherThread.fetchOffsetAndTruncate (2.1.0).
 *
 * Deliberately simplified: asking for the leader's log end (ListOffsets) is part of the step. Up to 2.1 the failed fetch
 * also makes the leader forget the follower's log end (KAFKA-8400), which only delays the high watermark.
 */
export const cutToLeader = (
  config: Config,
  cluster: Cluster,
  follower: BrokerId,
  partition: PartitionId,
  leaderEnd: Offset,
): Cluster => {
  const { decide, settings } = config
  if (decide.onOutOfRange(settings) === 'exit')
    return halt(config, cluster, follower, crashedDisks(decide, brokerOf(cluster, follower)))
  const replica = replicaOf(cluster, follower, partition)
  return withReplica(cluster, follower, partition, { ...replica, disk: decide.truncateTo(replica.disk, leaderEnd) })
}
