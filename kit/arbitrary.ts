import fc from 'fast-check'
import { range } from './interpreted'
import type { Schema, Shape } from './schema'

/** A random value of a schema, for property tests. It uses ranges only, so the value may be an unreachable state. */
export const arbitrary = <T>(schema: Schema<T>): fc.Arbitrary<T> => arbitraryOf(schema) as fc.Arbitrary<T>

const arbitraryOf = (shape: Shape): fc.Arbitrary<unknown> => {
  switch (shape.kind) {
    case 'flag':
      return shape.used ? fc.boolean() : fc.constant(false)
    case 'oneOf':
      return fc.constantFrom(...shape.words)
    case 'int':
    case 'peer':
    case 'peers': {
      const [min, max] = range(shape)
      return fc.integer({ min, max })
    }
    case 'list':
      return fc.array(arbitraryOf(shape.item), { maxLength: shape.most })
    case 'row':
      return fc.array(arbitraryOf(shape.item), { minLength: shape.count, maxLength: shape.count })
    case 'record':
      return fc.record(Object.fromEntries(shape.fields.map((field) => [field.name, arbitraryOf(field.shape)])))
  }
}
