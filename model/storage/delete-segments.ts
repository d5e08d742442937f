import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, standstill, withBroker } from '../cluster'
import type { Config } from '../config'
import { logEnd } from '../replica/disk'
import type { Cluster, Replica } from '../state'
import type { Decisions } from '../versions/decisions'
import { withoutFirst } from './apply'
import type { Files } from './files'
import { withLogStart } from './log-start'
import { deleteOldSegments } from './retention'
import type { Storage } from './storage-bounds'
import { logView } from './view'

const refused = {
  nothingOld: refuse('has no segments to delete'),
}

/**
 * LogManager.cleanupLogs (2.1.0), every log.retention.check.interval.ms: each broker by itself deletes the segments of its logs that
 * are too old, too much, or below the log start offset.
 *
 * Deliberately simplified: files are gone at once. Kafka renames them, and erases them after file.delete.delay.ms.
 */
export const deleteSegments =
  ({ decide, storage }: Config): Rule<Cluster, ActionOf<'DeleteOldSegments'>> =>
  (cluster, { broker: id }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (storage === undefined) return refused.nothingOld
    const replicas = broker.replicas.map((replica) => afterRetention(decide, storage, replica, cluster.now))
    const isSame = replicas.every((replica, partition) => replica === broker.replicas[partition])
    return isSame ? refused.nothingOld : withBroker(cluster, id, { replicas })
  }

const afterRetention = (decide: Decisions, storage: Storage, replica: Replica, now: number): Replica => {
  const { bounds, topic } = storage
  const ms = bounds.moments[now] as number
  const files = replica.disk.files[0] as Files
  const { deleted, rolls, logStart } = deleteOldSegments(logView(bounds, replica), topic.log, ms, decide)
  if (deleted === 0) return replica
  const rolled = rolls ? { baseOffset: logEnd(replica.disk), modified: now, hasZeroIndexes: false } : undefined
  return { ...replica, disk: withLogStart(withoutFirst(replica.disk, files, deleted, rolled), logStart) }
}
