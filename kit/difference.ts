import { members } from './bits'
import { NONE, type Schema, type Shape } from './schema'

/** One field in which two values differ. */
export interface Change {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** The fields that changed from `before` to `after`, in the order of the schema. */
export const difference = <T>(schema: Schema<T>, before: T, after: T): readonly Change[] =>
  changes(schema, before, after, '')

const changes = (shape: Shape, before: unknown, after: unknown, path: string): readonly Change[] => {
  if (before === after) return []
  if (shape.kind === 'record') {
    const [was, is] = [before, after] as readonly Readonly<Record<string, unknown>>[]
    return shape.fields.flatMap(({ name, shape: part }) =>
      changes(part, was?.[name], is?.[name], path === '' ? name : `${path}.${name}`),
    )
  }
  if (shape.kind === 'row') {
    const [was, is] = [before, after] as readonly (readonly unknown[])[]
    return Array.from({ length: shape.count }, (_, index) => index).flatMap((index) =>
      changes(shape.item, was?.[index], is?.[index], `${path}[${placeName(shape, index)}]`),
    )
  }
  const [was, is] = [show(shape, before), show(shape, after)]
  return was === is ? [] : [{ path, before: was, after: is }]
}

/** One field of a value. */
export interface Field {
  readonly path: string
  readonly value: string
}

/** Every field of a value, in the order of the schema. */
export const fieldsOf = <T>(schema: Schema<T>, value: T): readonly Field[] => fields(schema, value, '')

const fields = (shape: Shape, value: unknown, path: string): readonly Field[] => {
  if (shape.kind === 'record') {
    const parts = value as Readonly<Record<string, unknown>>
    return shape.fields.flatMap(({ name, shape: part }) =>
      fields(part, parts[name], path === '' ? name : `${path}.${name}`),
    )
  }
  if (shape.kind !== 'row') return [{ path, value: show(shape, value) }]
  return (value as readonly unknown[]).flatMap((item, index) =>
    fields(shape.item, item, `${path}[${placeName(shape, index)}]`),
  )
}

/** Places are counted from 0. */
const placeName = ({ by }: Extract<Shape, { kind: 'row' }>, index: number): string =>
  by === 'peer' ? peerName(index) : String(index)

/** Peers are counted from 1 wherever people read them. */
export const peerName = (peer: number): string => (peer === NONE ? 'none' : String(peer + 1))

/** A value as short text: {1 3} for a set of peers, [..] for a list, (field value, ...) for a record. */
export const show = (shape: Shape, value: unknown): string => {
  switch (shape.kind) {
    case 'int':
    case 'oneOf':
      return String(value)
    case 'flag':
      return value === true ? 'yes' : 'no'
    case 'peer':
      return peerName(Number(value))
    case 'peers':
      return `{${members(Number(value)).map(peerName).join(' ')}}`
    case 'list':
    case 'row':
      return `[${(value as readonly unknown[]).map((item) => show(shape.item, item)).join(' ')}]`
    case 'record': {
      const parts = value as Readonly<Record<string, unknown>>
      return `(${shape.fields.map(({ name, shape: part }) => `${name} ${show(part, parts[name])}`).join(', ')})`
    }
  }
}
