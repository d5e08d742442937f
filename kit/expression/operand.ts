import { size } from '../bits'
import { asNode, asType, nameOf } from './meaning'
import { isLiteral, type Node, type Operand, type Reading } from './node'
import { asValue, fieldOf, itemOf, lengthOf, plain } from './parts'
import { named, type Token } from './tokens'
import { number, textOf, type Term } from './vocabulary'
import { wrong } from './wrong'

/** Reads one operand: something written, a name with its arguments and parts, or `size(...)`. */
export const operand = <S>(reading: Reading<S>): Operand<S> => {
  const { tokens } = reading
  const token = tokens.take()
  const { kind, word, at } = token
  if (kind === 'sign' || kind === 'end') throw wrong(at, `expected a name or a value instead of ${named(token)}`)
  if (kind !== 'name') return { at, literal: kind, word }
  if (word === 'size' && tokens.takeIf('(')) return sizeOf(reading)
  const variable = reading.variables.lastIndexOf(word)
  if (variable >= 0) return { at, type: { kind: 'peer' }, value: (_, bound) => bound[variable] }
  const terms = reading.vocabulary.terms.filter(({ name }) => name === word)
  if (terms.length === 0) return { at, literal: 'name', word }
  reading.found.names.add(word)
  return withParts(called(terms, token, reading), reading)
}

/** A name and its arguments. A name may have several meanings with different numbers of arguments. */
const called = <S>(terms: readonly Term<S>[], { word, at }: Token, reading: Reading<S>): Node<S> => {
  const begins = reading.tokens.next
  const most = Math.max(...terms.map(({ takes }) => takes.length))
  const given = most > 0 && begins.kind === 'sign' && begins.word === '(' ? argumentsOf(reading) : []
  const term = terms.find(({ takes }) => takes.length === given.length)
  if (term === undefined) throw wrong(begins.at, `${word} takes ${takenBy(terms, reading)}`)
  const nodes = given.map((one, index) => asType(one, term.takes[index] ?? number, reading))
  const value = term.value
  return {
    at,
    type: term.gives,
    value: (state, bound) => value(state, ...nodes.map((node) => node.value(state, bound))),
  }
}

const takenBy = <S>(terms: readonly Term<S>[], reading: Reading<S>): string =>
  terms
    .map(({ takes }) => takes.map((type) => nameOf(type, reading)).join(' and ') || 'nothing in parentheses')
    .join(', or ')

const argumentsOf = <S>(reading: Reading<S>): readonly Operand<S>[] => {
  const { tokens } = reading
  tokens.expect('(')
  const given = [plain(operand(reading))]
  while (tokens.takeIf(',')) given.push(plain(operand(reading)))
  tokens.expect(')')
  return given
}

/** `.field`, `(2)` and `[2]` behind a part of a state. */
const withParts = <S>(node: Node<S>, reading: Reading<S>): Node<S> => {
  if (node.type.kind !== 'shape') return node
  const { tokens } = reading
  if (tokens.takeIf('.')) {
    const { word, at } = tokens.take()
    return withParts(fieldOf(node, word, at), reading)
  }
  const { kind, word, at } = tokens.next
  if (kind === 'list') {
    tokens.take()
    return withParts(itemOf(node, { at: at + 1, literal: 'number', word }, reading), reading)
  }
  if (!tokens.takeIf('(')) return node
  const place = plain(operand(reading))
  tokens.expect(')')
  return withParts(itemOf(node, place, reading), reading)
}

const sizeOf = <S>(reading: Reading<S>): Node<S> => {
  const given = operand(reading)
  const node = isLiteral(given) ? asNode(given, reading) : given
  reading.tokens.expect(')')
  const length = lengthOf(node)
  if (length !== undefined) return length
  const { type, value, at } = asValue(node)
  if (type.kind === 'peers') return { at, type: number, value: (state, bound) => sizeOfSet(value(state, bound)) }
  if (type.kind === 'list') return { at, type: number, value: (state, bound) => itemsIn(value(state, bound)) }
  throw wrong(at, `size takes a set or a list: this is ${nameOf(type, reading)}`)
}

const sizeOfSet = (set: unknown): number | undefined => (set === undefined ? undefined : size(Number(set)))

const itemsIn = (list: unknown): number | undefined =>
  list === undefined ? undefined : textOf(list).split(' ').filter(Boolean).length
