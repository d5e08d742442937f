import { refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { canLosePower } from '../bounds'
import { brokerOf, replicaOf, standstill, withReplica } from '../cluster'
import type { Config } from '../config'
import type { Disk } from '../replica/disk'
import type { Cluster, Replica } from '../state'
import type { Offset } from '../values'
import type { Decisions } from '../versions/decisions'
import { withCleaned } from './apply'
import { cleanable, isCleaned } from './cleanable'
import { NOT_CLEANING, type Files } from './files'
import { cleanInto } from './filtering'
import { groupsOf, type Group } from './grouping'
import { keysBetween } from './offset-map'
import { compacts, segmentsBetween, type Segment } from './segment'
import type { Storage } from './storage-bounds'
import { logView } from './view'

const refused = {
  notCompacted: refuse('has nothing to clean: the topic has no cleanup.policy compact'),
  nothingDirty: refuse('has not enough to clean'),
}

/**
 * A step of the cleaner: LogCleaner.cleanFilthiestLog, Cleaner.doClean (2.1.0). The first step of a round swaps in what becomes of the
 * first group of segments, each further one what becomes of the next; the last step writes the checkpoint of the cleaner. A
 * process that ends between two steps leaves what is swapped in, and the checkpoint as it was: what is half written
 * (.cleaned) is thrown away, and what is half swapped in (.swap) is completed.
 *
 * Deliberately simplified: the map of keys, and the time by which tombstones age before KIP-534, are made anew in each step. Kafka makes
 * them once. What a step finds differs where delete.retention.ms is 0, and where the log start has risen meanwhile.
 */
export const cleanLog =
  ({ decide, storage, bounds }: Config): Rule<Cluster, ActionOf<'CleanLog'>> =>
  (cluster, { broker: id, partition }) => {
    const still = standstill(brokerOf(cluster, id))
    if (still !== undefined) return still
    if (storage === undefined || !compacts(storage.topic.log)) return refused.notCompacted
    const replica = replicaOf(cluster, id, partition)
    const files = replica.disk.files[0] as Files
    const now = storage.bounds.moments[cluster.now] as number
    const upTo =
      files.cleaningUpTo === NOT_CLEANING ? endOfRound(decide, storage, replica, files, now) : files.cleaningUpTo
    if (upTo === undefined) return refused.nothingDirty

    const cleaned = cleanedOnce(decide, storage, replica, files, upTo, now)
    const disk = canLosePower(bounds) ? withCleanedFlushed(cleaned) : cleaned
    return withReplica(cluster, id, partition, { ...replica, disk })
  }

/** Where a round that begins now ends; undefined: none begins. */
const endOfRound = (
  decide: Decisions,
  { bounds, topic }: Storage,
  replica: Replica,
  files: Files,
  now: number,
): Offset | undefined => {
  const candidate = cleanable(logView(bounds, replica), files.cleanerCheckpoint, topic.log, now, decide)
  return isCleaned(candidate, topic.log) ? candidate.firstUncleanable : undefined
}

const cleanedOnce = (
  decide: Decisions,
  storage: Storage,
  replica: Replica,
  files: Files,
  upTo: Offset,
  now: number,
): Disk => {
  const { disk } = replica
  const view = logView(storage.bounds, replica)
  const { segments } = view
  const firstDirty = decide.firstDirty(files.cleanerCheckpoint, view)
  const map = keysBetween(segmentsBetween(segments, firstDirty, upTo), firstDirty, upTo, Infinity)
  const left = segments.filter(({ baseOffset }) => baseOffset >= files.swappedUpTo && baseOffset < upTo)
  const [group] = groupsOf(left, storage.topic.log, upTo)
  if (group === undefined) return withFiles(disk, { ...files, cleanerCheckpoint: upTo, ...noRound })
  const lastClean = segments.findLast(({ baseOffset }) => baseOffset < firstDirty)
  const cleaned = cleanInto(group, { map, now, config: storage.topic.log, lastClean, upperBound: upTo, decide })
  const end = endOf(segments, group)
  return withFiles(withCleaned(storage.bounds, disk, cleaned, end), { cleaningUpTo: upTo, swappedUpTo: end })
}

/** Cleaner.cleanSegments (2.1.0): what is cleaned is flushed before it is swapped in. The first group begins where the log does. */
const withCleanedFlushed = (disk: Disk): Disk => ({
  ...disk,
  recoveryPoint: Math.max(disk.recoveryPoint, ...disk.files.map(({ swappedUpTo }) => swappedUpTo)),
})

const noRound = { cleaningUpTo: NOT_CLEANING, swappedUpTo: 0 }

/** The base offset of the segment behind a group. There is one, because the active segment is never cleaned. */
const endOf = (segments: readonly Segment[], group: Group): Offset =>
  (segments[segments.indexOf(group.at(-1) as Segment) + 1] as Segment).baseOffset

const withFiles = (disk: Disk, changes: Partial<Files>): Disk => ({
  ...disk,
  files: disk.files.map((files) => ({ ...files, ...changes })),
})
