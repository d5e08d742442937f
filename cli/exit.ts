import type { Run } from '../contract/run'

/** The exit codes. If several apply, the first one in this list wins. */
export const EXIT = {
  bug: 70,
  badInput: 2,
  broken: 10,
  inconclusive: 3,
  /** Also for a goal of --reach that no state reaches. */
  requiredFactUnmet: 11,
  /** `ladder` and `ablate`: some answer differs from the record. */
  differs: 1,
  holds: 0,
} as const

export const exitOf = ({ verdict, facts }: Run): number => {
  if (verdict === 'broken') return EXIT.broken
  if (verdict === 'inconclusive') return EXIT.inconclusive
  return facts.some(({ required, depth }) => required && depth === undefined) ? EXIT.requiredFactUnmet : EXIT.holds
}
