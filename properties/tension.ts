import type { Broker, LogRecord } from '../model/state'
import type { World } from './world'

/**
 * How near a cluster is to the accidents of replication, for random walks to come back to. 1: two logs differ at some
 * offset, so one of them has to be cut. 2: and a follower fetches from a leader in another epoch than its own, so nobody is
 * sure to know. Neither is wrong by itself.
 */
export const tension = ({ cluster: { brokers } }: World): number => {
  if (!brokers.some(({ replica }, id) => brokers.some((other, at) => at < id && differs(replica.disk.log, other))))
    return 0
  return brokers.some((broker) => isOutOfStep(broker, brokers)) ? 2 : 1
}

/** Two logs that have come apart stay apart, so the last offset that both have shows it. */
const differs = (log: readonly LogRecord[], { replica }: Broker): boolean => {
  const last = Math.min(log.length, replica.disk.log.length) - 1
  return last >= 0 && log[last]?.value !== replica.disk.log[last]?.value
}

const isOutOfStep = ({ isUp, replica }: Broker, brokers: readonly Broker[]): boolean => {
  const leader = brokers[replica.leader]?.replica
  if (!isUp || leader === undefined || leader === replica) return false
  return leader.leader === replica.leader && leader.leaderEpoch !== replica.leaderEpoch
}
