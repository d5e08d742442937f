import { peerName } from './difference'
import { repeat } from './layout'
import { range } from './interpreted'
import type { Schema, Shape } from './schema'
import { filledIn, textsOf } from './wording'

/** An action is a type and a few small numbers. */
interface Typed {
  readonly type: string
}

/** The definition of one kind of action. Its codes, its text and its parameters are derived from it. */
export interface Kind<P> {
  /** The short form in replay tokens: letters that no other kind uses. */
  readonly code: string
  /** One line of text with each parameter in braces: 'peer {peer} crashes'. Square brackets: see wording.ts. */
  readonly text: string
  readonly fields: { readonly [K in keyof P]: Schema<P[K]> }
  /** Parameters that take no place in the code where they have one possible value. */
  readonly implied?: readonly (keyof P & string)[]
  /** False where the bounds rule this kind out, a fault without a budget for instance. */
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
  /** The action of this catalogue with the same type and parameters; undefined where there is none. It may come from other bounds, or be a copy. */
  counterpart(action: unknown): A | undefined
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
  const forms = new Map(known.map(([type, kind]) => [type, formOf(kind)]))
  const formOfAction = (action: A): Form =>
    forms.get(action.type) ?? formOf({ code: '?', text: action.type, fields: {} })
  const chosen = known
    .filter(([, { possible }]) => possible !== false)
    .map(([type, kind]) => ({ type, role: kind.role ?? 'routine', actions: instances(type, kind) as unknown as A[] }))
  const all = chosen.flatMap(({ actions }) => actions)
  const byName = new Map(all.map((action) => [formOfAction(action).name(action), action]))
  const byCode = new Map(all.map((action) => [formOfAction(action).encode(action), action]))
  const byText = new Map(
    all.flatMap((action) =>
      formOfAction(action)
        .texts(action)
        .map((text) => [text, action]),
    ),
  )
  const ordinals = new Map(all.map((action, index) => [action, index]))
  const counterpart = (action: unknown): A | undefined => {
    const same = action as A
    return ordinals.has(same) ? same : byName.get(formOfAction(same).name(same))
  }
  return {
    all,
    kinds: chosen,
    peersOf: (action) => formOfAction(action).peersOf(action),
    ordinal(action) {
      const found = ordinals.get(action) ?? ordinals.get(counterpart(action) ?? action)
      if (found === undefined) throw new Error(`not an action within these bounds: ${JSON.stringify(action)}`)
      return found
    },
    counterpart,
    print: (action) => formOfAction(action).texts(action)[0],
    parse: (text) => byText.get(text.trim()),
    encode: (action) => formOfAction(action).encode(action),
    decode: (code) => byCode.get(code),
  }
}

interface AnyKind {
  readonly code: string
  readonly text: string
  readonly fields: Readonly<Record<string, Shape>>
  readonly implied?: readonly string[]
  readonly possible?: boolean
  readonly role?: Role
}

type Parameters = Readonly<Record<string, number>>

/** How the actions of a kind are written within given bounds. */
interface Form {
  /** Tells it apart from every action of any bounds. */
  name(action: Typed): string
  encode(action: Typed): string
  /** The first is the one that is printed. */
  texts(action: Typed): readonly [string, ...string[]]
  peersOf(action: Typed): readonly number[]
}

const formOf = ({ code, text, fields, implied = [] }: AnyKind): Form => {
  const names = Object.keys(fields)
  const isOpen = (field: string): boolean => fields[field] === undefined || valuesOf(fields[field]).length > 1
  const coded = names.filter((field) => isOpen(field) || !implied.includes(field))
  const peers = names.filter((field) => fields[field]?.kind === 'peer')
  const [printed, ...others] = textsOf(text, isOpen)
  const number = (action: Typed, field: string): number => (action as unknown as Parameters)[field] ?? 0
  const word = (action: Typed, field: string): string =>
    peers.includes(field) ? peerName(number(action, field)) : String(number(action, field))
  const written = (action: Typed, some: readonly string[]): string =>
    code + some.map((field) => word(action, field)).join('.')
  const filled = (action: Typed, one: string): string => filledIn(one, (field) => word(action, field))
  return {
    name: (action) => written(action, names),
    encode: (action) => written(action, coded),
    texts: (action) => [filled(action, printed), ...others.map((other) => filled(action, other))],
    peersOf: (action) => peers.map((field) => number(action, field)),
  }
}

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
