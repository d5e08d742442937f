import { nearest } from '../nearest'
import { comparison } from './comparison'
import { reading as readingOf, named, type Tokens } from './tokens'
import type { Node, Reading } from './node'
import { truth, type Vocabulary } from './vocabulary'
import { isWrong, wrong, type Wrong } from './wrong'

/** A statement about a state: true or false in each. */
export interface Statement<S> {
  readonly text: string
  holds(state: S): boolean
  /** It names a peer by its number, so a state and its renaming may differ in it. */
  readonly namesPeer: boolean
  /** The names of the vocabulary that it uses. */
  readonly names: ReadonlySet<string>
}

/**
 * Reads a statement: the name of a fact, or an expression.
 *
 *   any        = all { 'or' all }
 *   all        = one { 'and' one }
 *   one        = 'not' one | ('some' | 'every') variable ':' any | comparison
 *   comparison = operand [ ('=' | '!=' | '<' | '<=' | '>' | '>=' | 'in') operand ] | '(' any ')'
 *   operand    = number | "text" | '{' peers '}' | '[' items ']' | 'size' '(' operand ')'
 *              | name [ '(' operand { ',' operand } ')' ] { '.' field | '(' operand ')' | '[' number ']' }
 */
export const parse = <S>(text: string, vocabulary: Vocabulary<S>): Statement<S> | Wrong => {
  if (text.length > LONGEST) return { at: LONGEST, message: `this is too long: expected ${LONGEST} characters at most` }
  const fact = vocabulary.facts.find(({ name }) => name === text.trim())
  if (fact !== undefined) return { text: fact.name, holds: fact.found, namesPeer: false, names: new Set() }
  const found = { namesPeer: false, names: new Set<string>() }
  try {
    const tokens = readingOf(text)
    const node = anyOf({ tokens, vocabulary, variables: [], found })
    expectEnd(tokens)
    return { text: text.trim(), holds: (state) => node.value(state, []) === true, ...found }
  } catch (error) {
    if (!isWrong(error)) throw error
    const close = nearest(
      text.trim(),
      vocabulary.facts.map(({ name }) => name),
    )
    if (close !== undefined) return { at: 0, message: `this is no fact: did you mean '${close}'?` }
    return { at: error.at, message: error.message }
  }
}

const expectEnd = ({ next }: Tokens): void => {
  if (next.kind !== 'end') throw wrong(next.at, `expected and, or, or the end instead of ${named(next)}`)
}

const anyOf = <S>(reading: Reading<S>): Node<S> => {
  const nodes = [allOf(reading)]
  while (reading.tokens.takeIf('or')) nodes.push(allOf(reading))
  return joined(nodes, (state, bound) => nodes.some((node) => node.value(state, bound) === true))
}

const allOf = <S>(reading: Reading<S>): Node<S> => {
  const nodes = [one(reading)]
  while (reading.tokens.takeIf('and')) nodes.push(one(reading))
  return joined(nodes, (state, bound) => nodes.every((node) => node.value(state, bound) === true))
}

const joined = <S>(nodes: readonly Node<S>[], value: Node<S>['value']): Node<S> => {
  const [first] = nodes
  return nodes.length === 1 && first !== undefined ? first : { at: first?.at ?? 0, type: truth, value }
}

const one = <S>(reading: Reading<S>): Node<S> => {
  const { tokens } = reading
  const { at } = tokens.next
  if (tokens.takeIf('not')) {
    const node = one(reading)
    return { at, type: truth, value: (state, bound) => node.value(state, bound) !== true }
  }
  if (tokens.takeIf('some')) return quantified(reading, at, 'some')
  if (tokens.takeIf('every')) return quantified(reading, at, 'every')
  if (!tokens.takeIf('(')) return comparison(reading)
  const node = anyOf(reading)
  tokens.expect(')')
  return node
}

const quantified = <S>(reading: Reading<S>, at: number, which: 'some' | 'every'): Node<S> => {
  const { tokens, vocabulary, variables } = reading
  const { peer, peers } = vocabulary
  const variable = tokens.take()
  if (variable.kind !== 'name') throw wrong(variable.at, `expected a name for the ${peer}, such as '${which} x: ...'`)
  if (peers === 0) throw wrong(at, `this machine has no ${peer}s`)
  tokens.expect(':')
  const node = anyOf({ ...reading, variables: [...variables, variable.word] })
  const all = Array.from({ length: peers }, (_, index) => index)
  const value: Node<S>['value'] = (state, bound) =>
    which === 'some'
      ? all.some((index) => node.value(state, [...bound, index]) === true)
      : all.every((index) => node.value(state, [...bound, index]) === true)
  return { at, type: truth, value }
}

/** Reading is recursive, and an expression that people can read is shorter. */
const LONGEST = 2000
