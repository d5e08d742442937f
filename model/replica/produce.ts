import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, replaced, replicaOf, standstill, withReplica } from '../cluster'
import type { Config } from '../config'
import type { Cluster, Replica } from '../state'
import { append, logEnd } from './disk'
import { isrLock } from './isr'
import { advanceHighWatermark } from './leader'

const refused = {
  notLeader: refuse('NOT_LEADER_FOR_PARTITION: the broker does not lead'),
  noRecords: refuse('no records are left within the bounds'),
}

/**
 * A producer sends a record to a broker that believes it is leader: Partition.appendRecordsToLeader (2.1.0).
 *
 * A Produce request carries no epoch, so a zombie accepts it as well. With acks=all the answer waits in the purgatory for
 * the high watermark; with acks=1 it is given at once; with acks=0 there is none.
 *
 * Deliberately simplified: a record is a batch, and a producer does not retry. A retry without idempotence is another
 * record, and the answer of a request that times out is no answer.
 */
export const produce =
  (config: Config): Rule<Cluster, ActionOf<'Produce'>> =>
  (cluster, { broker, partition }) => {
    const replica = replicaOf(cluster, broker, partition)
    const { decide, settings, bounds } = config
    const still = standstill(brokerOf(cluster, broker))
    if (still !== undefined) return still
    if (!leads(replica, broker)) return refused.notLeader
    const locked = isrLock(config, replica)
    if (locked !== undefined) return locked
    const produced = cluster.produced[partition] as number
    if (produced === bounds.records) return refused.noRecords
    const refusal = decide.refusesProduce(replica.leadership, settings)
    if (refusal !== undefined) return refusal

    const appended = advanceHighWatermark(config, broker, appendAsLeader(config, replica, produced))
    return {
      ...withReplica(cluster, broker, partition, appended),
      produced: replaced(cluster.produced, partition, produced + 1),
    }
  }

const appendAsLeader = ({ decide, settings }: Config, replica: Replica, value: number): Replica => {
  const { disk, leaderEpoch, leadership } = replica
  const offset = logEnd(disk)
  const epochs = decide.assignEpoch(disk.epochs, leaderEpoch, offset)
  return {
    ...replica,
    disk: append({ ...disk, epochs }, { value, epoch: leaderEpoch }),
    leadership: settings.acks === 'all' ? { ...leadership, purgatory: [...leadership.purgatory, offset] } : leadership,
  }
}
