/** What the controller does where the configuration of the topic changes: ConfigurationControlManager (4.3.1). */
import { refuse } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { ActionOf } from '../../actions'
import { settingsWithin, type Config } from '../../config'
import type { Cluster } from '../../state'
import { commit, newest } from './image'
import type { PartitionRegistration } from './state'

const refused = { inForce: refuse('is in force already') }

/**
 * With another min.insync.replicas the eligible leader replicas are cleared (kafka-18649.ts): ReplicationControlManager.replay of a
 * ClearElrRecord. The ISR stays, and nobody is elected.
 *
 * Deliberately simplified: every broker has the new configuration at once, and unclean election is tried with the next change
 * of a partition.
 */
export const changeConfig =
  (config: Config): Rule<Cluster, ActionOf<'ChangeConfig'>> =>
  (cluster, { version }) => {
    if (cluster.configVersion === version) return refused.inForce
    const changed = { ...cluster, configVersion: version }
    const versions = settingsWithin(config.settings, config.bounds)
    const isOther = versions[version]?.minIsr !== versions[cluster.configVersion]?.minIsr
    if (!isOther || !config.decide.clearsElr()) return changed
    const { partitions } = newest(cluster)
    return partitions.some(hasEligible) ? commit(changed, { partitions: partitions.map(cleared) }) : changed
  }

const hasEligible = ({ elr, lastKnownLeader }: PartitionRegistration): boolean => elr !== 0 || lastKnownLeader !== NONE

const cleared = (one: PartitionRegistration): PartitionRegistration =>
  hasEligible(one) ? { ...one, elr: 0, lastKnownLeader: NONE, partitionEpoch: one.partitionEpoch + 1 } : one
