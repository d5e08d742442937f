import { members } from './bits'
import { NONE, type Schema, type Shape } from './schema'

/** A permutation of peers: `permutation[p]` is the new name of p. */
export type Permutation = readonly number[]

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
