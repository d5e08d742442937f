import { misfit, range } from './interpreted'
import { cursor, layOut, repeat, widthOfScalar, type Cursor } from './layout'
import type { Schema, Shape } from './schema'

/**
 * The fast codec: straight-line code made once from a schema, with `new Function`. What goes into the source are numbers
 * and the field names of our own schemas, never input.
 *
 * Writing checks ranges as it goes, at the price of one `or` a scalar: `bad` turns negative as soon as a number is
 * outside, and only then is the value walked again to say what was wrong.
 */
type Writer<T> = (value: T, into: Int32Array, at: number) => void
type Reader<T> = (from: Int32Array, at: number) => T

export const compileWriter = <T>(schema: Schema<T>): Writer<T> => {
  const { words } = layOut(schema)
  const code = source()
  writing(schema, 'value', cursor(), code)
  const body = [
    'return (value, into, at) => {',
    ...wordNames(words).map((name) => `let ${name} = 0`),
    'let bad = 0',
    ...code.lines,
    'if (bad < 0) fail(value)',
    ...wordNames(words).map((name, word) => `into[at + ${word}] = ${name}`),
    '}',
  ]
  const fail = (value: T): never => {
    throw new Error(`The model made a state outside its schema: ${misfit(schema, value) ?? 'a number out of range'}.`)
  }
  return compile<Writer<T>>(body, 'fail', fail)
}

export const compileReader = <T>(schema: Schema<T>): Reader<T> => {
  const { words } = layOut(schema)
  const code = source()
  const value = reading(schema, cursor(), code)
  const body = [
    ...code.constants,
    'return (from, at) => {',
    ...wordNames(words).map((name, word) => `const ${name} = from[at + ${word}]`),
    ...code.lines,
    `return ${value}`,
    '}',
  ]
  return compile<Reader<T>>(body, 'empty', Object.freeze([]))
}

const compile = <F>(body: readonly string[], name: string, value: unknown): F =>
  new Function(name, `'use strict'\n${body.join('\n')}`)(value) as F

const wordNames = (words: number): readonly string[] => Array.from({ length: words }, (_, word) => `w${word}`)

/** Lines of code, and names that nothing else in them uses. */
interface Source {
  readonly lines: string[]
  /** What is computed once, outside the function. */
  readonly constants: string[]
  fresh(prefix: string): string
}

const source = (): Source => {
  const lines: string[] = []
  const constants: string[] = []
  let names = 0
  return { lines, constants, fresh: (prefix) => `${prefix}${names++}` }
}

const writing = (shape: Shape, value: string, to: Cursor, code: Source): void => {
  switch (shape.kind) {
    case 'record':
      return shape.fields.forEach((field) => {
        const part = code.fresh('v')
        code.lines.push(`const ${part} = ${value}.${field.name}`)
        writing(field.shape, part, to, code)
      })
    case 'perPeer':
      return repeat(shape.count, (index) => writing(shape.item, `${value}[${index}]`, to, code))
    case 'list':
      return writingList(shape, value, to, code)
    case 'flag':
      if (!shape.used) code.lines.push(`if (${value}) bad = -1`)
      return writeBits(`(${value} ? 1 : 0)`, widthOfScalar(shape), to, code)
    case 'oneOf': {
      const position = shape.words.reduceRight(
        (rest, word, index) => `${value} === ${JSON.stringify(word)} ? ${index} : ${rest}`,
        '-1',
      )
      const index = code.fresh('o')
      code.lines.push(`const ${index} = ${position}`, `bad |= ${index}`)
      return writeBits(index, widthOfScalar(shape), to, code)
    }
    case 'int':
    case 'peer':
    case 'peers': {
      const [min, max] = range(shape)
      code.lines.push(`bad |= (${value} - ${min}) | (${max} - ${value})`.replace('- -', '+ '))
      return writeBits(min === 0 ? value : `(${value} - ${min})`.replace('- -', '+ '), widthOfScalar(shape), to, code)
    }
  }
}

const writingList = (shape: Extract<Shape, { kind: 'list' }>, value: string, to: Cursor, code: Source): void => {
  const length = code.fresh('n')
  code.lines.push(`const ${length} = ${value}.length`, `bad |= ${shape.most} - ${length}`)
  writeBits(length, widthOfScalar(shape), to, code)
  repeat(shape.most, (index) => {
    const item = code.fresh('i')
    code.lines.push(`if (${length} > ${index}) {`, `const ${item} = ${value}[${index}]`)
    writing(shape.item, item, to, code)
    code.lines.push('}')
  })
}

const writeBits = (bits: string, width: number, to: Cursor, code: Source): void => {
  const { word, shift } = to.take(width)
  if (width === 0) return
  code.lines.push(shift === 0 ? `w${word} |= ${bits}` : `w${word} |= ${bits} << ${shift}`)
}

/** The expression for a value; what has to be computed first goes into `code`. */
const reading = (shape: Shape, to: Cursor, code: Source): string => {
  switch (shape.kind) {
    case 'record':
      return `{ ${shape.fields.map((field) => `${field.name}: ${reading(field.shape, to, code)}`).join(', ')} }`
    case 'perPeer':
      return `[${Array.from({ length: shape.count }, () => reading(shape.item, to, code)).join(', ')}]`
    case 'list':
      return readingList(shape, to, code)
    case 'flag':
      return shape.used ? `${readBits(1, to)} === 1` : 'false'
    case 'oneOf': {
      const words = JSON.stringify(shape.words)
      const names = code.fresh('words')
      code.constants.push(`const ${names} = ${words}`)
      return `${names}[${readBits(widthOfScalar(shape), to)}]`
    }
    case 'int':
    case 'peer':
    case 'peers': {
      const [min] = range(shape)
      const bits = readBits(widthOfScalar(shape), to)
      return min === 0 ? bits : `${bits} ${min < 0 ? `- ${-min}` : `+ ${min}`}`
    }
  }
}

const readingList = (shape: Extract<Shape, { kind: 'list' }>, to: Cursor, code: Source): string => {
  const length = code.fresh('n')
  const items = code.fresh('l')
  code.lines.push(`const ${length} = ${readBits(widthOfScalar(shape), to)}`)
  if (shape.most === 0) return 'empty'
  code.lines.push(`const ${items} = ${length} === 0 ? empty : []`)
  repeat(shape.most, (index) => {
    const inner: Source = { ...code, lines: [] }
    const item = reading(shape.item, to, inner)
    code.lines.push(`if (${length} > ${index}) {`, ...inner.lines, `${items}.push(${item})`, '}')
  })
  return items
}

const readBits = (width: number, to: Cursor): string => {
  const { word, shift } = to.take(width)
  if (width === 0) return '0'
  return `((w${word} >>> ${shift}) & ${2 ** width - 1})`
}
