/**
 * Truncation by the answer to a fetch (KIP-595): a follower says of which epoch its last record is, and a leader whose log
 * diverges before that answers with the place where it does, instead of with records.
 *
 * Which follower says it is a decision (`lastFetchedEpoch`). The rest is as it follows from that.
 */
import { isRefused } from '../../kit/refused'
import { NONE } from '../../kit/schema'
import type { Config } from '../config'
import type { FetcherRequest, Replica } from '../state'
import { logEnd, logStart } from './disk'
import { UNDEFINED, type EpochEndOffset } from './epochs'
import { applyFetch, cutTo } from './replication'

/** What a fetch asks for: currentLeaderEpoch, fetchOffset, and as `epoch` the lastFetchedEpoch, or NONE. */
export type Asked = Pick<FetcherRequest, 'leaderEpoch' | 'fetchOffset' | 'epoch'>

/** What a follower asks for next: ReplicaFetcherThread.buildFetch (2.8.0). */
export const nextFetch = ({ decide }: Pick<Config, 'decide'>, { leaderEpoch, disk }: Replica): Asked => ({
  leaderEpoch,
  fetchOffset: logEnd(disk),
  epoch: decide.lastFetchedEpoch(disk),
})

/**
 * Partition.readRecords (2.8.2): where the follower's last epoch ends at the leader, if its log goes further than that;
 * undefined: the logs agree, or the follower did not ask. It is for the caller to look at the leader epoch, and at errors.
 */
export const divergingEpoch = (
  { decide }: Pick<Config, 'decide'>,
  leader: Replica,
  { fetchOffset, epoch }: Asked,
): EpochEndOffset | undefined => {
  if (epoch === NONE) return undefined
  const end = decide.endOffsetFor(leader.disk, epoch)
  return end.epoch < epoch || end.endOffset < fetchOffset ? end : undefined
}

/** The leader does not know where the follower's last epoch ends: it answers with OFFSET_OUT_OF_RANGE. */
export const isEpochUnknown = ({ decide }: Pick<Config, 'decide'>, leader: Replica, { epoch }: Asked): boolean =>
  epoch !== NONE && decide.endOffsetFor(leader.disk, epoch).endOffset === UNDEFINED

/** An answer that says where the logs diverge. */
export const isDiverging = ({ stage, endOffset }: FetcherRequest): boolean => stage === 'fetched' && endOffset !== NONE

/** What a leader says in such an answer. */
type Told = EpochEndOffset & Pick<FetcherRequest, 'highWatermark' | 'logStart'>

/**
 * AbstractFetcherThread.processFetchRequest, truncateOnFetchResponse (2.8.0): the follower adopts the leader's high watermark as
 * from any answer (up to KAFKA-14704), then cuts its log, and fetches on. Where one cut is not enough, the next answer says so.
 */
export const truncatedAsTold = (config: Config, replica: Replica, told: Told, now: number): Replica => {
  const { epoch, endOffset, highWatermark, logStart: start } = told
  const adopted = config.decide.adoptsHighWatermarkOfDiverging()
    ? applyFetch(config, replica, { records: NO_RECORDS, highWatermark, logStart: start }, now)
    : replica
  const cut = cutAsTold(config, adopted, { epoch, endOffset })
  return cut.disk === replica.disk && cut.highWatermark === replica.highWatermark ? replica : cut
}

/** The log cut as getOffsetTruncationState says, whatever the broker is by now. */
export const cutAsTold = (config: Config, replica: Replica, end: EpochEndOffset): Replica => {
  const { decide } = config
  const truncation = decide.truncation(
    replica,
    () => end,
    (epoch) => decide.endOffsetFor(replica.disk, epoch),
  )
  if (isRefused(truncation)) return replica
  return { ...cutTo(config, replica, truncation), fetcher: replica.fetcher }
}

const NO_RECORDS: FetcherRequest['records'] = Object.freeze([])

/** Where a leader's log begins, and its high watermark: what it says beside where the logs diverge. */
export const saidBeside = (leader: Replica): Pick<FetcherRequest, 'highWatermark' | 'logStart'> => ({
  highWatermark: leader.highWatermark,
  logStart: logStart(leader.disk),
})
