import { add, none } from '../bits'
import { nearest } from '../nearest'
import { NONE } from '../schema'
import { isLiteral, type Literal, type Node, type Operand, type Reading } from './node'
import { typeName, type Type, type Value } from './vocabulary'
import { wrong } from './wrong'

/** An operand where a value of this type is expected. Throws `wrong` if it cannot be one. */
export const asType = <S>(operand: Operand<S>, type: Type, reading: Reading<S>): Node<S> => {
  if (isLiteral(operand)) {
    const value = meaningOf(operand, type, reading)
    return { at: operand.at, type, value: () => value }
  }
  if (operand.type.kind === type.kind) return operand
  throw wrong(operand.at, `this is ${nameOf(operand.type, reading)}: expected ${nameOf(type, reading)}`)
}

/** An operand where nothing says what it should be. */
export const asNode = <S>(operand: Operand<S>, reading: Reading<S>): Node<S> => {
  if (!isLiteral(operand)) return operand
  const { literal, word, at } = operand
  if (literal === 'name') throw unknownName(operand, reading)
  if (literal === 'text') {
    const fact = reading.vocabulary.facts.find(({ name }) => name === word)
    if (fact !== undefined) return { at, type: { kind: 'truth' }, value: (state) => fact.found(state) }
    throw wrong(
      at,
      `there is no fact "${word}"${didYouMean(
        word,
        reading.vocabulary.facts.map(({ name }) => name),
      )}`,
    )
  }
  throw wrong(at, `expected something to compare this with, such as a name: ${namesIn(reading)}`)
}

const meaningOf = <S>(one: Literal, type: Type, reading: Reading<S>): Value => {
  const { literal, word, at } = one
  const { kind } = type
  if (kind === 'number' && literal === 'number') return Number(word)
  if (kind === 'peer' && (literal === 'number' || literal === 'name')) return peerOf(one, reading)
  if (kind === 'peers' && literal === 'set') return setOf(one, reading)
  if (kind === 'list' && literal === 'list') return listOf(one, type)
  if (kind === 'truth' && literal === 'name' && (word === 'yes' || word === 'no')) return word === 'yes'
  if (kind === 'word' && (literal === 'name' || literal === 'text')) {
    if (type.words.includes(word)) return word
    throw wrong(at, `'${word}' is not possible here: expected ${nameOf(type, reading)}${didYouMean(word, type.words)}`)
  }
  const isName = literal === 'name' && (kind === 'number' || didYouMean(word, known(reading)) !== '')
  throw isName ? unknownName(one, reading) : wrong(at, `expected ${nameOf(type, reading)}`)
}

const unknownName = <S>({ word, at }: Literal, reading: Reading<S>): Error =>
  wrong(at, `there is no '${word}': expected a name${didYouMean(word, known(reading)) || `: ${namesIn(reading)}`}`)

const known = <S>({ vocabulary, variables }: Reading<S>): readonly string[] => [
  ...variables,
  ...vocabulary.terms.map(({ name }) => name),
]

const namesIn = <S>(reading: Reading<S>): string => [...new Set(known(reading))].join(', ')

const didYouMean = (word: string, names: readonly string[]): string => {
  const close = nearest(word, names)
  return close === undefined ? '' : ` (did you mean ${close}?)`
}

const peerOf = <S>({ word, at }: Pick<Literal, 'word' | 'at'>, { vocabulary, found }: Reading<S>): number => {
  if (word === 'none') return NONE
  const { peer, peers } = vocabulary
  const peerNumber = /^\d{1,3}$/.test(word) ? Number(word) : NaN
  if (!(peerNumber >= 1 && peerNumber <= peers))
    throw wrong(at, `there is no ${peer} '${word}': expected ${peers > 0 ? `1 to ${peers}, or none` : 'none'}`)
  found.namesPeer = true
  return peerNumber - 1
}

const setOf = <S>({ word, at }: Literal, reading: Reading<S>): number =>
  word
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map((one) => peerOf({ word: one, at }, reading))
    .reduce((set, one) => (one === NONE ? set : add(set, one)), none)

/** A list as it is printed, but subscripts are digits. */
const listOf = ({ word, at }: Literal, { item, example }: Extract<Type, { kind: 'list' }>): string => {
  const items = plainDigits(word)
    .split(/[\s,]+/)
    .filter((one) => one !== '')
  const stray = items.find((one) => item !== undefined && !item.test(one))
  if (stray !== undefined) throw wrong(at, `'${stray}' is not an item of this list: expected [${example ?? '1 2'}]`)
  return items.join(' ')
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

const plainDigits = (text: string): string =>
  [...text].map((sign) => (SUBSCRIPTS.includes(sign) ? String(SUBSCRIPTS.indexOf(sign)) : sign)).join('')

export const nameOf = <S>(type: Type, { vocabulary }: Reading<S>): string => typeName(type, vocabulary.peer)
