import { brokerOf, replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { logEnd, logStart } from '../model/replica/disk'
import { entriesOf } from '../model/replica/log'
import { deletes } from '../model/storage/segment'
import { writtenOf } from '../model/storage/view'
import type { Cluster } from '../model/state'
import type { BrokerId, PartitionId } from '../model/values'
import { healsTheRest } from './healing'
import { converges } from './liveness'
import type { PropertyOf } from './scope'
import { named, recordName } from './words'

/**
 * L11: Once no more faults happen, and nobody produces, what is of no more use is deleted in the end: no broker that runs has a
 * log that begins with a segment below its log start offset, or with a committed segment of which every record is older than
 * retention.ms. In any run. What is below the log start offset goes for every topic since KAFKA-7400, and a record is as old as its
 * timestamp says since KIP-33.
 */
export const oldIsDeleted: PropertyOf = (judged) => {
  if (judged.bounds.storage === undefined) return undefined
  return converges(judged, 'L11 what is old is deleted', {
    needsEpochs: false,
    heals: healsTheRest,
    lacks(config, cluster, partition) {
      for (let id = 0; id < cluster.brokers.length; id++) {
        const keeps = brokerOf(cluster, id).isUp ? keptTooLong(config, cluster, partition, id) : undefined
        if (keeps !== undefined) return `${named(id)} keeps ${keeps}`
      }
      return undefined
    },
    isLeftOut: () => false,
  })
}

/** What the first segment of a log is kept for nothing. */
const keptTooLong = (
  { storage }: Config,
  cluster: Cluster,
  partition: PartitionId,
  id: BrokerId,
): string | undefined => {
  const { disk, highWatermark } = replicaOf(cluster, id, partition)
  const [first, second] = disk.files[0]?.segments ?? []
  if (storage === undefined || first === undefined) return undefined
  const end = second?.baseOffset ?? logEnd(disk)
  if (second !== undefined && end <= logStart(disk))
    return `the segment ${first.baseOffset}, and its log starts at offset ${logStart(disk)}`
  const { bounds, topic } = storage
  const { retentionMs } = topic.log
  if (!deletes(topic.log) || retentionMs < 0 || end > highWatermark) return undefined
  const now = bounds.moments[cluster.now] ?? 0
  const ageOf = (value: number): number => now - writtenOf(bounds, value).timestamp
  const records = entriesOf(disk.log).filter(({ offset }) => offset >= first.baseOffset && offset < end)
  const [oldest] = records
  if (oldest === undefined || !records.every(({ record }) => ageOf(record.value) > retentionMs)) return undefined
  return `${recordName(oldest.record)} at offset ${oldest.offset}, which is ${ageOf(oldest.record.value)} ms old; retention.ms is ${retentionMs}`
}
