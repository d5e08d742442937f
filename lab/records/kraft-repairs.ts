import type { Fault } from '../../model/state'

/**
 * What 4.3 needs to hold in clean runs. With KRaft this takes the place of the baseline: a row is 4.3 with these and one change, and 4.3
 * with these holds within the same bounds (docs/decisions/0065).
 */
export const repairs = ['hypothetical-reset-remote', 'hypothetical-keep-proposal', 'hypothetical-fenced-count'] as const

/** What it needs besides, where one of these faults may happen (docs/findings). */
export const repairsBeside: readonly (readonly [Fault, readonly string[]])[] = [
  ['directory-failure', ['hypothetical-offline-not-in-isr', 'hypothetical-marker-names-directories']],
  ['directory-move', ['hypothetical-epochs-move-along']],
  ['quorum-loss', ['kip-853']],
  ['late-fetch', ['hypothetical-registered-fetch', 'hypothetical-fenced-too']],
  ['late-read', ['hypothetical-fresh-bytes']],
]
