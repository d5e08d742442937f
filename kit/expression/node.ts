import type { Type, Value, Vocabulary } from './vocabulary'
import type { Tokens } from './tokens'

/** A part of an expression that has been read: its type, and how its value follows from a state. */
export interface Node<S> {
  readonly at: number
  readonly type: Type
  /** `bound` has the peers that the surrounding 'some' and 'every' stand for. */
  value(state: S, bound: readonly number[]): Value
}

/** A number, a word, a set or a list as it is written. What it means depends on what it is compared with. */
export interface Literal {
  readonly at: number
  readonly literal: 'name' | 'number' | 'text' | 'set' | 'list'
  readonly word: string
}

export type Operand<S> = Node<S> | Literal

export const isLiteral = <S>(operand: Operand<S>): operand is Literal => 'literal' in operand

/** What reading an expression needs to know, and what it finds out. */
export interface Reading<S> {
  readonly tokens: Tokens
  readonly vocabulary: Vocabulary<S>
  /** The variables of the surrounding 'some' and 'every', the outermost first. */
  readonly variables: readonly string[]
  /** What was read so far. */
  readonly found: { namesPeer: boolean; readonly names: Set<string> }
}
