import type { Shape } from '../schema'

/**
 * What an expression can be about. Values are compared as they are: a number, a peer as its number from 0 (or NONE), a
 * set of peers as bits, and a word or a list as its text.
 */
export type Type =
  | { readonly kind: 'truth' }
  | { readonly kind: 'number' }
  | { readonly kind: 'peer' }
  | { readonly kind: 'peers' }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** A list as it is printed. `item` is what each of its items looks like, where that is known. */
  | { readonly kind: 'list'; readonly item?: RegExp; readonly example?: string }
  /** A part of a state that has parts of its own. */
  | { readonly kind: 'shape'; readonly shape: Shape }

/** Undefined: there is no such thing in this state. Then no comparison with it is true. */
export type Value = unknown

/** The text of a list or of an item. */
export const textOf = (value: Value): string => (typeof value === 'string' ? value : String(Number(value)))

/** A name that an expression can use. */
export interface Term<S> {
  readonly name: string
  readonly takes: readonly Type[]
  readonly gives: Type
  /** What it is, in a few words. */
  readonly about: string
  /** The arguments are peers from 0, numbers, and words. */
  value(state: S, ...given: readonly Value[]): Value
}

/** All names that expressions about one machine can use. */
export interface Vocabulary<S> {
  readonly terms: readonly Term<S>[]
  /** Statements about a state with names of several words. */
  readonly facts: readonly { readonly name: string; found(state: S): boolean }[]
  /** Statements of other machines of this kind, and why this one has them not. */
  readonly strange?: readonly { readonly name: string; readonly why: string }[]
  /** The number of peers, and what one of them is called. */
  readonly peers: number
  readonly peer: string
}

export const truth: Type = { kind: 'truth' }
export const number: Type = { kind: 'number' }
export const aPeer: Type = { kind: 'peer' }
export const somePeers: Type = { kind: 'peers' }

/** How a type is named in an error. */
export const typeName = (type: Type, peer: string): string => {
  switch (type.kind) {
    case 'truth':
      return 'yes or no'
    case 'number':
      return 'a number'
    case 'peer':
      return `a ${peer}`
    case 'peers':
      return `a set of ${peer}s, such as {1 2}`
    case 'word':
      return type.words.length > 8
        ? `one of ${type.words[0]} to ${type.words.at(-1)}`
        : `one of ${type.words.join(', ')}`
    case 'list':
      return `a list, such as [${type.example ?? '1 2'}]`
    case 'shape':
      return 'a part of the state'
  }
}
