/**
 * A schema describes the structure of a value.
 *
 * The packed codec (codec.ts), the renaming of peers (renaming.ts), the printed difference of two values
 * (difference.ts) and the random generator of the tests (arbitrary.ts) are derived from it. A schema is built for given
 * bounds. A field with only one possible value takes no bits, so a feature that is switched off costs nothing.
 */
export type Shape =
  /** An integer from min to max. */
  | { readonly kind: 'int'; readonly min: number; readonly max: number }
  /** True or false; a flag that is not `used` is always false. */
  | { readonly kind: 'flag'; readonly used: boolean }
  /** One of a few words, packed as its position. */
  | { readonly kind: 'oneOf'; readonly words: readonly string[] }
  /** One of `count` interchangeable participants, 0 .. count - 1; with orNone also NONE. */
  | { readonly kind: 'peer'; readonly count: number; readonly orNone: boolean }
  /** A set of peers, as bits. */
  | { readonly kind: 'peers'; readonly count: number }
  | { readonly kind: 'record'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly item: Shape; readonly most: number }
  /** Always `count` values: one for each peer, indexed by peer, or one for each of some numbered places. */
  | { readonly kind: 'row'; readonly by: 'peer' | 'place'; readonly count: number; readonly item: Shape }

export interface Field {
  readonly name: string
  readonly shape: Shape
}

/** The value that means no peer. */
export const NONE = -1

declare const describes: unique symbol

/** A shape whose values have type T. T exists only for the compiler. */
export type Schema<T> = Shape & { readonly [describes]?: (value: T) => T }

type Fields<T> = { readonly [K in keyof T]-?: Schema<T[K]> }

export const int = (min: number, max: number): Schema<number> => {
  if (!Number.isInteger(min) || !Number.isInteger(max) || max < min) throw new Error(`no integer from ${min} to ${max}`)
  return { kind: 'int', min, max }
}

export const flag: Schema<boolean> = { kind: 'flag', used: true }

/** A flag if `used`, and otherwise always false without any bits. */
export const flagWhen = (used: boolean): Schema<boolean> => ({ kind: 'flag', used })

export const oneOf = <W extends string>(...words: readonly W[]): Schema<W> => ({ kind: 'oneOf', words })

export const peer = (count: number): Schema<number> => ({ kind: 'peer', count, orNone: false })

export const maybePeer = (count: number): Schema<number> => ({ kind: 'peer', count, orNone: true })

export const peers = (count: number): Schema<number> => ({ kind: 'peers', count })

export const list = <T>(item: Schema<T>, most: number): Schema<readonly T[]> => ({ kind: 'list', item, most })

export const perPeer = <T>(count: number, item: Schema<T>): Schema<readonly T[]> => ({
  kind: 'row',
  by: 'peer',
  count,
  item,
})

/** One value for each of `count` places, 0 .. count - 1, which renaming peers leaves alone. */
export const perPlace = <T>(count: number, item: Schema<T>): Schema<readonly T[]> => ({
  kind: 'row',
  by: 'place',
  count,
  item,
})

/** A record. Its fields are packed and printed in the given order. */
export const record = <T extends object>(fields: Fields<T>): Schema<T> => ({
  kind: 'record',
  fields: Object.entries<Shape>(fields as Record<string, Shape>).map(([name, shape]) => ({ name, shape })),
})

/** The number of bits that `values` different values need. */
export const widthOf = (values: number): number => (values <= 1 ? 0 : 32 - Math.clz32(values - 1))
