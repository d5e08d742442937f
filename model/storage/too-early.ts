import { isRefused, refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, replicaOf } from '../cluster'
import type { Config } from '../config'
import { logEnd, logStart } from '../replica/disk'
import { afterError } from '../replica/fetch-errors'
import { isrLock } from '../replica/isr'
import { leaderFor } from '../replica/replication'
import type { Cluster } from '../state'

const refused = {
  paused: refuse('is paused'),
  notFetching: refuse('is not fetching'),
  neverBehind: refuse('is sent nothing that is behind the log end of its leader'),
  notThere: refuse('does not have all that its leader has'),
  nothing: refuse('tries again, and nothing has changed'),
}

/**
 * A follower has the last batch of its leader already, and fetches behind it before the log end of the leader has moved there. It is
 * told OFFSET_OUT_OF_RANGE; by the time at which it asks where the log of its leader ends, the log end has moved (KAFKA-2477).
 *
 * Deliberately simplified: in the model the log end has moved when the batch is appended. So this is a fetch at the log end.
 */
export const fetchTooEarly =
  (config: Config): Rule<Cluster, ActionOf<'FetchTooEarly'>> =>
  (cluster, { follower, partition }) => {
    const replica = replicaOf(cluster, follower, partition)
    if (brokerOf(cluster, follower).isPaused) return refused.paused
    if (replica.fetcher !== 'fetching') return refused.notFetching
    if (!config.decide.readsBehindLogEnd()) return refused.neverBehind
    const leader = leaderFor(cluster, follower, partition)
    if (isRefused(leader)) return leader
    const locked = isrLock(config, leader)
    if (locked !== undefined) return locked
    const end = logEnd(leader.disk)
    if (logEnd(replica.disk) !== end || end === logStart(leader.disk)) return refused.notThere
    const told = afterError(config, cluster, { follower, leader: replica.leader, partition }, 'outOfRange')
    return told === cluster ? refused.nothing : told
  }
