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
   * counts as a read. Throws if a value is outside its schema.
   */
  write(next: T, to: Writes): void
  /**
   * The state after these writes, made by `write`: plain values for what was written, and the parts of `value` for the
   * rest. So it can be used with any words for which the writes are made.
   */
  after(writes: Writes): T
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
    write: (next, to) => root.write(next, to),
    after: (writes) => root.after(writes) as T,
  }
}

/** One piece of a value. */
interface Part {
  readonly isScalar: boolean
  /** The stand-in of this piece, or the number, flag or word itself. */
  get(): unknown
  write(next: unknown, to: Writes): void
  /** Itself where nothing is written, and else what is written, with itself for the rest. */
  after(writes: Writes): unknown
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
  const begin = looking.scalars.length
  const parts = shape.fields.map(({ name, shape: inner }) => ({ name, part: partOf(inner, at, looking) }))
  const isWritten = writtenIn(looking.scalars.slice(begin))
  const value = {}
  for (const { name, part } of parts) standFor(value, name, part)
  return {
    isScalar: false,
    get: () => value,
    write(next, to) {
      if (next === value) return
      for (const { name, part } of parts) part.write((next as Fields)[name], to)
    },
    after(writes) {
      if (!isWritten(writes)) return value
      const written: Record<string, unknown> = {}
      for (const { name, part } of parts) written[name] = part.after(writes)
      return written
    },
    clear: (to) => parts.forEach(({ part }) => part.clear(to)),
  }
}

const rowPart = (shape: Extract<Shape, { kind: 'row' }>, at: Cursor, looking: Looking): Part => {
  const begin = looking.scalars.length
  const parts = Array.from({ length: shape.count }, () => partOf(shape.item, at, looking))
  const isWritten = writtenIn(looking.scalars.slice(begin))
  const value: unknown[] = []
  parts.forEach((part, peer) => standFor(value, peer, part))
  return {
    isScalar: false,
    get: () => value,
    write(next, to) {
      if (next !== value) parts.forEach((part, peer) => part.write((next as readonly unknown[])[peer], to))
    },
    after: (writes) => (isWritten(writes) ? parts.map((part) => part.after(writes)) : value),
    clear: (to) => parts.forEach((part) => part.clear(to)),
  }
}

/** Whether one of these scalars is written. */
const writtenIn = (scalars: readonly Scalar[]): ((writes: Writes) => boolean) => {
  const masks = new Map<number, number>()
  for (const { word, shift, width } of scalars) masks.set(word, (masks.get(word) ?? 0) | ((2 ** width - 1) << shift))
  const all = [...masks]
  return ({ masks: written }) => all.some(([word, mask]) => ((written[word] as number) & mask) !== 0)
}

const standFor = (value: object, name: string | number, part: Part): void => {
  Object.defineProperty(
    value,
    name,
    part.isScalar ? { enumerable: true, get: () => part.get() } : { enumerable: true, value: part.get() },
  )
}

const listPart = (shape: Extract<Shape, { kind: 'list' }>, at: Cursor, looking: Looking): Part => {
  const begin = looking.scalars.length
  const length = scalarPart({ kind: 'int', min: 0, max: shape.most }, at, looking)
  const parts = Array.from({ length: shape.most }, () => partOf(shape.item, at, looking))
  const isWritten = writtenIn(looking.scalars.slice(begin))
  const value = actingList(() => Number(length.get()), parts)
  return {
    isScalar: false,
    get: () => value,
    write(next, to) {
      if (next === value) return
      const items = next as readonly unknown[]
      length.write(items.length, to)
      parts.forEach((part, index) => (index < items.length ? part.write(items[index], to) : part.clear(to)))
    },
    after: (writes) =>
      isWritten(writes) ? parts.slice(0, Number(length.after(writes))).map((part) => part.after(writes)) : value,
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
    write: (next, to) => put(pack(next), to),
    // A record whose parts are written has its own scalars written, too.
    after: ({ bits }) => unpack(width === 0 ? 0 : ((bits[word] as number) >>> shift) & (2 ** width - 1)),
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
