import type { Schema, Shape } from '../schema'
import type { Term, Vocabulary } from './vocabulary'

/** The fields of a state as names: what a schema alone says about a machine. */
export const schemaTerms = <S>(schema: Schema<S>): readonly Term<S>[] =>
  (schema.kind === 'record' ? schema.fields : []).map(({ name, shape }) => ({
    name,
    takes: [],
    gives: { kind: 'shape', shape },
    about: 'a field of the state',
    value: (state) => (state as Readonly<Record<string, unknown>>)[name],
  }))

/** The vocabulary of a machine that has no names of its own. */
export const schemaVocabulary = <S>(schema: Schema<S>): Vocabulary<S> => ({
  terms: schemaTerms(schema),
  facts: [],
  peers: peersIn(schema),
  peer: 'peer',
})

/** The largest number of peers that any part has. */
const peersIn = (shape: Shape): number => {
  switch (shape.kind) {
    case 'peer':
    case 'peers':
      return shape.count
    case 'row':
      return Math.max(shape.by === 'peer' ? shape.count : 0, peersIn(shape.item))
    case 'list':
      return peersIn(shape.item)
    case 'record':
      return Math.max(0, ...shape.fields.map((field) => peersIn(field.shape)))
    case 'int':
    case 'flag':
    case 'oneOf':
      return 0
  }
}
