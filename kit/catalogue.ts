import { peerName } from './difference'
import { repeat } from './layout'
import { range } from './interpreted'
import type { Schema, Shape } from './schema'

/** An action is a type and a few small numbers. */
interface Typed {
  readonly type: string
}

/** The definition of one kind of action. Its codes, its text and its parameters are derived from it. */
export interface Kind<P> {
  /** The short form in replay tokens: letters that no other kind uses. */
  readonly code: string
  /** One line of text with each parameter in braces: 'broker {broker} crashes'. */
  readonly text: string
  readonly fields: { readonly [K in keyof P]: Schema<P[K]> }
  /** False if the bounds exclude this kind, for example a fault without a budget. */
  readonly possible?: boolean
  readonly role?: Role
}

/**
 * The role of a kind in random walks. A harm is a fault, and a look changes nothing; both are taken rarely. Work has a
 * limited supply, which should last for the walk. Every other kind is routine.
 */
export type Role = 'harm' | 'look' | 'work' | 'routine'

export type Kinds<A extends Typed> = { readonly [T in A['type']]: Kind<Omit<Extract<A, { readonly type: T }>, 'type'>> }

/** All actions within given bounds, numbered in the order of `kinds`, with conversion to and from text and codes. */
export interface Catalogue<A> {
  readonly all: readonly A[]
  /** The same, grouped by kind. A kind that the bounds exclude is missing. */
  readonly kinds: readonly KindOf<A>[]
  /** The peers that an action names, in the order of its parameters. */
  peersOf(action: A): readonly number[]
  ordinal(action: A): number
  print(action: A): string
  parse(text: string): A | undefined
  encode(action: A): string
  decode(code: string): A | undefined
}

export interface KindOf<A> {
  readonly type: string
  readonly role: Role
  readonly actions: readonly A[]
}

export const catalogue = <A extends Typed>(kinds: Kinds<A>): Catalogue<A> => {
  const known = Object.entries<AnyKind>(kinds as unknown as Record<string, AnyKind>)
  const chosen = known
    .filter(([, { possible }]) => possible !== false)
    .map(([type, kind]) => ({ type, role: kind.role ?? 'routine', actions: instances(type, kind) as unknown as A[] }))
  const all = chosen.flatMap(({ actions }) => actions)
  const byCode = new Map(all.map((action) => [encode(kindOf(kinds, action), action), action]))
  const byText = new Map(all.map((action) => [print(kindOf(kinds, action), action), action]))
  const ordinals = new Map(all.map((action, index) => [action, index]))
  return {
    all,
    kinds: chosen,
    peersOf: (action) => {
      const { fields } = kindOf(kinds, action)
      const named = Object.keys(fields).filter((field) => fields[field]?.kind === 'peer')
      return named.map((field) => (action as unknown as Parameters)[field] ?? 0)
    },
    ordinal(action) {
      const found = ordinals.get(action) ?? ordinals.get(byCode.get(encode(kindOf(kinds, action), action)) ?? action)
      if (found === undefined) throw new Error(`not an action within these bounds: ${JSON.stringify(action)}`)
      return found
    },
    print: (action) => print(kindOf(kinds, action), action),
    parse: (text) => byText.get(text.trim()),
    encode: (action) => encode(kindOf(kinds, action), action),
    decode: (code) => byCode.get(code),
  }
}

interface AnyKind {
  readonly code: string
  readonly text: string
  readonly fields: Readonly<Record<string, Shape>>
  readonly possible?: boolean
  readonly role?: Role
}

type Parameters = Readonly<Record<string, number>>

const kindOf = <A extends Typed>(kinds: Kinds<A>, action: A): AnyKind =>
  (kinds as unknown as Record<string, AnyKind>)[action.type] ?? { code: '?', text: action.type, fields: {} }

/** Every combination of parameters. The last one varies fastest. */
const instances = (type: string, kind: AnyKind): readonly Typed[] =>
  Object.entries(kind.fields).reduce<readonly Typed[]>(
    (shorter, [field, shape]) =>
      shorter.flatMap((action) => valuesOf(shape).map((value) => ({ ...action, [field]: value }))),
    [{ type }],
  )

const valuesOf = (shape: Shape): readonly number[] => {
  if (shape.kind !== 'int' && shape.kind !== 'peer')
    throw new Error(`an action cannot have a ${shape.kind} for a parameter`)
  const [min, max] = range(shape)
  const values: number[] = []
  repeat(max - min + 1, (index) => values.push(min + index))
  return values
}

const parameter = (kind: AnyKind, action: Typed, field: string): string => {
  const value = (action as unknown as Parameters)[field] ?? 0
  return kind.fields[field]?.kind === 'peer' ? peerName(value) : String(value)
}

const print = (kind: AnyKind, action: Typed): string =>
  kind.text.replace(/\{(\w+)\}/g, (_, field: string) => parameter(kind, action, field))

const encode = (kind: AnyKind, action: Typed): string =>
  kind.code +
  Object.keys(kind.fields)
    .map((field) => parameter(kind, action, field))
    .join('.')
