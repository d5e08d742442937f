import { size } from '../kit/bits'
import type { Bounds, Settings } from './bounds'
import type { Leadership } from './state'
import type { Storage } from './storage/storage-bounds'
import type { Decisions } from './versions/decisions'

/** What all rules are made for: the decisions of a version, the settings of a topic, the bounds of a search. */
export interface Config {
  readonly decide: Decisions
  readonly settings: Settings
  readonly bounds: Bounds
  /** Undefined: the log on disk is not modelled. */
  readonly storage?: Storage
}

/**
 * Partition.effectiveMinIsr, ReplicationControlManager.getTopicEffectiveMinIsr (4.3.1): min.insync.replicas, or the number of replicas
 * if that is smaller.
 */
export const effectiveMinIsr = ({ minIsr }: Settings, replicas: number): number => Math.min(minIsr, replicas)

/** The same, as a leader knows it: it counts the replicas that it has heard of. */
export const leaderMinIsr = (
  settings: Settings,
  { remoteLogEnds, unassigned }: Pick<Leadership, 'remoteLogEnds' | 'unassigned'>,
): number => effectiveMinIsr(settings, remoteLogEnds.length - size(unassigned))

/** The settings of the topic, one for each configuration that it may have. */
export const settingsWithin = (settings: Settings, { storage }: Bounds): readonly [Settings, ...Settings[]] => {
  const [first, ...others] = (storage?.configs ?? []).map(({ minIsr, uncleanElection }): Settings => ({
    ...settings,
    minIsr,
    uncleanElection,
  }))
  return first === undefined ? [settings] : [first, ...others]
}

/** What the rules are made for, one for each configuration that the topic may have. */
export const configsOf = (decide: Decisions, settings: Settings, bounds: Bounds): readonly [Config, ...Config[]] => {
  const plain = { decide, settings, bounds }
  const { storage } = bounds
  if (storage === undefined) return [plain]
  const [first, ...others] = settingsWithin(settings, bounds).map((inForce, version): Config => {
    const topic = storage.configs[version] ?? storage.configs[0]
    return { ...plain, settings: inForce, storage: { bounds: storage, topic } }
  })
  return first === undefined ? [plain] : [first, ...others]
}
