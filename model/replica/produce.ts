import { add } from '../../kit/bits'
import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, standstill, withReplica, type Laws } from '../cluster'
import { append, logEnd } from './log'
import type { Cluster, Replica } from '../state'
import { advanceHighWatermark } from './leader'

const notLeader = refuse('NOT_LEADER_FOR_PARTITION: the broker does not lead')
const noRecords = refuse('no records are left within the bounds')

/**
 * A producer sends a record to a broker that believes to lead: Partition.appendRecordsToLeader (2.1.0).
 *
 * A Produce request carries no epoch, so a zombie accepts it as well. With acks=all the answer waits in the purgatory for
 * the high watermark; with acks=1 it is given at once; with acks=0 there is none.
 *
 * Deliberately simplified: a record is a batch, and a producer does not retry. A retry without idempotence is another
 * record, and the answer of a request that times out is no answer.
 */
export const produce =
  (laws: Laws): Rule<Cluster, ActionOf<'Produce'>> =>
  (cluster, { broker }) => {
    const leader = brokerOf(cluster, broker)
    const { replica } = leader
    const { decide, settings, bounds } = laws
    const still = standstill(leader)
    if (still !== undefined) return still
    if (!leads(replica, broker)) return notLeader
    if (cluster.produced === bounds.records) return noRecords
    const refusal = decide.refusesProduce(replica.leadership, settings)
    if (refusal !== undefined) return refusal

    const appended = appendAsLeader(laws, replica, cluster.produced)
    return {
      ...withReplica(cluster, broker, advanceHighWatermark(laws, broker, appended)),
      produced: cluster.produced + 1,
    }
  }

const appendAsLeader = ({ decide, settings }: Laws, replica: Replica, value: number): Replica => {
  const { disk, leaderEpoch, leadership } = replica
  const offset = logEnd(disk)
  const epochs = decide.assignEpoch(disk.epochs, leaderEpoch, offset)
  const purgatory = settings.acks === 'all' ? add(leadership.purgatory, offset) : leadership.purgatory
  return {
    ...replica,
    disk: append({ ...disk, epochs }, { value, epoch: leaderEpoch }),
    leadership: { ...leadership, purgatory },
  }
}
