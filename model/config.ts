import type { Bounds, Settings } from './bounds'
import type { Decisions } from './versions/decisions'

/** What all rules are made for: the decisions of a version, the settings of a topic, the bounds of a search. */
export interface Config {
  readonly decide: Decisions
  readonly settings: Settings
  readonly bounds: Bounds
}
