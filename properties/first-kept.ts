/** Since when the cleaner of a broker keeps a tombstone: no state of Kafka says so before KIP-534. */
import { int, list, perPeer, perPlace, record, type Schema } from '../kit/schema'
import type { Action } from '../model/actions'
import type { Bounds } from '../model/bounds'
import { replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import type { Disk } from '../model/replica/disk'
import { entriesOf, recordAt } from '../model/replica/log'
import type { Cluster } from '../model/state'
import { NOT_CLEANING } from '../model/storage/files'
import { compacts } from '../model/storage/segment'
import type { StorageBounds } from '../model/storage/storage-bounds'
import { writtenOf } from '../model/storage/view'
import type { Offset, PartitionId } from '../model/values'

/** A tombstone that a round of the cleaner has read and kept, for the first time at some moment. */
export interface FirstKept {
  readonly offset: Offset
  /** A place in `StorageBounds.moments`. */
  readonly moment: number
}

type ByBroker = readonly (readonly FirstKept[])[]

/** A tombstone can become too old: the topic is compacted, some record is a tombstone, and time passes. */
export const canAge = ({ storage, records }: Bounds): boolean =>
  storage !== undefined &&
  storage.moments.length > 1 &&
  storage.configs.some(({ log }) => compacts(log)) &&
  storage.workload.slice(0, records).some(({ value }) => value === null)

export const firstKeptSchema = (bounds: Bounds): Schema<ByBroker> => {
  const { brokers, records, storage } = bounds
  const item = record<FirstKept>({
    offset: int(0, records),
    moment: int(0, (storage?.moments ?? [0]).length - 1),
  })
  return canAge(bounds) ? perPeer(brokers, list(item, records)) : perPlace(0, list(item, 0))
}

/** Before the first step. */
export const noneKept = (bounds: Bounds): ByBroker =>
  canAge(bounds) ? Array.from({ length: bounds.brokers }, () => []) : []

interface Step {
  readonly before: Cluster
  readonly action: Action
  readonly after: Cluster
  readonly partition: PartitionId
}

/** What one step adds to it, and takes away: a tombstone that has left the log of a broker counts anew if it comes back. */
export const firstKeptAfter = (
  { storage, bounds }: Config,
  was: ByBroker,
  { before, action, after, partition }: Step,
): ByBroker => {
  const all = storage?.bounds ?? bounds.storage
  if (was.length === 0 || all === undefined) return was
  let is = was
  for (let id = 0; id < was.length; id++) {
    const [old, disk] = [replicaOf(before, id, partition).disk, replicaOf(after, id, partition).disk]
    if (old === disk) continue
    const known = was[id] ?? []
    const left = known.filter(({ offset }) => isTombstone(all, disk, offset))
    const isCleaned = action.type === 'CleanLog' && action.broker === id && action.partition === partition
    const added = isCleaned ? keptIn(all, old, disk).filter((offset) => !left.some((one) => one.offset === offset)) : []
    if (added.length === 0 && left.length === known.length) continue
    const now = [...left, ...added.map((offset) => ({ offset, moment: after.now }))].sort((a, b) => a.offset - b.offset)
    is = is.map((one, at) => (at === id ? now : one))
  }
  return is
}

/** The tombstones that a step of the cleaner has read and kept. */
export const keptIn = (storage: StorageBounds, before: Disk, after: Disk): readonly Offset[] => {
  const [[was], [is]] = [before.files, after.files]
  if (was === undefined || is === undefined || is.cleaningUpTo === NOT_CLEANING) return []
  return entriesOf(after.log)
    .map(({ offset }) => offset)
    .filter((offset) => offset >= was.swappedUpTo && offset < is.swappedUpTo && isTombstone(storage, after, offset))
}

const isTombstone = (storage: StorageBounds, { log }: Disk, offset: Offset): boolean => {
  const kept = recordAt(log, offset)
  return kept !== undefined && writtenOf(storage, kept.value).value === null
}
