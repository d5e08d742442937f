import { show } from '../difference'
import { nearest } from '../nearest'
import type { Field, Shape } from '../schema'
import { asType } from './meaning'
import { isLiteral, type Node, type Operand, type Reading } from './node'
import { aPeer, number, somePeers, truth, type Type, type Value } from './vocabulary'
import { wrong } from './wrong'

type Part<S> = Node<S> & { readonly type: Extract<Type, { kind: 'shape' }> }

const isPart = <S>(node: Node<S>): node is Part<S> => node.type.kind === 'shape'

/** `node.name`: a field of a record. */
export const fieldOf = <S>(node: Node<S>, name: string, at: number): Node<S> => {
  const fields: readonly Field[] = isPart(node) && node.type.shape.kind === 'record' ? node.type.shape.fields : []
  const field = fields.find((one) => one.name === name)
  if (field === undefined) throw wrong(at, noField(name, fields))
  return partOf(node, field.shape, (value) => (value as Readonly<Record<string, unknown>>)[name])
}

const noField = (name: string, fields: readonly Field[]): string => {
  const names = fields.map((one) => one.name)
  const close = nearest(name, names)
  if (names.length === 0) return `this has no fields, so there is no '${name}'`
  return `there is no field '${name}': expected ${close === undefined ? names.join(', ') : `${close}, perhaps`}`
}

/** `node(2)`: an item of a row or a list. A row of peers is counted as peers are, everything else from 0. */
export const itemOf = <S>(node: Node<S>, place: Operand<S>, reading: Reading<S>): Node<S> => {
  const shape: Shape | undefined = isPart(node) ? node.type.shape : undefined
  if (shape?.kind !== 'row' && shape?.kind !== 'list')
    throw wrong(place.at, 'this is not a list and not a row, so it has no items')
  const index = asType(place, shape.kind === 'row' && shape.by === 'peer' ? aPeer : number, reading)
  return { ...partOf(node, shape.item, (value, at) => (value as readonly unknown[])[Number(at)], index), at: node.at }
}

/** A part of a part. An undefined value has undefined parts. */
const partOf = <S>(
  node: Node<S>,
  shape: Shape,
  part: (value: unknown, index: Value) => unknown,
  index?: Node<S>,
): Node<S> => ({
  at: node.at,
  type: { kind: 'shape', shape },
  value(state, bound) {
    const whole = node.value(state, bound)
    return whole === undefined ? undefined : part(whole, index?.value(state, bound))
  },
})

/** A part of a state that has a value which can be compared. Anything else stays as it is. */
export const asValue = <S>(node: Node<S>): Node<S> => {
  if (!isPart(node)) return node
  const { shape } = node.type
  const type = typeOf(shape)
  if (type === undefined) return node
  if (type.kind !== 'list') return { ...node, type }
  return { ...node, type, value: (state, bound) => listText(shape, node.value(state, bound)) }
}

/** The same for an operand; what is written stays as it is. */
export const plain = <S>(one: Operand<S>): Operand<S> => (isLiteral(one) ? one : asValue(one))

/** A list as it is printed, without its brackets. */
const listText = (shape: Shape, value: Value): string | undefined =>
  value === undefined ? undefined : show(shape, value).slice(1, -1)

const typeOf = (shape: Shape): Type | undefined => {
  switch (shape.kind) {
    case 'int':
      return number
    case 'flag':
      return truth
    case 'peer':
      return aPeer
    case 'peers':
      return somePeers
    case 'oneOf':
      return { kind: 'word', words: shape.words }
    case 'list':
      return { kind: 'list' }
    case 'row':
    case 'record':
      return undefined
  }
}

/** Why a part cannot be compared, and what can. */
export const needsPart = ({ type }: Node<never>): string => {
  const shape = type.kind === 'shape' ? type.shape : undefined
  if (shape?.kind === 'record')
    return `expected one of its fields: ${shape.fields.map((one) => `.${one.name}`).join(', ')}`
  return `expected one of its items, such as (${shape?.kind === 'row' && shape.by === 'peer' ? '1' : '0'})`
}

/** The number of items of a list, for `size`. Undefined if the node is no list. */
export const lengthOf = <S>(node: Node<S>): Node<S> | undefined => {
  if (!isPart(node) || node.type.shape.kind !== 'list') return undefined
  return {
    at: node.at,
    type: number,
    value: (state, bound) => (node.value(state, bound) as readonly unknown[] | undefined)?.length,
  }
}
