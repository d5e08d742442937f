import type { Machine, AlwaysProperty, Property, ReachableFact, StepProperty, Verdict } from '../contract/machine'

/** A broken property, and the sentence that describes the violation. */
export interface Breach {
  readonly property: string
  readonly verdict: string
  /** The schedule ends in a state that is not settled and has no healing step. */
  readonly isDeadEnd?: true
  /** The schedule ends with a fair loop: its first step, counted from 1. */
  readonly loop?: number
}

/**
 * The properties of one search, sorted by kind. Their order is the order of blame: if a step breaks several, the first
 * one is blamed.
 */
export interface Judge<S, A> {
  readonly facts: readonly ReachableFact<S>[]
  /** True if a step breaks a property of steps. */
  breaksStep(before: S, action: A, after: S): boolean
  /** True if a state breaks a property of states. */
  breaksState(state: S): boolean
  /**
   * True if a step breaks a property. If `isNew` is false, the state was judged before and its state properties are
   * skipped.
   */
  breaks(before: S, action: A, after: S, isNew: boolean): boolean
  /** The properties that the initial state breaks. */
  initially(state: S): readonly Breach[]
  /** The properties that a step and the state after it break, in the order of blame. */
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
