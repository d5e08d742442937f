import type { Fault } from '../../model/state'
import type { Differing } from '../questions/question'

/**
 * What 4.3 needs to hold in clean runs. With KRaft this takes the place of the baseline: a row is 4.3 with these and one change, and 4.3
 * with these holds within the same bounds (docs/decisions/0065).
 */
export const repairs = ['hypothetical-reset-remote', 'hypothetical-keep-proposal', 'hypothetical-fenced-count'] as const

/** 4.3 with the repairs, but for what is said. */
export const repaired = ({ with: put = repairs, ...rest }: Differing): Differing => ({
  kafka: '4.3',
  ...rest,
  with: put,
})

/** What holds within the bounds of a row: 4.3 with the repairs, and with these. */
export const heldWith = (
  ...put: readonly string[]
): { readonly heldBy: string; readonly heldWith: readonly string[] } => ({
  heldBy: '4.3',
  heldWith: [...repairs, ...put],
})

/** What keeps 4.3 from losing something when a log directory fails (docs/decisions/0070). */
export const directoryRepairs = [
  'hypothetical-offline-not-in-isr',
  'hypothetical-marker-names-directories',
  'hypothetical-unfence-knowing',
] as const

/** What it needs besides, where one of these faults may happen (docs/findings). */
export const repairsBeside: readonly (readonly [Fault, readonly string[]])[] = [
  ['directory-failure', directoryRepairs],
  ['directory-move', ['hypothetical-epochs-move-along']],
  ['quorum-loss', ['kip-853']],
  ['late-fetch', ['hypothetical-registered-fetch', 'hypothetical-fenced-too']],
  ['late-read', ['hypothetical-fresh-bytes']],
]
