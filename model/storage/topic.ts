/** What an administrator changes, and the clock. */
import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, replicaOf, standstill, withReplica } from '../cluster'
import { settingsWithin, type Config } from '../config'
import { electWhereOffline } from '../coordinator/zookeeper/controller'
import { logStart } from '../replica/disk'
import type { Cluster } from '../state'
import { withLogStart } from './log-start'
import { deletes } from './segment'

const refused = {
  lastMoment: refuse('no later time is left within the bounds'),
  inForce: refuse('is in force already'),
  notLeader: refuse('NOT_LEADER_FOR_PARTITION: the broker does not lead'),
  noDeleteRecords: refuse('knows no DeleteRecords: it came with 0.11 (KIP-107)'),
  policy: refuse('POLICY_VIOLATION: the topic has no cleanup.policy delete'),
  notCommitted: refuse('OFFSET_OUT_OF_RANGE: it is above the high watermark'),
  belowStart: refuse('has its log start there or later'),
}

/** The clock shows the next time. Time passes by this step only. */
export const passTime =
  ({ storage }: Config): Rule<Cluster, ActionOf<'PassTime'>> =>
  (cluster) =>
    cluster.now + 1 < (storage?.bounds.moments.length ?? 1) ? { ...cluster, now: cluster.now + 1 } : refused.lastMoment

/**
 * The configuration of the topic is changed (AdminManager.alterConfigs, TopicConfigHandler.processConfigChanges, 2.1.0). Where it
 * allows unclean election, the controller may elect a leader for the topic's partitions that have none.
 *
 * Deliberately simplified: every broker and the controller has the new one at once. In Kafka each hears of it through ZooKeeper.
 */
export const changeConfig =
  (config: Config): Rule<Cluster, ActionOf<'ChangeConfig'>> =>
  (before, { version }) => {
    if (before.configVersion === version) return refused.inForce
    const cluster = { ...before, configVersion: version }
    const settings = settingsWithin(config.settings, config.bounds)[version]
    if (settings?.uncleanElection !== true || !config.decide.electsWhenUncleanIsAllowed()) return cluster
    return electWhereOffline({ ...config, settings }, cluster, cluster)
  }

/**
 * Partition.deleteRecordsOnLeader (2.1.0): the log start offset of the leader rises. Followers take it over with their next fetch.
 *
 * Deliberately simplified: nobody waits until all live replicas have done so (DelayedDeleteRecords).
 */
export const deleteRecords =
  ({ decide, storage }: Config): Rule<Cluster, ActionOf<'DeleteRecords'>> =>
  (cluster, { broker, offset, partition }) => {
    const still = standstill(brokerOf(cluster, broker))
    if (still !== undefined) return still
    const replica = replicaOf(cluster, broker, partition)
    if (!leads(replica, broker)) return refused.notLeader
    if (!decide.learnsLogStart()) return refused.noDeleteRecords
    if (storage !== undefined && !deletes(storage.topic.log)) return refused.policy
    if (offset > replica.highWatermark) return refused.notCommitted
    if (offset <= logStart(replica.disk)) return refused.belowStart
    return withReplica(cluster, broker, partition, { ...replica, disk: withLogStart(replica.disk, offset) })
  }
