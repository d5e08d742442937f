import { range } from './interpreted'
import { cursor, widthOfScalar, type Cursor, type Place } from './layout'
import type { Schema, Shape } from './schema'

/** The packed position of a scalar. A scalar without bits is never read. */
export interface Scalar extends Place {
  readonly width: number
}

/** Bits to set in packed words, and the mask of these bits. */
export interface Writes {
  readonly masks: Int32Array
  readonly bits: Int32Array
}

/**
 * A value that reads its scalars from packed words when they are used, and records which scalars were read.
 *
 * Passing a record or list on is not a read: an unchanged part gets into the next state without being read. A scalar
 * cannot be copied without reading it, so copying a record counts as a read of each of its scalars.
 */
export interface Tracked<T> {
  /** The value. It is always the same object. */
  readonly value: T
  /** All scalars, by number. */
  readonly scalars: readonly Scalar[]
  /** The scalars read since `hold`, in the order of the first read. */
  readonly noted: readonly number[]
  /** Reads from these words from now on, and clears the recorded reads. */
  hold(words: Int32Array): void
  /**
   * Packs the parts of `next`, built from `value`, that differ from it. A part that was moved from another position
   * counts as a read. Returns `next` with plain values for everything that it writes, so that it can be used together
   * with other words. Throws if a value is outside its schema.
   */
  write(next: T, to: Writes): T
}

export const tracked = <T>(schema: Schema<T>): Tracked<T> => {
  const scalars: Scalar[] = []
  const noted: number[] = []
  const at: { words: Int32Array } = { words: new Int32Array(0) }
  const isNoted: boolean[] = []
  const look = (scalar: number): number => {
    if (isNoted[scalar] !== true) {
      isNoted[scalar] = true
      noted.push(scalar)
    }
    const { word, shift, width } = scalars[scalar] as Scalar
    return ((at.words[word] as number) >>> shift) & (2 ** width - 1)
  }
  const root = partOf(schema, cursor(), { scalars, look })
  return {
    value: root.get() as T,
    scalars,
    noted,
    hold(words) {
      at.words = words
      for (const scalar of noted) isNoted[scalar] = false
      noted.length = 0
    },
    write: (next, to) => root.write(next, to) as T,
  }
}

/** One piece of a value. */
interface Part {
  readonly isScalar: boolean
  /** The stand-in of this piece, or the number, flag or word itself. */
  get(): unknown
  write(next: unknown, to: Writes): unknown
  /** Packs zeros for the unused items of a list. */
  clear(to: Writes): void
}

interface Looking {
  readonly scalars: Scalar[]
  look(scalar: number): number
}

const partOf = (shape: Shape, at: Cursor, looking: Looking): Part => {
  switch (shape.kind) {
    case 'record':
      return recordPart(shape, at, looking)
    case 'row':
      return rowPart(shape, at, looking)
    case 'list':
      return listPart(shape, at, looking)
    case 'flag':
    case 'oneOf':
    case 'int':
    case 'peer':
    case 'peers':
      return scalarPart(shape, at, looking)
  }
}

type Fields = Readonly<Record<string, unknown>>

const recordPart = (shape: Extract<Shape, { kind: 'record' }>, at: Cursor, looking: Looking): Part => {
  const parts = shape.fields.map(({ name, shape: inner }) => ({ name, part: partOf(inner, at, looking) }))
  const value = {}
  for (const { name, part } of parts) standFor(value, name, part)
  return {
    isScalar: false,
    get: () => value,
    write(next, to) {
      if (next === value) return value
      const written: Record<string, unknown> = {}
      for (const { name, part } of parts) written[name] = part.write((next as Fields)[name], to)
      return written
    },
    clear: (to) => parts.forEach(({ part }) => part.clear(to)),
  }
}

