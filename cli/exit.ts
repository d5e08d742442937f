import type { Run } from '../contract/run'

/** What the exit code says. Where several apply, the one that comes first here wins. */
export const EXIT = {
  bug: 70,
  badInput: 2,
  broken: 10,
  inconclusive: 3,
  requiredFactUnmet: 11,
  /** Of `ladder` and `ablate`: some answer is not the one on record. */
  differs: 1,
  holds: 0,
} as const

export const exitOf = ({ verdict, facts }: Run): number => {
  if (verdict === 'broken') return EXIT.broken
  if (verdict === 'inconclusive') return EXIT.inconclusive
  return facts.some(({ required, depth }) => required && depth === undefined) ? EXIT.requiredFactUnmet : EXIT.holds
}
