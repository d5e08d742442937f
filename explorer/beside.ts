import { codec } from '../kit/codec'
import { isRefused, refuse, type Refused } from '../kit/refused'
import { attemptByFiring } from '../kit/rules'
import { record, type Schema } from '../kit/schema'
import { judge } from './judge'
import type { Machine, Property } from '../contract/machine'

/** The states of two machines after the same schedule. */
export interface Pair<S> {
  readonly here: S
  readonly there: S
}

const breaksThere = refuse('breaks a property of the other machine')

/**
 * Two machines side by side with the same schedule: which schedule breaks the first but not the second?
 *
 * The first machine determines the steps. The second takes each step too. If it refuses a step, its state stays the
 * same. A schedule that breaks a property of the second machine is not extended. So a breach of `lift(properties)` in
 * this machine is a failure that the first machine has and the second survives, and breadth-first search finds the
 * shortest one.
 */
export const beside = <S extends object, A>(
  here: Machine<S, A>,
  there: Machine<S, A>,
  promised: readonly Property<S, A>[],
): Machine<Pair<S>, A> => {
  const { breaks } = judge(promised)
  const schema: Schema<Pair<S>> = record<Pair<S>>({ here: here.schema, there: there.schema })
  const follow = (state: S, action: A): S | undefined => {
    const next = there.fire(state, action)
    if (isRefused(next)) return state
    return breaks(state, action, next, true) ? undefined : next
  }
  const fire = (pair: Pair<S>, action: A): Pair<S> | Refused => {
    const next = here.fire(pair.here, action)
    if (isRefused(next)) return next
    const followed = follow(pair.there, action)
    return followed === undefined ? breaksThere : { here: next, there: followed }
  }
  return {
    name: `${here.name}, and not ${there.name}`,
    looksSame: (before, after) => here.looksSame?.(before.here, after.here) ?? false,
    initial: { here: here.initial, there: there.initial },
    schema,
    states: codec(schema),
    actions: here.actions,
    fire,
    attempt: attemptByFiring(fire),
    successors: (pair, visit) =>
      here.successors(pair.here, (action, next) => {
        const followed = follow(pair.there, action)
        if (followed !== undefined) visit(action, { here: next, there: followed })
      }),
  }
}

/** Properties of one machine, applied to the first state of a pair. */
export const lift = <S, A>(properties: readonly Property<S, A>[]): readonly Property<Pair<S>, A>[] =>
  properties.map((property): Property<Pair<S>, A> => {
    switch (property.kind) {
      case 'always':
        return { ...property, check: ({ here }: Pair<S>) => property.check(here) }
      case 'step': {
        const { kind, name, check } = property
        return { kind, name, check: (before, action, after) => check(before.here, action, after.here) }
      }
      case 'reachable':
        return { ...property, found: ({ here }) => property.found(here) }
      case 'converges': {
        const { lacks, leftOut, ...rest } = property
        return {
          ...rest,
          settled: ({ here }) => rest.settled(here),
          ...(leftOut === undefined ? {} : { leftOut: ({ here }: Pair<S>) => leftOut(here) }),
          ...(lacks === undefined ? {} : { lacks: ({ here }: Pair<S>) => lacks(here) }),
        }
      }
    }
  })
