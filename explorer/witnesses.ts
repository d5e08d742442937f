import type { ReachableFact } from '../contract/machine'

/** When each reachable fact was first reached. */
export interface FactMet {
  readonly name: string
  readonly required: boolean
  /** The number of steps from the initial state, or undefined if it was not reached so far. */
  readonly depth: number | undefined
}

export interface Witnesses<S> {
  /** Records the facts that a state reaches, which was found after `depth` steps. */
  meet(state: S, depth: number): void
  /** All facts, in the given order. */
  met(): readonly FactMet[]
}

/** Looks for facts until each was reached once. After that it costs nothing. */
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

/** By name: when each of the reached facts was reached. */
export const depthsOf = (facts: readonly FactMet[]): Map<string, number> =>
  new Map(facts.flatMap(({ name, depth }) => (depth === undefined ? [] : [[name, depth]])))
