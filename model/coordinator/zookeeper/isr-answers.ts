/**
 * The two ends of an ISR write that is pending: ZooKeeper answers, or its answer is lost.
 *
 * Deliberately simplified: a write reaches ZooKeeper in the step in which the leader sends it. A write that is still in
 * flight need not be modelled: the leader holds its lock and changes nothing, and if the controller writes first, the
 * write fails, as if the leader had started it later. Since KIP-497 the leader holds no lock, but until its request
 * arrives it uses the larger ISR (maximalIsr), which is safe.
 */
import { refuse, type Refused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import type { ActionOf } from '../../actions'
import { brokerOf, replicaOf, spend, standstill, withReplica } from '../../cluster'
import type { Config } from '../../config'
import { adoptIsr, keepIsr } from '../../replica/isr'
import type { Cluster } from '../../state'
import type { BrokerId, PartitionId } from '../../values'
import { isFound } from './isr-write'
import { register } from './registration'

const refused = {
  nothingPending: refuse('waits for no answer about an ISR'),
  cutOff: refuse('cannot reach ZooKeeper'),
  noBudget: refuse('no more of this fault within the bounds'),
}

/**
 * ZooKeeper answers that the ISR is written. Somebody else may have written since, so the version that the answer brings may
 * be old already.
 */
export const zooKeeperAnswers =
  (config: Config): Rule<Cluster, ActionOf<'ZooKeeperAnswers'>> =>
  (cluster, { leader, partition }) =>
    waiting(cluster, leader, partition) ??
    withReplica(cluster, leader, partition, adoptIsr(config, replicaOf(cluster, leader, partition), leader))

/**
 * The answer is lost with its connection. What the leader makes of that differs between versions: it writes again and adopts
 * what it finds written, or keeps the ISR and the version that it had, or goes on waiting.
 *
 * Deliberately simplified: where its session has expired, it has a new one at once. Up to 2.1 the controller compares broker
 * ids only, so nothing shows that it is another one.
 */
export const loseZkAnswer =
  (config: Config): Rule<Cluster, ActionOf<'LoseZkAnswer'>> =>
  (cluster, { leader, partition }) => {
    const stuck = waiting(cluster, leader, partition)
    if (stuck !== undefined) return stuck
    const replica = replicaOf(cluster, leader, partition)
    const spent = spend(config, cluster, 'lost-zk-answer')
    if (spent === undefined) return refused.noBudget

    const outcome = config.decide.onLostIsrAnswer(isFound(cluster, partition, leader, replica.leadership.pendingIsr))
    if (outcome === 'wait') return { ...cluster, spent }
    const left = outcome === 'adopt' ? adoptIsr(config, replica, leader) : keepIsr(replica)
    const learnt = { ...withReplica(cluster, leader, partition, left), spent }
    return outcome === 'expire' && config.decide.noticesBounce() ? register(config, learnt, leader) : learnt
  }

/** Why a leader has no answer to wait for, or cannot get one. */
const waiting = (cluster: Cluster, leader: BrokerId, partition: PartitionId): Refused | undefined => {
  if (replicaOf(cluster, leader, partition).leadership.pendingIsr === 0) return refused.nothingPending
  const broker = brokerOf(cluster, leader)
  return standstill(broker) ?? (broker.isCutOff ? refused.cutOff : undefined)
}
