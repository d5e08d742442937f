/**
 * A number for each peer that tells what a value says about it, whatever the peers are called.
 *
 * Renaming peers moves the numbers with them: the key of p in a value is the key of the new name of p in the renamed
 * value. Two peers with one key may differ all the same. So whoever orders peers by their keys has to try every order of
 * those that have the same.
 */
import { compile } from './compile'
import { NONE, type Schema, type Shape } from './schema'

/** Writes the keys of all peers of a value. */
export type PeerKeys<T> = (value: T, keys: Int32Array) => void

/** Straight-line code, generated from the schema, for values with `count` peers. */
export const compilePeerKeys = <T>(schema: Schema<T>, count: number): PeerKeys<T> => {
  const peers = Array.from({ length: count }, (_, peer) => peer)
  const code: Code = { lines: [], names: 0, peers }
  visit(schema, 'value', undefined, '', code)
  return compile<PeerKeys<T>>(
    [
      'return (value, keys) => {',
      ...peers.map((peer) => `let k${peer} = 1, s${peer} = 0`),
      ...code.lines,
      ...peers.map((peer) => `keys[${peer}] = k${peer} + Math.imul(s${peer} ^ (s${peer} >>> 15), ${FACTOR})`),
      '}',
    ],
    {},
  )
}

interface Code {
  readonly lines: string[]
  names: number
  readonly peers: readonly number[]
}

/** Knuth's multiplier: the golden ratio of 32 bits. It is odd, so no bit is lost. */
const FACTOR = 0x9e3779b1

const fresh = (code: Code, value: string): string => {
  const name = `v${code.names++}`
  code.lines.push(`const ${name} = ${value}`)
  return name
}

/** What `into` has seen so far, in order, and one number more. */
const mix = (into: string, value: string, { lines }: Code): void => {
  lines.push(`${into} = Math.imul(${into} ^ ${value}, ${FACTOR}); ${into} ^= ${into} >>> 15`)
}

/**
 * What several peers say about another one is added, because they have no order. Each path has a factor of its own, the same
 * whoever says it.
 */
const add = (about: string, value: string, path: string, { lines }: Code): void => {
  lines.push(`${about} = (${about} + Math.imul(${value}, ${factorOf(path)})) | 0`)
}

const factorOf = (path: string): number =>
  [...path].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), FACTOR), FACTOR) | 1

/** `owner` is the peer in whose row this is, if it is in one. What is in no row is about all peers, and tells none apart. */
const visit = (shape: Shape, value: string, owner: number | undefined, path: string, code: Code): void => {
  switch (shape.kind) {
    case 'int':
    case 'flag':
    case 'oneOf':
      return owner === undefined ? undefined : mix(`k${owner}`, scalar(shape, value), code)
    case 'peer':
    case 'peers':
      return named(shape.kind, fresh(code, value), owner, path, code)
    case 'record':
      return shape.fields.forEach(({ name, shape: part }) => {
        if (tells(part, owner))
          visit(part, fresh(code, `${value}[${JSON.stringify(name)}]`), owner, `${path}.${name}`, code)
      })
    case 'list': {
      if (owner !== undefined) mix(`k${owner}`, `${value}.length`, code)
      return places(shape.most).forEach((place) => {
        code.lines.push(`if (${value}.length > ${place}) {`)
        visit(shape.item, fresh(code, `${value}[${place}]`), owner, `${path}.${place}`, code)
        code.lines.push('}')
      })
    }
    case 'row':
      return places(shape.count).forEach((place) => {
        const item = fresh(code, `${value}[${place}]`)
        if (shape.by === 'place') return visit(shape.item, item, owner, `${path}.${place}`, code)
        if (owner === undefined || owner === place) return visit(shape.item, item, place, `${path}.*`, code)
        return said(shape.item, item, place, path, code)
      })
  }
}

/** A peer, or a set of them, named by nobody or by `owner`. */
const named = (kind: 'peer' | 'peers', value: string, owner: number | undefined, path: string, code: Code): void => {
  const isNamed = (peer: number): string =>
    kind === 'peer' ? `(${value} === ${peer} ? 1 : 0)` : `((${value} >>> ${peer}) & 1)`
  for (const peer of code.peers) {
    if (owner === undefined || owner === peer) mix(`k${peer}`, isNamed(peer), code)
    else add(`s${peer}`, isNamed(peer), path, code)
  }
  if (owner !== undefined && kind === 'peer') mix(`k${owner}`, `(${value} === ${NONE} ? 1 : 0)`, code)
}

/** What a peer says about another one in a row of its own: one number, from the plain values in it. */
const said = (shape: Shape, value: string, about: number, path: string, code: Code): void => {
  const name = `h${code.names++}`
  code.lines.push(`let ${name} = 1`)
  saidIn(shape, value, name, code)
  add(`s${about}`, name, path, code)
}

const saidIn = (shape: Shape, value: string, into: string, code: Code): void => {
  if (shape.kind === 'int' || shape.kind === 'flag' || shape.kind === 'oneOf')
    return mix(into, scalar(shape, value), code)
  if (shape.kind !== 'record') return
  shape.fields.forEach(({ name, shape: part }) => saidIn(part, `${value}[${JSON.stringify(name)}]`, into, code))
}

const scalar = (shape: Shape, value: string): string => {
  if (shape.kind === 'flag') return `(${value} ? 1 : 0)`
  if (shape.kind !== 'oneOf') return value
  return shape.words.reduceRight(
    (rest, word, index) => `(${value} === ${JSON.stringify(word)} ? ${index} : ${rest})`,
    '0',
  )
}

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place)

/** A part that is always the same, or that is in no row and names nobody, is not looked at. */
const tells = (shape: Shape, owner: number | undefined): boolean => {
  switch (shape.kind) {
    case 'int':
      return owner !== undefined && shape.min < shape.max
    case 'flag':
      return owner !== undefined && shape.used
    case 'oneOf':
      return owner !== undefined && shape.words.length > 1
    case 'peer':
    case 'peers':
      return true
    case 'record':
      return shape.fields.some((field) => tells(field.shape, owner))
    case 'list':
      return shape.most > 0 && (owner !== undefined || tells(shape.item, owner))
    case 'row':
      return shape.count > 0 && (shape.by === 'peer' || tells(shape.item, owner))
  }
}
