/** What compaction promises of each key. Judged where the log on disk is modelled, and the topic is compacted. */
import { has, none } from '../kit/bits'
import { brokerOf, replicaOf } from '../model/cluster'
import { stateOf } from '../model/coordinator/coordinator'
import { logEnd, logStart, type Disk } from '../model/replica/disk'
import { entriesOf, keptAt, type Stored } from '../model/replica/log'
import { NOT_CLEANING } from '../model/storage/files'
import { compacts } from '../model/storage/segment'
import type { StorageBounds } from '../model/storage/storage-bounds'
import { writtenOf } from '../model/storage/view'
import { historyOf } from './history'
import { always, inCleanRuns, onEveryStep, type Judged, type PropertyOf } from './scope'
import { named, recordName } from './words'

/** The storage of a topic that may be compacted. */
const compacted = ({ bounds: { storage } }: Judged): StorageBounds | undefined =>
  storage?.configs.some(({ log }) => compacts(log)) ? storage : undefined

const keyOf = (storage: StorageBounds, { record }: Stored): string | null => writtenOf(storage, record.value).key

/**
 * S22: whoever may lead has, of each key, the latest committed record, or a newer one. A tombstone may be gone, if nothing older of
 * its key is there either; and what is below the log start offset is gone. Promised in clean runs.
 */
export const compactionKeepsLatest: PropertyOf = (judged) => {
  const storage = compacted(judged)
  if (storage === undefined) return undefined
  return inCleanRuns(judged, 'S22 compaction keeps the latest', ({ cluster, history }, partition = 0) => {
    const { isr } = stateOf(cluster, partition)
    const latest = latestOfEach(storage, entriesOf(historyOf(history, partition).truth))
    for (let id = 0; id < cluster.brokers.length; id++) {
      if (!has(isr, id) || !brokerOf(cluster, id).isUp) continue
      const { disk } = replicaOf(cluster, id, partition)
      const lost = latest.find((one) => isLost(storage, disk, one))
      if (lost !== undefined)
        return `${named(id)}, which may lead, has compacted away ${recordName(lost.record)} at offset ${lost.offset}, the latest committed record of key ${keyOf(storage, lost)}`
    }
    return undefined
  })
}

const latestOfEach = (storage: StorageBounds, committed: readonly Stored[]): readonly Stored[] =>
  committed.filter((one, place) => {
    const key = keyOf(storage, one)
    return key !== null && !committed.slice(place + 1).some((later) => keyOf(storage, later) === key)
  })

/** A log without a record that it should have, and without a newer one of the same key. */
const isLost = (storage: StorageBounds, disk: Disk, latest: Stored): boolean => {
  const kept = keptAt(disk.log, latest.offset)
  if (latest.offset < logStart(disk) || (kept !== 'hole' && kept !== 'emptied')) return false
  const { key, value } = writtenOf(storage, latest.record.value)
  const others = entriesOf(disk.log).filter((one) => one.offset >= logStart(disk) && keyOf(storage, one) === key)
  if (others.some(({ offset }) => offset > latest.offset)) return false
  return value !== null || others.length > 0
}

/**
 * S22': a tombstone that the cleaner reads for the first time is not gone after that round, where delete.retention.ms is not 0:
 * whoever has read the older record can still read that it was deleted. And it goes no sooner than its delete horizon says.
 */
export const tombstonesSeen: PropertyOf = (judged) => {
  const storage = compacted(judged)
  if (storage === undefined || storage.configs.some(({ log }) => log.deleteRetentionMs === 0)) return undefined
  return onEveryStep(judged, "S22' tombstones can be read", {
    check({ cluster: before }, action, { cluster: after }, partition = 0) {
      if (action.type !== 'CleanLog' || action.partition !== partition) return undefined
      const was = replicaOf(before, action.broker, partition).disk
      const is = replicaOf(after, action.broker, partition).disk
      const [files] = was.files
      const now = storage.moments[before.now] ?? 0
      const gone = entriesOf(was.log).find((one) => {
        if (writtenOf(storage, one.record.value).value !== null || keptAt(is.log, one.offset) === 'record') return false
        const horizon = files?.horizons.find(({ offset }) => offset === one.offset)?.at
        const isNew = one.offset >= (files?.cleanerCheckpoint ?? 0)
        return !hasLater(storage, was, one) && (horizon === undefined ? isNew : now < horizon)
      })
      if (gone === undefined) return undefined
      return `${named(action.broker)} removed the tombstone ${recordName(gone.record)} at offset ${gone.offset}, which nobody may have read yet`
    },
    sees: () => none,
  })
}

const hasLater = (storage: StorageBounds, { log }: Disk, one: Stored): boolean =>
  entriesOf(log).some((other) => other.offset > one.offset && keyOf(storage, other) === keyOf(storage, one))

/**
 * L12, as far as a state shows it: what a broker takes for compacted is compacted. Below the checkpoint of the cleaner there is
 * one record of each key. Otherwise nothing compacts it, until a new record of that key comes.
 */
export const cleanIsCompacted: PropertyOf = (judged) => {
  const storage = compacted(judged)
  if (storage === undefined) return undefined
  return always(judged, 'L12 what counts as clean is compacted', ({ cluster }, partition = 0) => {
    for (let id = 0; id < cluster.brokers.length; id++) {
      const { disk } = replicaOf(cluster, id, partition)
      const [files] = disk.files
      if (files === undefined || files.cleaningUpTo !== NOT_CLEANING) continue
      const clean = entriesOf(disk.log).filter(
        ({ offset }) => offset < files.cleanerCheckpoint && offset >= logStart(disk) && offset < logEnd(disk),
      )
      const twice = clean.find((one) =>
        clean.some((other) => other.offset > one.offset && isSameKey(storage, one, other)),
      )
      if (twice !== undefined)
        return `${named(id)} takes its log for compacted up to ${files.cleanerCheckpoint}, and has ${recordName(twice.record)} at offset ${twice.offset} beside a newer record of key ${keyOf(storage, twice)}`
    }
    return undefined
  })
}

const isSameKey = (storage: StorageBounds, one: Stored, other: Stored): boolean => {
  const key = keyOf(storage, one)
  return key !== null && key === keyOf(storage, other)
}
