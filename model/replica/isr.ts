/**
 * How a leader changes its ISR: it proposes one to the coordinator, and has the answer at once, or waits for it.
 *
 * Where an answer can be lost (fault `lost-zk-answer`), a proposal and its answer are two steps, and the ISR in between is
 * pending: written, and not yet known to be written. Otherwise they are one. What can happen in one step can happen in two.
 */
import { has, isSubset, remove } from '../../kit/bits'
import { refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { isrAnswersCanBeLost } from '../bounds'
import { brokerOf, leads, replicaOf, spend, standstill, withReplica } from '../cluster'
import type { Config } from '../config'
import { proposeIsr } from '../coordinator/coordinator'
import type { Cluster, Leadership, Replica } from '../state'
import type { BrokerId, Brokers, Offset, PartitionId } from '../values'
import { advanceHighWatermark } from './leader'

const refused = {
  notLeader: refuse('does not lead'),
  paused: refuse('the leader is paused'),
  notMember: refuse('the follower is not in the ISR of the leader'),
  notLagging: refuse('the follower is not lagging'),
  tooEarly: refuse('the follower was caught up within replica.lag.time.max.ms'),
  notCaughtUp: refuse('the follower was not caught up within replica.lag.time.max.ms'),
  cutOff: refuse('the leader cannot reach ZooKeeper'),
  staleVersion: refuse('cached zkVersion is not equal to that in ZooKeeper, skips updating the ISR'),
  pending: refuse('an ISR of this leader is pending'),
  locked: refuse('the leader waits for ZooKeeper, with the partition locked'),
  joining: refuse('is about to propose another ISR, with the partition locked'),
  nobodyJoins: refuse('has found no follower fit for the ISR'),
  noBudget: refuse('no ISR shrinks are left within the bounds'),
}

/**
 * A leader drops a lagging follower from the ISR: Partition.maybeShrinkIsr (2.1.0).
 *
 * The clock of replica.lag.time.max.ms is a step that may be taken whenever the follower may be late. Kafka drops all
 * lagging followers in one write, which two such steps give as well.
 */
export const shrinkIsr =
  (config: Config): Rule<Cluster, ActionOf<'ShrinkIsr'>> =>
  (cluster, { leader, follower, partition }) => {
    const { isPaused, isCutOff } = brokerOf(cluster, leader)
    const replica = replicaOf(cluster, leader, partition)
    const { isr, pendingIsr, joining, remoteLogEnds, caughtUp } = replica.leadership
    if (!leads(replica, leader)) return refused.notLeader
    if (isPaused) return refused.paused
    if (pendingIsr !== 0) return refused.pending
    if (joining !== 0) return refused.joining
    if (follower === leader || !has(isr, follower)) return refused.notMember
    if (has(caughtUp, follower)) return refused.tooEarly
    if (!config.decide.mayLeaveIsr(replica, remoteLogEnds[follower] as Offset)) return refused.notLagging
    if (isCutOff && config.bounds.kraft === undefined) return refused.cutOff
    const spent = spend(config, cluster, 'isr-shrink')
    if (spent === undefined) return refused.noBudget

    const shrunk = proposed(config, cluster, leader, partition, remove(isr, follower))
    return shrunk === undefined ? refused.staleVersion : { ...shrunk, spent }
  }

/**
 * replica.lag.time.max.ms has passed since a follower was last caught up with its leader. Nothing else happens: a leader looks at
 * its clock when it is to drop a follower, or to move the high watermark.
 *
 * Deliberately simplified: it may pass for any follower before it passes for another, whoever was caught up first.
 */
export const passLagTime: Rule<Cluster, ActionOf<'PassLagTime'>> = (cluster, { leader, follower, partition }) => {
  const replica = replicaOf(cluster, leader, partition)
  const { leadership } = replica
  if (!leads(replica, leader)) return refused.notLeader
  if (!has(leadership.caughtUp, follower)) return refused.notCaughtUp
  const caughtUp = remove(leadership.caughtUp, follower)
  return withReplica(cluster, leader, partition, { ...replica, leadership: { ...leadership, caughtUp } })
}

/** A leader proposes an ISR; undefined: the proposal failed at once, and nothing has changed. */
export const proposed = (
  config: Config,
  cluster: Cluster,
  leader: BrokerId,
  partition: PartitionId,
  isr: Brokers,
): Cluster | undefined => {
  const written = proposeIsr(config, cluster, partition, leader, isr)
  if (written === undefined) return undefined
  const replica = replicaOf(written, leader, partition)
  if (config.bounds.kraft === undefined && !isrAnswersCanBeLost(config.bounds))
    return withReplica(written, leader, partition, withIsr(config, replica, leader, isr))
  return withReplica(written, leader, partition, advanced(config, replica, leader, { pendingIsr: isr }))
}

/** The leader learns that its proposal is written. */
export const adoptIsr = (config: Config, replica: Replica, self: BrokerId): Replica =>
  withIsr(config, replica, self, replica.leadership.pendingIsr)

/** With an ISR that is written. A larger one never holds the high watermark back less. */
const withIsr = (config: Config, replica: Replica, self: BrokerId, isr: Brokers): Replica => {
  const { leadership } = replica
  const isSmaller = isSubset(isr, leadership.isr)
  return isSmaller && !config.decide.advancesWithShrunkIsr()
    ? { ...replica, leadership: { ...leadership, isr, pendingIsr: 0 } }
    : advanced(config, replica, self, { isr, pendingIsr: 0 })
}

/** The leader does not learn it: it keeps the ISR that it had, and a version that is not that of the znode. */
export const keepIsr = (replica: Replica): Replica => ({
  ...replica,
  leadership: { ...replica.leadership, pendingIsr: 0, zkVersionIsCurrent: false },
})

const advanced = (config: Config, replica: Replica, self: BrokerId, changes: Partial<Leadership>): Replica =>
  advanceHighWatermark(config, self, { ...replica, leadership: { ...replica.leadership, ...changes } })

/**
 * IsrState.maximalIsr (2.7.0): the ISR that contains every replica that may be in the ISR while a change is pending. A
 * change only adds replicas or only removes them, so this is the larger of the current ISR and the pending one.
 */
export const maximalIsr = ({ isr, pendingIsr }: Leadership): Brokers => isr | pendingIsr

/**
 * leaderIsrUpdateLock: while a leader waits for ZooKeeper, it handles no Produce, Fetch or LeaderAndIsr for this
 * partition. Undefined: the lock is free.
 *
 * The checkpoint of the high watermark and requests for other partitions do not need the lock. In Kafka a LeaderAndIsr
 * request for another partition may have to wait for replicaStateChangeLock. In the model it waits only if an earlier
 * request of the same controller waits.
 */
export const isrLock = (config: Config, replica: Replica): Refused | undefined =>
  replica.leadership.joining === 0 ? writeLock(config, replica) : refused.joining

/** The same, where it is held until an answer comes. */
export const writeLock = ({ decide }: Config, { leadership }: Replica): Refused | undefined =>
  leadership.pendingIsr !== 0 && decide.locksForIsrWrite() ? refused.locked : undefined

/**
 * Partition.prepareIsrExpand, submitAlterPartition (3.5.2): a leader that has found a follower fit for the ISR proposes it, under the broker epoch that
 * it has noted of it by now (kafka-15221.ts).
 */
export const expandIsr =
  (config: Config): Rule<Cluster, ActionOf<'ExpandIsr'>> =>
  (cluster, { leader, partition }) => {
    const still = standstill(brokerOf(cluster, leader))
    if (still !== undefined) return still
    const replica = replicaOf(cluster, leader, partition)
    const { joining, isr } = replica.leadership
    if (joining === 0) return refused.nobodyJoins
    const free = { ...replica, leadership: { ...replica.leadership, joining: 0 } }
    const present = withReplica(cluster, leader, partition, free)
    return (
      proposed(config, present, leader, partition, isr | joining) ??
      withReplica(cluster, leader, partition, advanceHighWatermark(config, leader, free))
    )
  }
