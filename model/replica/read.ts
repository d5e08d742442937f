import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, standstill } from '../cluster'
import type { Cluster, LogRecord, Replica } from '../state'

const notLeader = refuse('NOT_LEADER_FOR_PARTITION: the broker does not lead')
const nothingCommitted = refuse('has nothing below its high watermark')

/**
 * A consumer fetches from a broker that believes to lead, from the beginning up to the high watermark: ReplicaManager
 * .fetchMessages with fetchOnlyCommitted (2.1.0).
 *
 * Reading changes nothing. What it shows is judged by the properties: a consumer may come at any time, and so every
 * leader's log up to its high watermark is something that has been read.
 *
 * Deliberately simplified: a consumer has no position of its own, and sends no epoch.
 */
export const consumerFetch: Rule<Cluster, ActionOf<'ConsumerFetch'>> = (cluster, { broker }) => {
  const leader = brokerOf(cluster, broker)
  const { replica } = leader
  const still = standstill(leader)
  if (still !== undefined) return still
  if (!leads(replica, broker)) return notLeader
  if (readable(replica).length === 0) return nothingCommitted
  return cluster
}

/** What a consumer of this leader is given. */
export const readable = ({ disk, highWatermark }: Replica): readonly LogRecord[] => disk.log.slice(0, highWatermark)
