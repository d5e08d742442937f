/** What a broker flushes, and the files that it writes now and then: LogManager.startup, Log.roll (2.1.0). */
import { refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, replicaOf, standstill, withBroker, withReplica } from '../cluster'
import type { Disk } from '../replica/disk'
import type { Broker, Cluster, Replica } from '../state'
import { activeBase, logStartLine, type Files } from './files'

const refused = {
  flushed: refuse('has flushed all segments but the active one'),
  written: refuse('has that on disk already'),
}

/**
 * The segments below the active one are flushed, and the recovery point rises to its base offset. Log.roll (2.1.0) leaves this to
 * the background thread flush-log, so it is a step of its own that may come at any time after the roll.
 *
 * Deliberately simplified: with its default configuration Kafka flushes nothing by time or number of messages, and neither
 * does the model.
 */
export const flushSegments: Rule<Cluster, ActionOf<'FlushSegments'>> = (cluster, { broker: id, partition }) => {
  const still = standstill(brokerOf(cluster, id))
  if (still !== undefined) return still
  const replica = replicaOf(cluster, id, partition)
  const [files] = replica.disk.files
  if (files === undefined) return refused.flushed
  const base = activeBase(files)
  if (base <= files.recoveryPoint) return refused.flushed
  const disk: Disk = {
    ...replica.disk,
    recoveryPoint: Math.max(replica.disk.recoveryPoint, base),
    files: [{ ...files, recoveryPoint: base }],
  }
  return withReplica(cluster, id, partition, { ...replica, disk })
}

/** LogManager.checkpointLogRecoveryOffsets (2.1.0), every log.flush.offset.checkpoint.interval.ms. */
export const checkpointRecoveryPoint: Rule<Cluster, ActionOf<'CheckpointRecoveryPoint'>> = (cluster, { broker }) =>
  rewritten(cluster, brokerOf(cluster, broker), broker, (files) =>
    files.recoveryCheckpoint === files.recoveryPoint ? files : { ...files, recoveryCheckpoint: files.recoveryPoint },
  )

/** LogManager.checkpointLogStartOffsets (2.1.0), every log.flush.start.offset.checkpoint.interval.ms. */
export const checkpointLogStart: Rule<Cluster, ActionOf<'CheckpointLogStart'>> = (cluster, { broker }) =>
  rewritten(cluster, brokerOf(cluster, broker), broker, (files) => {
    const logStartCheckpoint = logStartLine(files)
    return files.logStartCheckpoint === logStartCheckpoint ? files : { ...files, logStartCheckpoint }
  })

const rewritten = (cluster: Cluster, broker: Broker, id: number, write: (files: Files) => Files): Cluster | Refused => {
  const still = standstill(broker)
  if (still !== undefined) return still
  const replicas = broker.replicas.map((replica) => withFiles(replica, write))
  return replicas.every((replica, partition) => replica === broker.replicas[partition])
    ? refused.written
    : withBroker(cluster, id, { replicas })
}

const withFiles = (replica: Replica, write: (files: Files) => Files): Replica => {
  const [files] = replica.disk.files
  if (files === undefined) return replica
  const after = write(files)
  return after === files ? replica : { ...replica, disk: { ...replica.disk, files: [after] } }
}
