import { members } from './bits'
import type { Kind, Kinds } from './catalogue'
import { NONE, record, type Schema, type Shape } from './schema'

/** A permutation of peers: `permutation[p]` is the new name of p. */
export type Permutation = readonly number[]

/** The same states and actions under other names. */
export interface Renaming<S, A> {
  readonly permutation: Permutation
  state(state: S): S
  action(action: A): A
}

/**
 * Every permutation of `count` interchangeable peers, for states and actions. This is sound only for a machine that
 * never prefers a peer because of its number.
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

/** The same value with every peer renamed, derived from the schema. This defines symmetry. */
export const rename = <T>(schema: Schema<T>, value: T, permutation: Permutation): T =>
  renameShape(schema, value, permutation) as T

const renameShape = (shape: Shape, value: unknown, permutation: Permutation): unknown => {
  switch (shape.kind) {
    case 'int':
    case 'flag':
    case 'oneOf':
      return value
    case 'peer':
      return value === NONE ? NONE : permutation[Number(value)]
    case 'peers':
      return members(Number(value)).reduce((renamed, member) => renamed | (1 << (permutation[member] ?? member)), 0)
    case 'record': {
      const parts = value as Readonly<Record<string, unknown>>
      return Object.fromEntries(
        shape.fields.map((field) => [field.name, renameShape(field.shape, parts[field.name], permutation)]),
      )
    }
    case 'list':
      return (value as readonly unknown[]).map((item) => renameShape(shape.item, item, permutation))
    case 'row': {
      const items = value as readonly unknown[]
      const moved = shape.by === 'peer' ? items.map((_, index) => items[permutation.indexOf(index)]) : items
      return moved.map((item) => renameShape(shape.item, item, permutation))
    }
  }
}

/** Every permutation of `count` peers, in a fixed order. The identity comes first. */
export const permutations = (count: number): readonly Permutation[] => {
  if (count === 0) return [[]]
  return permutations(count - 1).flatMap((shorter) =>
    Array.from({ length: count }, (_, back) => [
      ...shorter.slice(0, count - 1 - back),
      count - 1,
      ...shorter.slice(count - 1 - back),
    ]),
  )
}
