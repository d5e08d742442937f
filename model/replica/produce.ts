import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, leads, replaced, replicaOf, standstill, unserved, withReplica } from '../cluster'
import type { Config } from '../config'
import type { Cluster, Replica } from '../state'
import { appendStored } from '../storage/append'
import { takesNothing } from '../storage/takes-nothing'
import type { BrokerId } from '../values'
import { append, logEnd } from './disk'
import { isrLock } from './isr'
import { advanceHighWatermark } from './leader'

const refused = {
  notLeader: refuse('NOT_LEADER_FOR_PARTITION: the broker does not lead'),
  noRecords: refuse('no records are left within the bounds'),
  failed: refuse('KAFKA_STORAGE_ERROR: an append to this log has failed'),
  accepts: refuse('accepts producers'),
  nobodyWaits: refuse('no producer waits there'),
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
    const still = unserved(brokerOf(cluster, broker))
    if (still !== undefined) return still
    if (!leads(replica, broker)) return refused.notLeader
    const locked = isrLock(config, replica)
    if (locked !== undefined) return locked
    const produced = cluster.produced[partition] as number
    if (produced === bounds.records) return refused.noRecords
    const refusal = decide.refusesProduce(replica.leadership, settings)
    if (refusal !== undefined) return refusal
    if (takesNothing(decide, replica.disk)) return refused.failed

    const appended = advanceHighWatermark(config, broker, appendAsLeader(config, replica, produced, cluster.now))
    return {
      ...withReplica(cluster, broker, partition, appended),
      produced: replaced(cluster.produced, partition, produced + 1),
    }
  }

/**
 * A broker refuses a producer, and appends nothing: NOT_LEADER_FOR_PARTITION, or NOT_ENOUGH_REPLICAS
 * (Partition.appendRecordsToLeader, 2.1.0). Nothing changes, so this is a step only where the bounds ask for it.
 */
export const refuseProducer =
  (config: Config): Rule<Cluster, ActionOf<'RefuseProducer'>> =>
  (cluster, { broker, partition }) => {
    const still = unserved(brokerOf(cluster, broker))
    if (still !== undefined) return still
    return refusalOf(config, replicaOf(cluster, broker, partition), broker) === undefined ? refused.accepts : cluster
  }

/** Why a broker refuses a producer. Undefined: it appends the record, or lets the producer wait for a lock. */
export const refusalOf = (
  { decide, settings }: Pick<Config, 'decide' | 'settings'>,
  replica: Replica,
  self: BrokerId,
): 'notLeader' | 'notEnoughReplicas' | undefined => {
  if (!leads(replica, self)) return 'notLeader'
  return decide.refusesProduce(replica.leadership, settings) === undefined ? undefined : 'notEnoughReplicas'
}

/**
 * The producer that has waited longest gets REQUEST_TIMED_OUT: DelayedProduce.onExpiration (2.1.0). Its record stays in the
 * log, and may be committed later.
 */
export const timeOutProducer: Rule<Cluster, ActionOf<'TimeOutProducer'>> = (cluster, { broker, partition }) => {
  const replica = replicaOf(cluster, broker, partition)
  const still = standstill(brokerOf(cluster, broker))
  if (still !== undefined) return still
  const { leadership } = replica
  if (leadership.purgatory.length === 0) return refused.nobodyWaits
  const purgatory = leadership.purgatory.slice(1)
  return withReplica(cluster, broker, partition, { ...replica, leadership: { ...leadership, purgatory } })
}

const appendAsLeader = (
  { decide, settings, storage }: Config,
  replica: Replica,
  value: number,
  now: number,
): Replica => {
  const { disk, leaderEpoch, leadership } = replica
  const offset = logEnd(disk)
  const epochs = decide.assignEpoch(disk.epochs, leaderEpoch, offset)
  const before = { ...disk, epochs }
  const record = { value, epoch: leaderEpoch }
  return {
    ...replica,
    disk: storage === undefined ? append(before, record) : appendStored(storage, before, record, now),
    leadership: settings.acks === 'all' ? { ...leadership, purgatory: [...leadership.purgatory, offset] } : leadership,
  }
}
