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
import { withSegments } from './apply'
import { cleanable, isCleaned } from './cleanable'
import { NOT_CLEANING, type Files } from './files'
import { cleanInto } from './filtering'
import { groupsOf } from './grouping'
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
 */
export const cleanLog =
  ({ decide, storage, bounds }: Config): Rule<Cluster, ActionOf<'CleanLog'>> =>
  (cluster, { broker: id, partition }) => {
    const still = standstill(brokerOf(cluster, id))
    if (still !== undefined) return still
    const replica = replicaOf(cluster, id, partition)
    const [files] = replica.disk.files
    if (storage === undefined || files === undefined || !compacts(storage.topic.log)) return refused.notCompacted
    const now = storage.bounds.moments[cluster.now] ?? 0
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
  const candidate = cleanable(logView(bounds, replica), checkpointOf(files), topic.log, now, decide)
  return isCleaned(candidate, topic.log) ? candidate.firstUncleanable : undefined
}

const checkpointOf = ({ cleanerCheckpoint }: Files): Offset | undefined =>
  cleanerCheckpoint === 0 ? undefined : cleanerCheckpoint

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
  const firstDirty = decide.firstDirty(checkpointOf(files) ?? view.logStart, view)
  const map = keysBetween(segmentsBetween(segments, firstDirty, upTo), firstDirty, upTo, Infinity)
  const left = segments.filter(({ baseOffset }) => baseOffset >= files.swappedUpTo && baseOffset < map.end)
  const [group] = groupsOf(left, storage.topic.log, upTo)
  if (group === undefined) return withFiles(disk, { ...files, cleanerCheckpoint: map.end, ...noRound })
  const lastClean = segments.findLast(({ baseOffset }) => baseOffset < firstDirty)
  const cleaned = cleanInto(group, { map, now, config: storage.topic.log, lastClean, upperBound: upTo, decide })
  return withFiles(swapped(storage, disk, segments, group, cleaned), {
    cleaningUpTo: upTo,
    swappedUpTo: endOf(segments, group),
  })
}

/** Cleaner.cleanSegments (2.1.0): what is cleaned is flushed before it is swapped in. The first group begins where the log does. */
const withCleanedFlushed = (disk: Disk): Disk => {
  const swappedUpTo = Math.max(0, ...disk.files.map((files) => files.swappedUpTo))
  return swappedUpTo <= disk.recoveryPoint ? disk : { ...disk, recoveryPoint: swappedUpTo }
}

const noRound = { cleaningUpTo: NOT_CLEANING, swappedUpTo: 0 }

/** Log.replaceSegments (2.1.0). */
const swapped = (
  { bounds }: Storage,
  disk: Disk,
  segments: readonly Segment[],
  group: readonly Segment[],
  cleaned: Segment,
): Disk => {
  const after = [...segments.filter((one) => one.baseOffset < cleaned.baseOffset), cleaned, ...behind(segments, group)]
  return withSegments(bounds, disk, after, cleaned.baseOffset, endOf(segments, group))
}

const behind = (segments: readonly Segment[], group: readonly Segment[]): readonly Segment[] =>
  segments.filter(({ baseOffset }) => baseOffset > (group.at(-1)?.baseOffset ?? 0))

/** The base offset of the segment behind a group. There is one, because the active segment is never cleaned. */
const endOf = (segments: readonly Segment[], group: readonly Segment[]): Offset =>
  behind(segments, group)[0]?.baseOffset ?? 0

const withFiles = (disk: Disk, changes: Partial<Files>): Disk => ({
  ...disk,
  files: disk.files.map((files) => ({ ...files, ...changes })),
})
