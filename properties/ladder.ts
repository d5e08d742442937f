import { activeInIsr } from './active-in-isr'
import { epochCacheAgrees } from './epoch-cache-agrees'
import { epochCacheMonotone } from './epoch-cache-monotone'
import { epochOffsetUnique } from './epoch-offset-unique'
import { epochsNeverFall } from './epochs-never-fall'
import { highWatermarkMonotonic } from './high-watermark-monotonic'
import { highWatermarkArrives } from './high-watermark-arrives'
import { strongIsr, weakIsr } from './isr-agrees'
import { committedByMinIsr } from './committed-by-min-isr'
import { elrSafe } from './elr-safe'
import { isrKept } from './isr-kept'
import { isrLive } from './isr-live'
import { isrPresent } from './isr-present'
import { maximalIsrSuperset } from './maximal-isr'
import { recoveringAlone } from './recovering-alone'
import { isrComplete } from './isr-complete'
import { isrSubsetReplicas } from './isr-subset-replicas'
import { leaderComplete } from './leader-complete'
import { leaderInIsr } from './leader-in-isr'
import { cleanIsCompacted, compactionKeepsLatest, tombstonesSeen } from './compaction'
import { clusterSettles, restGoesOn } from './liveness'
import { acceptedWithoutOperator, ledWithoutOperator } from './left-alone'
import { logMatching } from './log-matching'
import { logStartCommitted } from './log-start'
import { offsetGivenOnce } from './offset-given-once'
import { oldIsDeleted } from './old-is-deleted'
import { oneBatchPerOffset } from './one-batch-per-offset'
import { retentionDeletesOld } from './retention-deletes-old'
import { logPrefix } from './log-prefix'
import { minIsrDurability } from './min-isr-durability'
import { noAcknowledgedLoss } from './no-acknowledged-loss'
import { oneLeaderPerEpoch } from './one-leader-per-epoch'
import { readStability } from './read-stability'
import { partitionLed } from './partition-led'
import { isHopeless, producersAccepted } from './producers-accepted'
import { noExit } from './no-exit'
import { refusedNotKept } from './refused-not-kept'
import type { Judged, Rung, WorldProperty } from './scope'
import { tombstonesGo } from './tombstones-go'
import { truncationEnds } from './truncation-ends'
import { truncationBound } from './truncation-bound'

/**
 * The properties as a ladder: what a rung promises rests on the rungs below it. A step often breaks several; the report
 * blames the lowest, because the others follow from it.
 *
 * After the chain of the literature: quorums are what they seem, so leader candidates are complete, so leaders are
 * complete and logs match, so clients see no loss.
 */
export const ladder: readonly Rung[] = [
  {
    name: 'the cluster is well formed',
    properties: [leaderInIsr, recoveringAlone, isrSubsetReplicas, oneLeaderPerEpoch, epochsNeverFall],
  },
  {
    name: 'logs on disk are well formed',
    properties: [oneBatchPerOffset, offsetGivenOnce, logStartCommitted, retentionDeletesOld],
  },
  {
    name: 'compaction keeps what it must',
    properties: [tombstonesSeen, tombstonesGo, cleanIsCompacted, compactionKeepsLatest],
  },
  { name: 'epochs identify records', properties: [epochCacheMonotone, epochCacheAgrees, epochOffsetUnique] },
  { name: 'quorums are what they seem', properties: [isrLive, isrPresent, maximalIsrSuperset, isrKept] },
  { name: 'leader candidates are complete', properties: [truncationBound, elrSafe, isrComplete, strongIsr, weakIsr] },
  {
    name: 'leaders are complete and logs match',
    properties: [leaderComplete, logPrefix, logMatching, highWatermarkMonotonic],
  },
  {
    name: 'clients lose nothing',
    properties: [committedByMinIsr, minIsrDurability, noAcknowledgedLoss, readStability],
  },
]

/** Beside the ladder, and judged only where it is asked for: no setting keeps it in every run. */
export const availability: Rung = {
  name: 'clients are served',
  properties: [partitionLed, producersAccepted, noExit, refusedNotKept],
}

/**
 * What must happen in the end. This is no rung: a cluster may lose records and settle, or lose nothing and never settle.
 *
 * It is judged only if it is asked for. It needs every step of a complete search, and so one thread, more memory and no
 * reduction; and most releases break it where they keep all that they promise about records.
 */
export const liveness: Rung = {
  name: 'what is to happen happens',
  properties: [
    clusterSettles,
    restGoesOn,
    highWatermarkArrives,
    activeInIsr,
    truncationEnds,
    oldIsDeleted,
    ledWithoutOperator,
    acceptedWithoutOperator,
  ],
}

/**
 * Every property that is judged if none is named, the lowest rung first. Availability is among them where it is lost from the
 * beginning: if no producer with acks=all can ever be accepted, nothing else is worth an answer.
 */
export const propertiesFor = (judged: Judged): readonly WorldProperty[] => [
  ...made(ladder, judged),
  ...(isHopeless(judged) ? [producersAccepted(judged) ?? []].flat() : []),
]

/** Every property that may be named, and says something about this scope. */
export const nameableFor = (judged: Judged): readonly WorldProperty[] =>
  made([...ladder, availability, liveness], judged)

/** Where a property stands, by its name. */
export const rungOf = (judged: Judged, name: string): string | undefined =>
  [...ladder, availability].find((rung) => made([rung], judged).some((property) => property.name === name))?.name

const made = (rungs: readonly Rung[], judged: Judged): readonly WorldProperty[] =>
  rungs.flatMap(({ properties }) => properties).flatMap((property) => property(judged) ?? [])
