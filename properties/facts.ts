import type { ReachableFact } from '../explorer/machine'
import type { Scope } from '../model/machine'
import type { World } from './world'

/** Interesting things that can happen: a search that meets none of them has proved nothing. */
export const factsFor = (scope: Scope): readonly ReachableFact<World>[] =>
  scope.bounds.records === 0
    ? []
    : [
        {
          kind: 'reachable',
          name: 'a record is committed',
          required: true,
          found: ({ history }) => history.truth.length > 0,
        },
      ]
