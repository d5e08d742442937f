import type { Renaming } from '../contract/machine'
import type { Kind, Kinds } from '../kit/catalogue'
import { permutations, rename } from '../kit/renaming'
import { record, type Schema } from '../kit/schema'

/**
 * Every permutation of `count` interchangeable peers, for states and actions. This is sound only for a machine that
 * never prefers a peer because of its number, and whose initial state names no peer.
 */
export const symmetry = <S, A extends { readonly type: string }>(
  schema: Schema<S>,
  kinds: Kinds<A>,
  count: number,
): readonly Renaming<S, A>[] =>
  permutations(count).map((permutation) => ({
    permutation,
    state: (state) => rename(schema, state, permutation),
    action(action) {
      const { fields } = kinds[action.type as A['type']] as unknown as Kind<Readonly<Record<string, number>>>
      return { ...action, ...rename(record<object>(fields), action, permutation) }
    },
  }))
