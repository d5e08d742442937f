import { peerName, show } from '../../kit/difference'
import { schemaVocabulary } from '../../kit/expression/of-schema'
import type { Schema } from '../../kit/schema'
import type { Machine } from '../../contract/machine'
import type { Cells } from '../../specimens/cells'
import type { View } from './view'

/** Any other machine: its own cells where it has some, and every other part of its state as plain text. */
export const plainView = <S, A>({ schema, initial }: Machine<S, A>, cells?: Cells<S>): View<S, A> => {
  const parts = partsOf(schema, cells !== undefined)
  const own = cells?.of(initial).map((_, peer) => `${cells.each} ${peerName(peer)}`) ?? []
  return {
    columns: [...own, ...parts.map(({ name }) => name)],
    legend: cells?.legend ?? [],
    cells: (state) => [
      ...(cells?.of(state) ?? []),
      ...parts.map(({ name, shape }) => show(shape, (state as Readonly<Record<string, unknown>>)[name])),
    ],
    fault: () => undefined,
    notes: () => [],
    vocabulary: () => schemaVocabulary(schema),
  }
}

/** The fields of a record; beside cells of its own only those that are records, because the rest is mostly machinery. */
const partsOf = <S>(schema: Schema<S>, hasCells: boolean): readonly { name: string; shape: Schema<unknown> }[] => {
  if (schema.kind !== 'record') return hasCells ? [] : [{ name: 'state', shape: schema as Schema<unknown> }]
  return hasCells ? schema.fields.filter(({ shape }) => shape.kind === 'record') : [...schema.fields]
}
