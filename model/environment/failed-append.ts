/** An append that fails halfway, and the log directory with it. */
import { refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, crashedDisks, halt, replaced, replicaOf, spend, standstill, withReplica } from '../cluster'
import type { Config } from '../config'
import { logEnd, type Disk } from '../replica/disk'
import { isrLock } from '../replica/isr'
import { refusalOf } from '../replica/produce'
import type { Cluster, Replica } from '../state'
import { appendPart, appendStored } from '../storage/append'
import { takesNothing } from '../storage/takes-nothing'

const refused = {
  notAccepted: refuse('does not accept producers'),
  noRecords: refuse('no records are left within the bounds'),
  noBudget: refuse('no more of this fault within the bounds'),
  failed: refuse('KAFKA_STORAGE_ERROR: an append to this log has failed'),
  notFailed: refuse('has no failed log directory'),
}

/**
 * A producer sends a record, and its batch is written to the log; then the index cannot be written. The producer gets
 * KAFKA_STORAGE_ERROR. Another thread makes the broker halt because of it, so the broker may take more records before that:
 * LogDirFailureChannel, ReplicaManager.handleLogDirFailure (2.1.0).
 *
 * Whether the log end has moved by then differs between versions (Log.append). In Kafka it is the index of transactions that is
 * written after the batch; the model has no transactions, and takes any record.
 */
export const failIndex = (config: Config): Rule<Cluster, ActionOf<'FailIndex'>> => failing(config, halfAppended)

/**
 * A producer sends a record, and only a part of its batch is written to the log: LogSegment.append, FileRecords.append (2.1.0). The
 * producer gets KAFKA_STORAGE_ERROR, and the log end stays. The file goes on behind that part, so the next batch is
 * written there, while whoever reads finds the part (KAFKA-10778).
 */
export const failAppend = (config: Config): Rule<Cluster, ActionOf<'FailAppend'>> => failing(config, partAppended)

/** What is on disk once the append of a record has failed. */
type Harm = (config: Config, replica: Replica, value: number, now: number) => Disk

/** An append fails, in the way of `harm`. Its log directory counts as failed. */
const failing =
  (config: Config, harm: Harm) =>
  (cluster: Cluster, { broker, partition }: ActionOf<'FailIndex' | 'FailAppend'>): Cluster | Refused => {
    const replica = replicaOf(cluster, broker, partition)
    const still = standstill(brokerOf(cluster, broker))
    if (still !== undefined) return still
    if (refusalOf(config, replica, broker) !== undefined) return refused.notAccepted
    if (takesNothing(config.decide, replica.disk)) return refused.failed
    const locked = isrLock(config, replica)
    if (locked !== undefined) return locked
    const produced = cluster.produced[partition] as number
    if (produced === config.bounds.records) return refused.noRecords
    const spent = spend(config, cluster, 'io-error')
    if (spent === undefined) return refused.noBudget
    const disk = harm(config, replica, produced, cluster.now)
    const failed = { ...disk, files: disk.files.map((files) => ({ ...files, hasFailed: true })) }
    return {
      ...withReplica(cluster, broker, partition, { ...replica, disk: failed }),
      produced: replaced(cluster.produced, partition, produced + 1),
      spent,
    }
  }

const halfAppended: Harm = ({ decide, storage }, { disk, leaderEpoch }, value, now) => {
  const offset = logEnd(disk)
  const record = { value, epoch: leaderEpoch }
  const before = { ...disk, epochs: decide.assignEpoch(disk.epochs, leaderEpoch, offset) }
  return storage !== undefined && decide.movesLogEndFirst()
    ? appendStored(storage, before, record, now)
    : {
        ...before,
        files: before.files.map((files) => ({ ...files, strays: [...files.strays, { offset, record }] })),
      }
}

const partAppended: Harm = ({ decide, storage }, { disk, leaderEpoch }, value, now) => {
  const before = { ...disk, epochs: decide.assignEpoch(disk.epochs, leaderEpoch, logEnd(disk)) }
  return storage === undefined ? before : appendPart(storage, before, { value, epoch: leaderEpoch }, now)
}

/** The broker halts, because its only log directory has failed. Somebody repairs it before the broker starts. */
export const haltFailed =
  (config: Config): Rule<Cluster, ActionOf<'HaltFailed'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (!broker.replicas.some(({ disk }) => disk.files.some(({ hasFailed }) => hasFailed))) return refused.notFailed
    return halt(config, cluster, id, crashedDisks(config.decide, broker))
  }
