import { epochCacheAgrees } from './epoch-cache-agrees'
import { epochCacheMonotone } from './epoch-cache-monotone'
import { epochOffsetUnique } from './epoch-offset-unique'
import { epochsNeverFall } from './epochs-never-fall'
import { highWatermarkMonotonic } from './high-watermark-monotonic'
import { strongIsr, weakIsr } from './isr-agrees'
import { isrComplete } from './isr-complete'
import { isrSubsetReplicas } from './isr-subset-replicas'
import { leaderComplete } from './leader-complete'
import { leaderInIsr } from './leader-in-isr'
import { clusterSettles, restGoesOn } from './liveness'
import { logMatching } from './log-matching'
import { logPrefix } from './log-prefix'
import { minIsrDurability } from './min-isr-durability'
import { noAcknowledgedLoss } from './no-acknowledged-loss'
import { oneLeaderPerEpoch } from './one-leader-per-epoch'
import { readStability } from './read-stability'
import type { Judged, PropertyOf, WorldProperty } from './scope'
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
    properties: [leaderInIsr, isrSubsetReplicas, oneLeaderPerEpoch, epochsNeverFall],
  },
  { name: 'epochs identify records', properties: [epochCacheMonotone, epochCacheAgrees, epochOffsetUnique] },
  { name: 'leader candidates are complete', properties: [truncationBound, isrComplete, strongIsr, weakIsr] },
  {
    name: 'leaders are complete and logs match',
    properties: [leaderComplete, logPrefix, logMatching, highWatermarkMonotonic],
  },
  { name: 'clients lose nothing', properties: [minIsrDurability, noAcknowledgedLoss, readStability] },
]

/**
 * What must happen in the end. This is no rung: a cluster may lose records and settle, or lose nothing and never settle.
 *
 * It is judged only if it is asked for. It needs every step of a complete search, and so one thread, more memory and no
 * reduction; and most releases break it where they keep all that they promise about records.
 */
export const liveness: Rung = { name: 'what is to happen happens', properties: [clusterSettles, restGoesOn] }

export interface Rung {
  readonly name: string
  readonly properties: readonly PropertyOf[]
}

/** Every property that says something about this scope, the lowest rung first. */
export const propertiesFor = (judged: Judged): readonly WorldProperty[] =>
  ladder.flatMap(({ properties }) => properties).flatMap((property) => property(judged) ?? [])

/** Every property of what must happen in the end that says something about this scope. */
export const livenessFor = (judged: Judged): readonly WorldProperty[] =>
  liveness.properties.flatMap((property) => property(judged) ?? [])
