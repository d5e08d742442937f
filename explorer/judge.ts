import type { Machine, AlwaysProperty, Property, ReachableFact, StepProperty, Verdict } from './machine'

/** A property that does not hold, and how. */
export interface Breach {
  readonly property: string
  readonly verdict: string
}

/**
 * The properties of one search, sorted by kind. Their order is the order of blame: where a step breaks several, the one
 * that comes first is named.
 */
export interface Judge<S, A> {
  readonly facts: readonly ReachableFact<S>[]
  /** True where one step breaks something; `isNew` spares the state properties of a state that was judged before. */
  breaks(before: S, action: A, after: S, isNew: boolean): boolean
  /** All that is broken in a state that nothing led to. */
  initially(state: S): readonly Breach[]
  /** All that a step and the state after it break, in the order of blame. */
  breaches(before: S, action: A, after: S): readonly Breach[]
}

export const judge = <S, A>(
  properties: readonly Property<S, A>[],
  looksSame: Machine<S, A>['looksSame'] = () => false,
): Judge<S, A> => {
  const always = properties.filter((property): property is AlwaysProperty<S> => property.kind === 'always')
  const steps = properties.filter((property): property is StepProperty<S, A> => property.kind === 'step')
  return {
    facts: properties.filter((property): property is ReachableFact<S> => property.kind === 'reachable'),
    breaks(before, action, after, isNew) {
      for (const property of steps) if (property.check(before, action, after) !== undefined) return true
      if (!isNew || looksSame(before, after)) return false
      for (const property of always) if (property.check(after) !== undefined) return true
      return false
    },
    initially: (state) => breachesOf(always, (property) => property.check(state)),
    breaches: (before, action, after) =>
      breachesOf(properties, (property) => {
        if (property.kind === 'always') return property.check(after)
        return property.kind === 'step' ? property.check(before, action, after) : undefined
      }),
  }
}

const breachesOf = <P extends { readonly name: string }>(
  properties: readonly P[],
  check: (property: P) => Verdict,
): readonly Breach[] =>
  properties.flatMap((property) => {
    const verdict = check(property)
    return verdict === undefined ? [] : [{ property: property.name, verdict }]
  })
