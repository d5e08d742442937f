import { peerName, show } from '../../kit/difference'
import { schemaVocabulary } from '../../kit/expression/of-schema'
import type { Schema } from '../../kit/schema'
import type { Machine } from '../../contract/machine'
import type { Cells } from '../../specimens/catalogue'
import type { Sign, View } from './view'

const SPECIMEN_LEGEND: readonly Sign[] = [
  { sign: /L\d/, meaning: 'L1  believes that it is the leader of epoch 1' },
  { sign: /F\d/, meaning: 'F1  follows the leader of epoch 1' },
  { sign: /^- /, meaning: '-  has not heard of a leader' },
  { sign: /\|/, meaning: 'a₀|b₁  records a of epoch 0 and b of epoch 1; | is the high watermark' },
]

/** Any other machine: its own cells where it has some, and every other part of its state as plain text. */
export const plainView = <S, A>({ schema, initial }: Machine<S, A>, cells?: Cells<S>): View<S, A> => {
  const parts = partsOf(schema, cells !== undefined)
  const own = cells?.(initial).map((_, peer) => `replica ${peerName(peer)}`) ?? []
  return {
    columns: [...own, ...parts.map(({ name }) => name)],
    legend: cells === undefined ? [] : SPECIMEN_LEGEND,
    cells: (state) => [
      ...(cells?.(state) ?? []),
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
