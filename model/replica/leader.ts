import { has, members, remove, size } from '../../kit/bits'
import { NONE } from '../../kit/schema'
import { leads } from '../cluster'
import { effectiveMinIsr, type Config } from '../config'
import type { Told } from '../coordinator/state'
import type { Replica } from '../state'
import type { BrokerId, Brokers, LeaderEpoch, Offset } from '../values'
import type { Decisions } from '../versions/decisions'
import { logEnd, type Disk } from './disk'
import type { EpochEntry } from './epochs'

/**
 * A broker becomes leader: Partition.makeLeader (2.1.0).
 *
 * It takes the ISR from the request, notes where its epoch begins, and resets the remote LEOs: they were reported to the
 * previous leader. Its own high watermark, learnt as a follower, is where it starts from.
 */
export const becomeLeader = (config: Config, before: Replica, request: Told, self: BrokerId): Replica => {
  const { decide } = config
  const { disk } = before
  const led = leads(before, self)
  return advanceHighWatermark(config, self, {
    disk: { ...disk, epochs: epochsOfNewLeader(decide, disk, request.leaderEpoch) },
    highWatermark: led ? before.highWatermark : readableHighWatermark(before),
    leader: self,
    leaderEpoch: request.leaderEpoch,
    fetcher: 'none',
    leadership: {
      isr: request.isr,
      pendingIsr: 0,
      unassigned: request.unassigned,
      zkVersionIsCurrent: request.zkVersionIsCurrent,
      partitionEpoch: before.leadership.partitionEpoch,
      remoteBrokerEpochs: before.leadership.remoteBrokerEpochs,
      caughtUp: config.bounds.lagClock ? remove(request.isr, self) : 0,
      startOffset: decide.leaderEpochStartOffset(disk),
      remoteLogEnds: withoutUnassigned(decide.remoteLogEndsOfNewLeader(before, self), request.unassigned),
      joining: 0,
      deferred: [],
      purgatory: led ? before.leadership.purgatory : [],
    },
  })
}

/** Partition.removeReplica (2.1.0): what it knew of a replica is gone with it. */
const withoutUnassigned = (logEnds: readonly Offset[], unassigned: Brokers): readonly Offset[] =>
  unassigned === 0 ? logEnds : logEnds.map((end, id) => (has(unassigned, id) ? NONE : end))

/** The epoch cache of a broker that has just become leader. */
export const epochsOfNewLeader = (decide: Decisions, disk: Disk, epoch: LeaderEpoch): readonly EpochEntry[] =>
  decide.cachesEpochAsLeader() ? decide.assignEpoch(disk.epochs, epoch, logEnd(disk)) : disk.epochs

/**
 * Replica.convertHWToLocalOffsetMetadata (1.0.2 to 2.3.1): if the high watermark is above the log end, it becomes the
 * log start offset. Up to 2.3 truncation does not lower the high watermark, so this can happen to a follower that has
 * just truncated its log. (0.10.2.2 sets it to unknown, -1, and 0.8.0 leaves it unchanged; the first fetch corrects
 * both.)
 */
const readableHighWatermark = ({ disk, highWatermark }: Replica): Offset =>
  highWatermark > logEnd(disk) ? 0 : highWatermark

/**
 * Partition.maybeIncrementLeaderHW, then ReplicaManager.tryCompleteDelayedProduce (2.1.0): the high watermark moves in
 * the step that lets it move, and the producers that waited for it are answered. What they are told depends on the ISR of this
 * step, which is the one that the high watermark was moved by.
 *
 * Deliberately simplified: Kafka checks the purgatory after it has left the lock, and reads first the ISR, then the high
 * watermark. An ISR that changes in between may give the other answer.
 */
export const advanceHighWatermark = (
  { decide, settings, bounds }: Config,
  self: BrokerId,
  replica: Replica,
): Replica => {
  const { leadership } = replica
  if (!decide.advancesWithIsr(leadership, effectiveMinIsr(settings, bounds.brokers - size(leadership.unassigned))))
    return replica
  let lowest = logEnd(replica.disk)
  for (const member of members(decide.highWatermarkQuorum(leadership))) {
    if (member !== self) lowest = Math.min(lowest, leadership.remoteLogEnds[member] as Offset)
  }
  if (lowest <= replica.highWatermark) return replica
  const { purgatory } = leadership
  if (!purgatory.some((offset) => offset < lowest)) return { ...replica, highWatermark: lowest }
  return {
    ...replica,
    highWatermark: lowest,
    leadership: { ...leadership, purgatory: purgatory.filter((offset) => offset >= lowest) },
  }
}

/**
 * The offsets at which a producer with acks=all got its answer in the step from `before` to `after`, and the answer was
 * success: Partition.checkEnoughReplicasReachOffset. A leader that is the whole ISR answers in the step of the append.
 * A broker that stops leading answers NOT_LEADER_FOR_PARTITION instead.
 */
export const acknowledgedOffsets = (
  { decide, settings }: Config,
  self: BrokerId,
  before: Replica,
  after: Replica,
): readonly Offset[] => {
  if (!leads(before, self) || !leads(after, self)) return NO_OFFSETS
  const waits = after.leadership.purgatory
  const isAnswered = (offset: Offset): boolean => offset < after.highWatermark && !waits.includes(offset)
  const answered = [...before.leadership.purgatory, ...appendedOffsets(before.disk, after.disk)].filter(isAnswered)
  return answered.length > 0 && decide.acknowledges(after.leadership, settings) ? answered : NO_OFFSETS
}

/** The records, by value, whose coordinators answered in this step by the high watermark of a follower (kafka-20634-flaw.ts). */
export const completedAsFollower = (before: Replica, after: Replica): readonly number[] => {
  const waited = before.leadership.deferred
  if (waited.length === 0 || after.leadership.deferred.length === waited.length) return NO_OFFSETS
  return waited.filter(({ offset }) => offset < after.highWatermark).map(({ value }) => value)
}

const NO_OFFSETS: readonly Offset[] = []

/** The offsets that a log has gained. */
export const appendedOffsets = (before: Disk, after: Disk): readonly Offset[] => {
  const offsets: Offset[] = []
  for (let offset = logEnd(before); offset < logEnd(after); offset++) offsets.push(offset)
  return offsets
}
