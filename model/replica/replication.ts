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
  const { isr, pendingIsr, logEnds } = replica.leadership
  const isKnown = logEnds[follower] === end
  const leadership = isKnown ? replica.leadership : { ...replica.leadership, logEnds: replaced(logEnds, follower, end) }
  const noted = isKnown ? replica : { ...replica, leadership }
  if (!has(isr, follower) && pendingIsr === 0 && config.decide.mayJoinIsr(replica, end)) {
    const present = isKnown ? cluster : withReplica(cluster, leader, partition, noted)
    const expanded = proposed(config, present, leader, partition, add(isr, follower))
    if (expanded !== undefined) return expanded
  }
  return isKnown ? cluster : withReplica(cluster, leader, partition, advanceHighWatermark(config, leader, noted))
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
