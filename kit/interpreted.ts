import type { Codec } from './packed'
import { cursor, layOut, repeat, skip, widthOfScalar, type Cursor } from './layout'
import { NONE, type Schema, type Shape } from './schema'

/**
 * The reference codec: it walks the schema for every value. It is slow and simple. A property test checks that
 * `compiled.ts` agrees with it bit for bit.
 */
export const interpretedCodec = <T>(schema: Schema<T>): Codec<T> => ({
  words: layOut(schema).words,
  write(value, into, at) {
    into.fill(0, at, at + layOut(schema).words)
    writeShape(schema, value, cursor(), into, at)
  },
  read: (from, at) => readShape(schema, cursor(), from, at) as T,
})

/** Describes where `value` is outside `shape`, as path and expectation. Undefined if it fits. */
export const misfit = (shape: Shape, value: unknown, path = 'state'): string | undefined => {
  switch (shape.kind) {
    case 'record': {
      if (typeof value !== 'object' || value === null) return `${path} is ${String(value)}, a record expected`
      const parts = value as Readonly<Record<string, unknown>>
      return firstMisfit(shape.fields.map(({ name, shape: part }) => misfit(part, parts[name], `${path}.${name}`)))
    }
    case 'list':
    case 'row': {
      if (!Array.isArray(value)) return `${path} is ${String(value)}, a ${shape.kind} expected`
      const items = value as readonly unknown[]
      const fits = shape.kind === 'list' ? items.length <= shape.most : items.length === shape.count
      if (!fits)
        return `${path} has ${items.length} items, ${shape.kind === 'list' ? `at most ${shape.most}` : shape.count} expected`
      return firstMisfit(items.map((item, index) => misfit(shape.item, item, `${path}[${index}]`)))
    }
    case 'flag':
      return value === true
        ? shape.used
          ? undefined
          : `${path} is true, expected to be off`
        : value === false
          ? undefined
          : `${path} is ${String(value)}, a flag expected`
    case 'oneOf':
      return shape.words.includes(String(value))
        ? undefined
        : `${path} is ${String(value)}, one of ${shape.words.join(', ')} expected`
    case 'int':
    case 'peer':
    case 'peers': {
      const [min, max] = range(shape)
      const fits = Number.isInteger(value) && Number(value) >= min && Number(value) <= max
      return fits ? undefined : `${path} is ${String(value)}, ${min} to ${max} expected`
    }
  }
}

const firstMisfit = (found: readonly (string | undefined)[]): string | undefined =>
  found.find((one) => one !== undefined)

type NumberShape = Extract<Shape, { kind: 'int' | 'peer' | 'peers' }>

/** The smallest and the largest number that a numeric shape allows. */
export const range = (shape: NumberShape): readonly [number, number] => {
  switch (shape.kind) {
    case 'int':
      return [shape.min, shape.max]
    case 'peer':
      return [shape.orNone ? NONE : 0, shape.count - 1]
    case 'peers':
      return [0, 2 ** shape.count - 1]
  }
}

const writeShape = (shape: Shape, value: unknown, to: Cursor, into: Int32Array, at: number): void => {
  switch (shape.kind) {
    case 'record': {
      const parts = value as Readonly<Record<string, unknown>>
      return shape.fields.forEach((field) => writeShape(field.shape, parts[field.name], to, into, at))
    }
    case 'row':
      return (value as readonly unknown[]).forEach((item) => writeShape(shape.item, item, to, into, at))
    case 'list': {
      const items = value as readonly unknown[]
      put(items.length, widthOfScalar(shape), to, into, at)
      return repeat(shape.most, (index) =>
        index < items.length ? writeShape(shape.item, items[index], to, into, at) : skip(shape.item, to),
      )
    }
    case 'flag':
      return put(value === true ? 1 : 0, widthOfScalar(shape), to, into, at)
    case 'oneOf':
      return put(shape.words.indexOf(String(value)), widthOfScalar(shape), to, into, at)
    case 'int':
    case 'peer':
    case 'peers':
      return put(Number(value) - range(shape)[0], widthOfScalar(shape), to, into, at)
  }
}

const put = (bits: number, width: number, to: Cursor, into: Int32Array, at: number): void => {
  const { word, shift } = to.take(width)
  into[at + word] = (into[at + word] ?? 0) | (bits << shift)
}

const readShape = (shape: Shape, to: Cursor, from: Int32Array, at: number): unknown => {
  switch (shape.kind) {
    case 'record':
      return Object.fromEntries(shape.fields.map((field) => [field.name, readShape(field.shape, to, from, at)]))
    case 'row':
      return Array.from({ length: shape.count }, () => readShape(shape.item, to, from, at))
    case 'list': {
      const length = take(widthOfScalar(shape), to, from, at)
      const items = Array.from({ length }, () => readShape(shape.item, to, from, at))
      repeat(shape.most - length, () => skip(shape.item, to))
      return items
    }
    case 'flag':
      return take(widthOfScalar(shape), to, from, at) === 1
    case 'oneOf':
      return shape.words[take(widthOfScalar(shape), to, from, at)]
    case 'int':
    case 'peer':
    case 'peers':
      return take(widthOfScalar(shape), to, from, at) + range(shape)[0]
  }
}

const take = (width: number, to: Cursor, from: Int32Array, at: number): number => {
  const { word, shift } = to.take(width)
  return ((from[at + word] ?? 0) >>> shift) & (2 ** width - 1)
}
