import { peerName, show as showValue } from '../../kit/difference'
import { schemaVocabulary } from '../../kit/expression/of-schema'
import type { Schema, Shape } from '../../kit/schema'
import type { Machine } from '../../contract/machine'
import type { Show } from '../loading/machine-file'
import type { View } from './view'

/** How a machine that is not ours looks: as it says itself, or with one column for each field of its state. */
export const ownView = <S, A>({ schema }: Machine<S, A>, show?: Show<S>): View<S, A> => {
  const parts = partsOf(schema)
  return {
    columns: show?.columns ?? parts.map(({ name }) => name),
    legend: [],
    cells: show?.cells ?? ((state) => parts.map(({ shape, of }) => showValue(shape, of(state)))),
    fault: () => undefined,
    notes: () => [],
    vocabulary: () => schemaVocabulary(schema),
  }
}

interface Part {
  readonly name: string
  readonly shape: Schema<unknown>
  of(state: unknown): unknown
}

type Fields = Readonly<Record<string, unknown>>

/** The fields of a record. What there is one of for each peer has one column for each peer. */
const partsOf = (shape: Shape): readonly Part[] => {
  if (shape.kind !== 'record') return [{ name: 'state', shape, of: (state) => state }]
  return shape.fields.flatMap(({ name, shape: inner }): readonly Part[] => {
    if (inner.kind !== 'row' || inner.item.kind !== 'record')
      return [{ name, shape: inner, of: (state) => (state as Fields)[name] }]
    return Array.from({ length: inner.count }, (_, index) => ({
      name: `${name}[${inner.by === 'peer' ? peerName(index) : index}]`,
      shape: inner.item,
      of: (state) => ((state as Fields)[name] as readonly unknown[])[index],
    }))
  })
}
