import { has, remove } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, replicaOf, spend, withReplica } from '../cluster'
import type { Config } from '../config'
import { writeIsr } from '../coordinator/coordinator'
import type { Cluster } from '../state'
import type { Offset } from '../values'
import { advanceHighWatermark } from './leader'

const refused = {
  notLeader: refuse('does not lead'),
  paused: refuse('the leader is paused'),
  notMember: refuse('the follower is not in the ISR of the leader'),
  notLagging: refuse('the follower is not lagging'),
  cutOff: refuse('the leader cannot reach ZooKeeper'),
  staleVersion: refuse('cached zkVersion is not equal to that in ZooKeeper, skips updating the ISR'),
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
    const { isr, zkVersionIsCurrent, logEnds } = replica.leadership
    if (!leads(replica, leader)) return refused.notLeader
    if (isPaused) return refused.paused
    if (follower === leader || !has(isr, follower)) return refused.notMember
    if (!config.decide.mayLeaveIsr(replica, logEnds[follower] as Offset)) return refused.notLagging
    if (isCutOff) return refused.cutOff
    if (!zkVersionIsCurrent) return refused.staleVersion
    const spent = spend(config, cluster, 'isr-shrink')
    if (spent === undefined) return refused.noBudget

    const left = remove(isr, follower)
    const shrunk = advanceHighWatermark(config, leader, {
      ...replica,
      leadership: { ...replica.leadership, isr: left },
    })
    return { ...writeIsr(withReplica(cluster, leader, partition, shrunk), partition, leader, left), spent }
  }
