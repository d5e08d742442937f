import type { Bounds, Settings } from './bounds'
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

/** What the rules are made for, one for each configuration that the topic may have. */
export const configsOf = (decide: Decisions, settings: Settings, bounds: Bounds): readonly [Config, ...Config[]] => {
  const plain = { decide, settings, bounds }
  const [first, ...others] = (bounds.storage?.configs ?? []).map((topic): Config => {
    const { minIsr, uncleanElection } = topic
    return {
      ...plain,
      settings: { ...settings, minIsr, uncleanElection },
      ...(bounds.storage === undefined ? {} : { storage: { bounds: bounds.storage, topic } }),
    }
  })
  return first === undefined ? [plain] : [first, ...others]
}
