import { codec } from '../kit/codec'
import { isRefused, refuse, type Refused } from '../kit/refused'
import { attemptByFiring } from '../kit/rules'
import { record, type Schema } from '../kit/schema'
import { judge } from './judge'
import type { Machine, Property } from '../contract/machine'

/** Two states that the same schedule leads to in two machines. */
export interface Pair<S> {
  readonly here: S
  readonly there: S
}

const breaksThere = refuse('breaks a promise of the machine beside it')

/**
 * Two machines side by side, taking the same steps: what breaks one and leaves the other whole?
 *
 * The first machine leads. The second takes each step too, where it can; a step that it refuses passes it by. Schedules
 * that break a promise of the second are not followed any further. So a breach of `lift(properties)` in this machine is a
 * disaster that the first has and the second has not, and breadth-first search finds the shortest.
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

/** Properties of one machine, asked about the first of a pair. */
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
      case 'converges':
        return { ...property, settled: ({ here }) => property.settled(here) }
    }
  })
