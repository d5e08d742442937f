import type { ReachableFact } from '../contract/machine'

/** When each reachable fact was first met. */
export interface FactMet {
  readonly name: string
  readonly required: boolean
  /** Steps from the initial state, or undefined: not met so far. */
  readonly depth: number | undefined
}

export interface Witnesses<S> {
  /** Notes which facts are met in a state that was found after `depth` steps. */
  meet(state: S, depth: number): void
  /** Every fact, in the order given, as far as is known. */
  met(): readonly FactMet[]
}

/** Watches for facts until each has been met once; after that it costs nothing. */
export const witnesses = <S>(facts: readonly ReachableFact<S>[], before: readonly FactMet[] = []): Witnesses<S> => {
  const depths = depthsOf(before)
  let missing = facts.filter(({ name }) => !depths.has(name))
  return {
    meet(state, depth) {
      if (missing.length === 0) return
      const met = missing.filter((fact) => fact.found(state))
      if (met.length === 0) return
      met.forEach(({ name }) => depths.set(name, depth))
      missing = missing.filter((fact) => !met.includes(fact))
    },
    met: () => facts.map(({ name, required = false }) => ({ name, required, depth: depths.get(name) })),
  }
}

/** By name: when those facts were met that were. */
export const depthsOf = (facts: readonly FactMet[]): Map<string, number> =>
  new Map(facts.flatMap(({ name, depth }) => (depth === undefined ? [] : [[name, depth]])))
