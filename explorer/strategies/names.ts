/**
 * The ways in which walks choose their steps. All but `uniform` draw harms and looks as a swarm does, and differ in routine
 * steps. With `-returns`, and with `returns`, a walk also returns to its tensest moments (docs/decisions/0012).
 */
export const strategies = [
  'uniform',
  'swarm',
  'returns',
  'pct',
  'pct-returns',
  'pos',
  'pos-returns',
  'novelty',
  'novelty-returns',
] as const

export type Strategy = (typeof strategies)[number]

/** What walks use where nothing else is said. */
export const USUAL_STRATEGY: Strategy = 'returns'

/** These remember what earlier walks reached. */
export const remembers = (strategy: Strategy): boolean => strategy.startsWith('novelty')

/** Those by which a walk depends on its seed and number only. */
export const REPEATABLE: readonly Strategy[] = strategies.filter((one) => !remembers(one))