const rowPart = (shape: Extract<Shape, { kind: 'row' }>, at: Cursor, looking: Looking): Part => {
  const parts = Array.from({ length: shape.count }, () => partOf(shape.item, at, looking))
  const value: unknown[] = []
  parts.forEach((part, peer) => standFor(value, peer, part))
  return {
    isScalar: false,
    get: () => value,
    write: (next, to) =>
      next === value ? value : parts.map((part, peer) => part.write((next as readonly unknown[])[peer], to)),
    clear: (to) => parts.forEach((part) => part.clear(to)),
  }
}

const standFor = (value: object, name: string | number, part: Part): void => {
  Object.defineProperty(
    value,
    name,
    part.isScalar ? { enumerable: true, get: () => part.get() } : { enumerable: true, value: part.get() },
  )
}

const listPart = (shape: Extract<Shape, { kind: 'list' }>, at: Cursor, looking: Looking): Part => {
  const length = scalarPart({ kind: 'int', min: 0, max: shape.most }, at, looking)
  const parts = Array.from({ length: shape.most }, () => partOf(shape.item, at, looking))
  const value = actingList(() => Number(length.get()), parts)
  return {
    isScalar: false,
    get: () => value,
    write(next, to) {
      if (next === value) return value
      const items = next as readonly unknown[]
      const count = Number(length.write(items.length, to))
      parts.slice(count).forEach((part) => part.clear(to))
      return parts.slice(0, count).map((part, index) => part.write(items[index], to))
    },
    clear(to) {
      length.clear(to)
      parts.forEach((part) => part.clear(to))
    },
  }
}

/** An array whose length is a tracked read. The length of the underlying array is hidden. */
const actingList = (length: () => number, parts: readonly Part[]): readonly unknown[] => {
  const itemAt = (key: string | symbol): Part | undefined => {
    const index = typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : -1
    return index >= 0 && index < length() ? parts[index] : undefined
  }
  return new Proxy<unknown[]>([], {
    get(target, key) {
      if (key === 'length') return length()
      return itemAt(key)?.get() ?? (Reflect.get(target, key) as unknown)
    },
    has: (target, key) => itemAt(key) !== undefined || Reflect.has(target, key),
    ownKeys: () => [...parts.slice(0, length()).keys()].map(String).concat('length'),
    getOwnPropertyDescriptor(_, key) {
      if (key === 'length') return { value: length(), writable: true, enumerable: false, configurable: false }
      const part = itemAt(key)
      return part && { value: part.get(), writable: true, enumerable: true, configurable: true }
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  })
}

const scalarPart = (
  shape: Exclude<Shape, { kind: 'record' | 'row' | 'list' }>,
  at: Cursor,
  { scalars, look }: Looking,
): Part => {
  const width = widthOfScalar(shape)
  const { word, shift } = at.take(width)
  const number = width === 0 ? -1 : scalars.push({ word, shift, width }) - 1
  const { pack, unpack } = packing(shape)
  const put = (bits: number, to: Writes): void => {
    if (width === 0) return
    ;(to.masks[word] as number) |= (2 ** width - 1) << shift
    ;(to.bits[word] as number) |= bits << shift
  }
  return {
    isScalar: true,
    get: () => unpack(width === 0 ? 0 : look(number)),
    write(next, to) {
      put(pack(next), to)
      return next
    },
    clear: (to) => put(0, to),
  }
}

interface Packing {
  pack(value: unknown): number
  unpack(bits: number): unknown
}

/** Pack throws where the value is not one of this shape. */
const packing = (shape: Exclude<Shape, { kind: 'record' | 'row' | 'list' }>): Packing => {
  if (shape.kind === 'flag')
    return { pack: (value) => within(value === true ? 1 : 0, 0, shape.used ? 1 : 0), unpack: (bits) => bits === 1 }
  if (shape.kind === 'oneOf') {
    const { words } = shape
    return {
      pack: (value) => within(words.indexOf(value as string), 0, words.length - 1),
      unpack: (bits) => words[bits],
    }
  }
  const [min, max] = range(shape)
  return { pack: (value) => within(value as number, min, max) - min, unpack: (bits) => bits + min }
}

const within = (value: number, min: number, max: number): number => {
  if (value >= min && value <= max) return value
  throw new RangeError(`${value} is not from ${min} to ${max}`)
}
