/**
 * What 4.3 needs to hold in clean runs. With KRaft this takes the place of the baseline: a row is 4.3 with these and one change, and 4.3
 * with these holds within the same bounds (docs/decisions/0065).
 */
export const repairs = ['hypothetical-reset-remote', 'hypothetical-keep-proposal', 'hypothetical-fenced-count'] as const
