import type { Machine, AlwaysProperty, Property, ReachableFact, StepProperty, Verdict } from '../contract/machine'

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
  /** True where a step breaks a property of steps. */
  breaksStep(before: S, action: A, after: S): boolean
  /** True where a state breaks a property of states. */
  breaksState(state: S): boolean
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
  const breaksStep = (before: S, action: A, after: S): boolean => {
    for (const property of steps) if (property.check(before, action, after) !== undefined) return true
    return false
  }
  const breaksState = (state: S): boolean => {
    for (const property of always) if (property.check(state) !== undefined) return true
    return false
  }
  return {
    facts: properties.filter((property): property is ReachableFact<S> => property.kind === 'reachable'),
    breaksStep,
    breaksState,
    breaks: (before, action, after, isNew) =>
      breaksStep(before, action, after) || (isNew && !looksSame(before, after) && breaksState(after)),
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
