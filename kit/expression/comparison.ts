import { has, isSubset } from '../bits'
import { NONE } from '../schema'
import { asNode, asType, nameOf } from './meaning'
import { isLiteral, type Literal, type Node, type Operand, type Reading } from './node'
import { operand } from './operand'
import { needsPart, plain } from './parts'
import { aPeer, number, somePeers, textOf, truth, type Value } from './vocabulary'
import { wrong } from './wrong'

const ORDERS = ['=', '!=', '<', '<=', '>', '>='] as const
type Order = (typeof ORDERS)[number]

/** Reads one comparison, or something that is true or false by itself. */
export const comparison = <S>(reading: Reading<S>): Node<S> => {
  const left = plain(operand(reading))
  const { tokens } = reading
  const { at } = tokens.next
  if (tokens.takeIf('in')) return member(left, plain(operand(reading)), at, reading)
  const order = ORDERS.find((sign) => tokens.takeIf(sign))
  if (order !== undefined) return compared(left, order, wordFor(left, reading) ?? plain(operand(reading)), reading)
  const node = asNode(left, reading)
  if (node.type.kind === 'truth') return node
  if (node.type.kind === 'shape') throw wrong(at, needsPart(node))
  throw wrong(at, `expected =, !=, <, <=, >, >= or in: this is ${nameOf(node.type, reading)}`)
}

/** A word that is possible on the right-hand side counts as that word, even if a field has the same name. */
const wordFor = <S>(left: Operand<S>, { tokens }: Reading<S>): Literal | undefined => {
  const { kind, word, at } = tokens.next
  const isWord = !isLiteral(left) && left.type.kind === 'word' && kind === 'name' && left.type.words.includes(word)
  if (!isWord) return undefined
  tokens.take()
  return { at, literal: 'name', word }
}

/** Both sides, as one type: a literal has the type of the other side. */
const compared = <S>(left: Operand<S>, order: Order, right: Operand<S>, reading: Reading<S>): Node<S> => {
  const typed = isLiteral(left) && !isLiteral(right) ? right : asNode(left, reading)
  const { type } = typed
  if (type.kind === 'shape') throw wrong(typed.at, needsPart(typed))
  const [one, other] = [asType(left, type, reading), asType(right, type, reading)]
  if (order !== '=' && order !== '!=' && type.kind !== 'number')
    throw wrong(one.at, `${order} compares numbers: this is ${nameOf(type, reading)}`)
  return {
    at: left.at,
    type: truth,
    value: (state, bound) => holds(one.value(state, bound), order, other.value(state, bound)),
  }
}

const holds = (one: Value, order: Order, other: Value): boolean => {
  if (one === undefined || other === undefined) return false
  switch (order) {
    case '=':
      return one === other
    case '!=':
      return one !== other
    case '<':
      return Number(one) < Number(other)
    case '<=':
      return Number(one) <= Number(other)
    case '>':
      return Number(one) > Number(other)
    case '>=':
      return Number(one) >= Number(other)
  }
}

/** A peer in a set, a set in a set, or an item in a list. */
const member = <S>(left: Operand<S>, right: Operand<S>, at: number, reading: Reading<S>): Node<S> => {
  const all = isLiteral(right) && right.literal === 'set' ? asType(right, somePeers, reading) : asNode(right, reading)
  if (all.type.kind === 'list') return itemIn(left, all, reading)
  if (all.type.kind !== 'peers') throw wrong(right.at, `expected a set or a list: this is ${nameOf(all.type, reading)}`)
  const isSet = isLiteral(left) ? left.literal === 'set' : left.type.kind === 'peers'
  const some = asType(left, isSet ? somePeers : aPeer, reading)
  return {
    at,
    type: truth,
    value(state, bound) {
      const [one, set] = [some.value(state, bound), all.value(state, bound)]
      if (one === undefined || set === undefined) return false
      return isSet ? isSubset(Number(one), Number(set)) : one !== NONE && has(Number(set), Number(one))
    },
  }
}

/** An item is written as it is printed. Of an item that ends in a number, such as b1, the word alone is enough. */
const itemIn = <S>(left: Operand<S>, list: Node<S>, reading: Reading<S>): Node<S> => {
  const item: Node<S> = isLiteral(left)
    ? { at: left.at, type: number, value: () => left.word }
    : asType(left, number, reading)
  const isWord = isLiteral(left) && /^[a-z]+$/i.test(left.word)
  return {
    at: left.at,
    type: truth,
    value(state, bound) {
      const [one, all] = [item.value(state, bound), list.value(state, bound)]
      if (one === undefined || all === undefined) return false
      const items = textOf(all).split(' ')
      return (isWord ? items.map((word) => word.replace(/\d+$/, '')) : items).includes(textOf(one))
    },
  }
}
