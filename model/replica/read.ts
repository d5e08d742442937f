import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, replicaOf, unserved } from '../cluster'
import type { Config } from '../config'
import type { Cluster, Replica } from '../state'
import { isrLock } from './isr'
import { logStart } from './disk'
import { endOf, prefixOf, without, type Log } from './log'

const refused = {
  notLeader: refuse('NOT_LEADER_FOR_PARTITION: the broker does not lead'),
  nothingCommitted: refuse('has nothing below its high watermark'),
}

/**
 * A consumer fetches from a broker that believes it is leader, from the beginning up to the high watermark: ReplicaManager
 * .fetchMessages with fetchOnlyCommitted (2.1.0).
 *
 * Reading changes nothing. What it shows is judged by the properties: a consumer may come at any time, and so every
 * leader's log up to its high watermark is something that has been read.
 *
 * Deliberately simplified: a consumer has no position of its own, and sends no epoch.
 */
export const consumerFetch =
  (config: Config): Rule<Cluster, ActionOf<'ConsumerFetch'>> =>
  (cluster, { broker, partition }) => {
    const replica = replicaOf(cluster, broker, partition)
    const still = unserved(brokerOf(cluster, broker))
    if (still !== undefined) return still
    if (!leads(replica, broker)) return refused.notLeader
    const locked = isrLock(config, replica)
    if (locked !== undefined) return locked
    const start = logStart(replica.disk)
    if (endOf(replica.disk.log) === start || replica.highWatermark <= start) return refused.nothingCommitted
    return cluster
  }

/** What a consumer of this leader is given: from the log start offset to the high watermark. */
export const readable = ({ disk, highWatermark }: Replica): Log => {
  const start = logStart(disk)
  const committed = prefixOf(disk.log, highWatermark)
  return start === 0 ? committed : without(committed, (offset) => offset < start)
}
