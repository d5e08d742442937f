import { firstOf, has, members, remove } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, spend, withBroker, type Laws } from '../cluster'
import { writeIsr } from '../coordinator/zookeeper/znode'
import { logEnd } from './log'
import type { Decisions } from '../versions/decisions'
import type { BrokerId, Cluster, Disk, EpochEntry, LeaderAndIsr, LeaderEpoch, Offset, Offsets, Replica } from '../state'

/**
 * A broker becomes leader: Partition.makeLeader (2.1.0).
 *
 * It takes the ISR from the request, notes where its epoch begins, and forgets what other replicas have, because that
 * was told to somebody else. Its own high watermark, learnt as a follower, is where it starts from.
 */
export const becomeLeader = (laws: Laws, before: Replica, request: LeaderAndIsr, self: BrokerId): Replica => {
  const { decide } = laws
  const { disk } = before
  const led = leads(before, self)
  return advanceHighWatermark(laws, self, {
    disk: { ...disk, epochs: epochsInOffice(decide, disk, request.leaderEpoch) },
    highWatermark: led ? before.highWatermark : readableHighWatermark(before),
    leader: self,
    leaderEpoch: request.leaderEpoch,
    fetcher: 'none',
    leadership: {
      isr: request.isr,
      zkVersionIsCurrent: request.zkVersionIsCurrent,
      startOffset: decide.leaderEpochStartOffset(disk),
      logEnds: decide.logEndsOfNewLeader(before, self),
      purgatory: led ? before.leadership.purgatory : 0,
    },
  })
}

/** The epoch cache of a leader that has just taken office. */
export const epochsInOffice = (decide: Decisions, disk: Disk, epoch: LeaderEpoch): readonly EpochEntry[] =>
  decide.notesEpochOnTakingOffice() ? decide.assignEpoch(disk.epochs, epoch, logEnd(disk)) : disk.epochs

/**
 * Replica.convertHWToLocalOffsetMetadata (1.1.1 to 2.1.0): a high watermark beyond the log end falls to the log start.
 * Truncation does not lower it up to 2.1, so a follower that has just cut its log may have one. (0.10.2.2 takes it for
 * unknown, -1, and 0.8.0 leaves it; the first fetch mends both.)
 */
const readableHighWatermark = ({ disk, highWatermark }: Replica): Offset =>
  highWatermark > logEnd(disk) ? 0 : highWatermark

/**
 * Partition.maybeIncrementLeaderHW, then ReplicaManager.tryCompleteDelayedProduce (2.1.0): the high watermark moves in
 * the step that lets it move, and the producers that waited for it are answered.
 *
 * Deliberately simplified: Kafka also waits for followers outside the ISR that were caught up within
 * replica.lag.time.max.ms. That only delays the high watermark.
 */
export const advanceHighWatermark = (laws: Laws, self: BrokerId, replica: Replica): Replica => {
  const { leadership } = replica
  let lowest = logEnd(replica.disk)
  for (const member of members(laws.decide.highWatermarkQuorum(leadership))) {
    if (member !== self) lowest = Math.min(lowest, leadership.logEnds[member] as Offset)
  }
  if (lowest <= replica.highWatermark) return replica
  return {
    ...replica,
    highWatermark: lowest,
    leadership: { ...leadership, purgatory: leadership.purgatory & ~firstOf(lowest) },
  }
}

/**
 * The offsets at which a producer with acks=all got its answer in the step from `before` to `after`, and the answer was
 * success: Partition.checkEnoughReplicasReachOffset. A leader that is the whole ISR answers in the step of the append.
 * Whoever stops leading answers NOT_LEADER_FOR_PARTITION instead.
 */
export const acknowledgedOffsets = (laws: Laws, self: BrokerId, before: Replica, after: Replica): Offsets => {
  if (!leads(before, self) || !leads(after, self)) return 0
  const appended = firstOf(logEnd(after.disk)) & ~firstOf(logEnd(before.disk))
  const waited = before.leadership.purgatory | appended
  const answered = waited & ~after.leadership.purgatory & firstOf(after.highWatermark)
  return answered !== 0 && laws.decide.acknowledges(after.leadership, laws.settings) ? answered : 0
}

const notLeader = refuse('does not lead')
const isPaused = refuse('the leader is paused')
const notMember = refuse('the follower is not in the ISR of the leader')
const notLagging = refuse('the follower is not lagging')
const isCutOff = refuse('the leader cannot reach ZooKeeper')
const staleVersion = refuse('cached zkVersion is not equal to that in ZooKeeper, skips updating the ISR')
const noBudget = refuse('no ISR shrinks are left within the bounds')

/**
 * A leader drops a lagging follower from the ISR: Partition.maybeShrinkIsr (2.1.0).
 *
 * The clock of replica.lag.time.max.ms is a step that may be taken whenever the follower may be late. Kafka drops all
 * lagging followers in one write, which two such steps give as well.
 */
export const shrinkIsr =
  (laws: Laws): Rule<Cluster, ActionOf<'ShrinkIsr'>> =>
  (cluster, { leader, follower }) => {
    const { replica, ...broker } = brokerOf(cluster, leader)
    const { isr, zkVersionIsCurrent, logEnds } = replica.leadership
    if (!leads(replica, leader)) return notLeader
    if (broker.isPaused) return isPaused
    if (follower === leader || !has(isr, follower)) return notMember
    if (!laws.decide.mayLeaveIsr(replica, logEnds[follower] as Offset)) return notLagging
    if (broker.isCutOff) return isCutOff
    if (!zkVersionIsCurrent) return staleVersion
    const spent = spend(laws, cluster, 'isr-shrink')
    if (spent === undefined) return noBudget

    const shrunk = { ...replica, leadership: { ...replica.leadership, isr: remove(isr, follower) } }
    const advanced = advanceHighWatermark(laws, leader, shrunk)
    return { ...writeIsr(withBroker(cluster, leader, { replica: advanced }), leader), spent }
  }
