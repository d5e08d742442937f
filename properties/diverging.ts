/** What becomes of a follower that hears from its leader where their logs diverge (KIP-595). */
import { isRefused } from '../kit/refused'
import type { Action } from '../model/actions'
import { isWanted } from '../model/broker/fetcher'
import { fetcherRequestOf, replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { logEnd } from '../model/replica/disk'
import { divergingEpoch, isDiverging, nextFetch } from '../model/replica/divergence'
import type { EpochEndOffset } from '../model/replica/epochs'
import { readError } from '../model/replica/fetch-errors'
import { leaderFor } from '../model/replica/replication'
import type { Cluster } from '../model/state'
import type { PartitionId } from '../model/values'
import type { Taken } from './effects'

export interface Diverged {
  /** The largest epoch of the leader up to that of the follower's last record, and where it ends at the leader. */
  readonly end: EpochEndOffset
  /** Where the log of the follower ends after the step, if records were cut. */
  readonly cutAt?: number
}

/** What a follower is told in this step about diverging logs. Undefined: nothing, or it does not use it. */
export const divergedIn = (config: Config, taken: Taken, partition: PartitionId): Diverged | undefined => {
  const { before, action, after } = taken
  if ((action.type !== 'Fetch' && action.type !== 'Receive') || action.partition !== partition) return undefined
  const end = action.type === 'Fetch' ? toldAtOnce(config, before, action) : toldLater(config, before, action)
  if (end === undefined) return undefined
  const [was, is] = [before, after].map((cluster) => logEnd(replicaOf(cluster, action.follower, partition).disk))
  return is !== undefined && was !== undefined && is < was ? { end, cutAt: is } : { end }
}

const toldAtOnce = (
  config: Config,
  before: Cluster,
  { follower, partition }: Extract<Action, { type: 'Fetch' }>,
): EpochEndOffset | undefined => {
  const leader = leaderFor(before, follower, partition)
  if (isRefused(leader)) return undefined
  const asked = nextFetch(config, replicaOf(before, follower, partition))
  return readError(config, leader, asked) === 'none' ? divergingEpoch(config, leader, asked) : undefined
}

const toldLater = (
  config: Config,
  before: Cluster,
  { follower, leader, partition }: Extract<Action, { type: 'Receive' }>,
): EpochEndOffset | undefined => {
  const answer = fetcherRequestOf(before, follower, leader, partition)
  if (answer === undefined || !isDiverging(answer)) return undefined
  const replica = replicaOf(before, follower, partition)
  const isUsed =
    isWanted(config, replica, leader, answer) || (replica.leader !== leader && config.decide.cutsAfterRemoval())
  return isUsed ? answer : undefined
}
