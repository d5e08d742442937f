import { add, has } from '../../kit/bits'
import { brokerOf, halt, recovered, withReplica, type Laws } from '../cluster'
import { writeIsr } from '../coordinator/zookeeper/znode'
import { append, logEnd } from './log'
import type { Decisions } from '../versions/decisions'
import type { Broker, BrokerId, Cluster, Disk, LogRecord, Offset, Replica } from '../state'
import { advanceHighWatermark } from './leader'

/**
 * The halves of a fetch, and the end of a truncation: what leader and follower do with what they hear from each other.
 * `follower.ts` puts them into one step each, `messages.ts` into steps of their own.
 */

/** A leader that cannot reach ZooKeeper waits there while it holds the lock: KafkaZkClient.retryRequestsUntilConnected. */
export const isStuckOn = ({ decide }: Laws, { isCutOff, replica }: Broker, follower: BrokerId, end: Offset): boolean =>
  isCutOff && !has(replica.leadership.isr, follower) && decide.mayJoinIsr(replica, end)

/**
 * The leader's half: Partition.updateReplicaLogReadResult (2.1.0). It notes the follower's log end, which is where the
 * fetch begins, lets the follower into the ISR where it may, and moves the high watermark. Joining the ISR is a conditional
 * write to ZooKeeper, which may fail; then all stays as it is.
 */
export const countFetch = (
  laws: Laws,
  cluster: Cluster,
  leader: BrokerId,
  follower: BrokerId,
  end: Offset,
): Cluster => {
  const { replica } = brokerOf(cluster, leader)
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
export const applyFetch = (
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
export const cutToLeader = (laws: Laws, cluster: Cluster, follower: BrokerId, leaderEnd: Offset): Cluster => {
  const { decide, settings } = laws
  const { replica } = brokerOf(cluster, follower)
  if (decide.onOutOfRange(settings) === 'exit') return halt(laws, cluster, follower, recovered(decide, replica.disk))
  return withReplica(cluster, follower, { ...replica, disk: decide.truncateTo(replica.disk, leaderEnd) })
}
