/** What can be wrong with a fetch, and what the follower then does. */
import { isRefused } from '../../kit/refused'
import { brokerOf, crashedDisks, halt, leads, replicaOf, withReplica } from '../cluster'
import type { Config } from '../config'
import { brokerEpochOf } from '../coordinator/kraft/eligibility'
import type { Cluster, FetchError, Replica } from '../state'
import type { LeaderEpoch } from '../values'
import { startedAnew } from '../storage/log-start'
import { logEnd, logStart } from './disk'
import { divergingEpoch, isEpochUnknown, type Asked } from './divergence'
import { fencedEpoch } from './epoch-errors'
import { isrLock } from './isr'
import { askedBy, countRead, type Between } from './replication'
import { withCleanerLowered } from '../storage/cleaner-checkpoint'

/**
 * Partition.readRecords (2.1.0): what is wrong with a fetch. The leader epoch is looked at first; that the logs diverge is no
 * error, and is looked at before where the leader's log ends (2.8.2).
 */
export const readError = (config: Pick<Config, 'decide'>, leader: Replica, asked: Asked): FetchError => {
  const wrongEpoch = config.decide.fencesFetch(leader, asked.leaderEpoch)
  if (wrongEpoch !== undefined) return wrongEpoch === fencedEpoch ? 'fenced' : 'unknown'
  const { fetchOffset } = asked
  if (isEpochUnknown(config, leader, asked) || fetchOffset < logStart(leader.disk)) return 'outOfRange'
  if (divergingEpoch(config, leader, asked) !== undefined) return 'none'
  return fetchOffset > logEnd(leader.disk) ? 'outOfRange' : 'none'
}

/** A fetch sent in `epoch` is answered with FENCED_LEADER_EPOCH, whether or not the broker leads. */
export const isFencedFetch = ({ decide }: Config, replica: Replica, epoch: LeaderEpoch): boolean =>
  decide.fencesFetch(replica, epoch) === fencedEpoch

/**
 * The same fetch once more would find no error, and teach the leader nothing. Where nobody leads it would be refused; that
 * matters only if it is fenced.
 */
export const teachesNothing = (config: Config, cluster: Cluster, between: Between, asked: Asked): boolean => {
  const { leaderEpoch, fetchOffset } = asked
  const leader = replicaOf(cluster, between.leader, between.partition)
  if (!leads(leader, between.leader)) return !isFencedFetch(config, leader, leaderEpoch)
  const error = readError(config, leader, asked)
  const brokerEpoch = brokerEpochOf(cluster, between.follower)
  if (error !== 'none' || divergingEpoch(config, leader, asked) !== undefined) return false
  return countRead(config, cluster, between, { leaderEpoch, fetchOffset, error, brokerEpoch }) === cluster
}

/**
 * AbstractFetcherThread.onPartitionFenced (2.1.0): the follower stops fetching this partition, until a LeaderAndIsr with a
 * greater leader epoch makes it follow again.
 */
export const stopped = (replica: Replica): Replica => ({ ...replica, fetcher: 'none' })

/** AbstractFetcherThread.processFetchRequest (2.1.0): what a follower does with an error. Most are tried again. */
export const afterError = (config: Config, cluster: Cluster, between: Between, error: FetchError): Cluster => {
  const { follower, partition } = between
  if (error === 'fenced')
    return withReplica(cluster, follower, partition, stopped(replicaOf(cluster, follower, partition)))
  return error === 'outOfRange' ? askLogEnd(config, cluster, between) : cluster
}

/**
 * OFFSET_OUT_OF_RANGE: AbstractFetcherThread.fetchOffsetAndTruncate (2.1.0). The follower asks for the leader's log end
 * (ListOffsets), and cuts its own log there if that is shorter; without an answer it tries again. Otherwise it asks for the
 * leader's log start, and may begin a new log there. ListOffsets is fenced as OffsetsForLeaderEpoch is, also by a broker that
 * does not lead (Partition.fetchOffsetForTimestamp).
 *
 * Deliberately simplified: request and answer are part of the step.
 */
const askLogEnd = (config: Config, cluster: Cluster, { follower, partition }: Between): Cluster => {
  const leader = askedBy(cluster, follower, partition)
  if (isRefused(leader) || isrLock(config, leader) !== undefined) return cluster
  const replica = replicaOf(cluster, follower, partition)
  const { decide, settings } = config
  const wrongEpoch = decide.fences(leader, replica.leaderEpoch)
  if (wrongEpoch === fencedEpoch) return withReplica(cluster, follower, partition, stopped(replica))
  if (wrongEpoch !== undefined || !leads(leader, replica.leader)) return cluster
  const leaderEnd = logEnd(leader.disk)
  if (leaderEnd >= logEnd(replica.disk)) {
    if (config.storage === undefined) return cluster
    const start = decide.beginsAnewAt(logStart(leader.disk), logEnd(replica.disk))
    return start === undefined
      ? cluster
      : withReplica(cluster, follower, partition, startedAnew(decide, replica, start, cluster.now))
  }

  if (decide.onOutOfRange(settings) === 'exit')
    return halt(config, cluster, follower, crashedDisks(decide, brokerOf(cluster, follower)))
  const cut = decide.truncateTo(replica.disk, leaderEnd)
  return withReplica(cluster, follower, partition, {
    ...replica,
    disk: withCleanerLowered(decide, replica.disk, cut),
    highWatermark: decide.highWatermarkOnceCut(replica.highWatermark, logEnd(cut)),
  })
}
