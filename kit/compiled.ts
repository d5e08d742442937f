import { misfit, range } from './interpreted'
import { cursor, layOut, repeat, widthOfScalar, type Cursor } from './layout'
import type { Codec } from './packed'
import { compile } from './compile'
import type { Permutation } from './renaming'
import { NONE, type Schema, type Shape } from './schema'

/**
 * The fast codec: straight-line code, generated once from a schema.
 *
 * Writing also checks ranges, with one `or` per scalar: `bad` becomes negative if a number is out of range. Only then
 * is the value checked again to describe the error.
 *
 * A step changes little, and an unchanged part is the same object before and after the step. So the codec remembers the
 * last value that it read, with its words. If a part of the value to write is the same object as in that value, its
 * bits are copied. This requires that values are never changed in place.
 */
export const compileCodec = <T>(schema: Schema<T>): Codec<T> => {
  const { words } = layOut(schema)
  const [writer, reader] = [source(), source()]
  writing(schema, 'value', 'last', cursor(), writer)
  const value = reading(schema, cursor(), reader)
  const each = (line: (word: number) => string): readonly string[] =>
    Array.from({ length: words }, (_, word) => line(word))
  const body = [
    ...reader.constants,
    'let last',
    ...each((word) => `let lastWord${word} = 0`),
    'const read = (from, at) => {',
    ...each((word) => `const w${word} = lastWord${word} = from[at + ${word}]`),
    ...reader.lines,
    `return last = ${value}`,
    '}',
    'const write = (value, into, at) => {',
    ...each((word) => `let w${word} = 0`),
    'let bad = 0',
    ...writer.lines,
    'if (bad < 0) fail(value)',
    ...each((word) => `into[at + ${word}] = w${word}`),
    '}',
    `read(new Int32Array(${words}), 0)`,
    `return { words: ${words}, write, read }`,
  ]
  return compile<Codec<T>>(body, { fail: failing(schema), empty: Object.freeze([]) })
}

/** A writer that packs a value under other names. The result equals `rename` followed by `write`. */
export const compileRenamedWriter = <T>(schema: Schema<T>, permutation: Permutation): Codec<T>['write'] => {
  const { words } = layOut(schema)
  const writer = source()
  writing(schema, 'value', undefined, cursor(), writer, permutation)
  const all = Array.from({ length: words }, (_, word) => word)
  const body = [
    'return (value, into, at) => {',
    ...all.map((word) => `let w${word} = 0`),
    'let bad = 0',
    ...writer.lines,
    'if (bad < 0) fail(value)',
    ...all.map((word) => `into[at + ${word}] = w${word}`),
    '}',
  ]
  return compile<Codec<T>['write']>(body, { fail: failing(schema) })
}

const failing =
  <T>(schema: Schema<T>) =>
  (wrong: T): never => {
    throw new Error(`The model made a state outside its schema: ${misfit(schema, wrong) ?? 'a number out of range'}.`)
  }

/** Lines of code, and unused names for them. */
interface Source {
  readonly lines: string[]
  /** Code that runs once, outside the function. */
  readonly constants: string[]
  fresh(prefix: string): string
}

const source = (): Source => {
  const lines: string[] = []
  const constants: string[] = []
  let names = 0
  return { lines, constants, fresh: (prefix) => `${prefix}${names++}` }
}

/**
 * `last` is the same part of the last value read. It exists only if the part has a fixed position, that is, not within
 * a list. With a permutation, every peer is written under its new name.
 */
const writing = (
  shape: Shape,
  value: string,
  last: string | undefined,
  to: Cursor,
  code: Source,
  permutation?: Permutation,
): void => {
  switch (shape.kind) {
    case 'record':
      return shape.fields.forEach((field) => {
        const name = JSON.stringify(field.name)
        writingPart(field.shape, `${value}[${name}]`, last && `${last}[${name}]`, to, code, permutation)
      })
    case 'row':
      return repeat(shape.count, (index) => {
        const from = permutation === undefined || shape.by === 'place' ? index : permutation.indexOf(index)
        writingPart(shape.item, `${value}[${from}]`, last && `${last}[${from}]`, to, code, permutation)
      })
    case 'list':
      return writingList(shape, value, to, code, permutation)
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
      const named = permutation === undefined ? value : renamed(shape, value, permutation)
      return writeBits(min === 0 ? named : `(${named} - ${min})`.replace('- -', '+ '), widthOfScalar(shape), to, code)
    }
  }
}

/** The expression for a number, renamed if it is a peer or a set of peers. */
const renamed = (shape: Shape, value: string, permutation: Permutation): string => {
  if (shape.kind === 'peer')
    return permutation.reduceRight((rest, to, from) => `(${value} === ${from} ? ${to} : ${rest})`, String(NONE))
  if (shape.kind === 'peers')
    return `(${permutation.map((to, from) => `((${value} >>> ${from}) & 1) << ${to}`).join(' | ')})`
  return value
}

const writingPart = (
  shape: Shape,
  value: string,
  last: string | undefined,
  to: Cursor,
  code: Source,
  permutation?: Permutation,
): void => {
  const part = code.fresh('v')
  code.lines.push(`const ${part} = ${value}`)
  const isWhole = shape.kind === 'record' || shape.kind === 'row' || shape.kind === 'list'
  if (last === undefined || !isWhole) return writing(shape, part, undefined, to, code, permutation)
  const before = code.fresh('b')
  const inner: Source = { ...code, lines: [] }
  const masks = new Map<number, number>()
  writing(shape, part, before, noting(masks, to), inner)
  const copies = [...masks].map(([word, mask]) => `w${word} |= lastWord${word} & ${mask}`)
  code.lines.push(
    `const ${before} = ${last}`,
    `if (${part} === ${before}) {`,
    ...copies,
    '} else {',
    ...inner.lines,
    '}',
  )
}

/** The same cursor. It also records the bits that it reserves, as a mask per word. */
const noting = (masks: Map<number, number>, to: Cursor): Cursor => ({
  ...to,
  take(width) {
    const place = to.take(width)
    if (width > 0) masks.set(place.word, (masks.get(place.word) ?? 0) | ((2 ** width - 1) << place.shift))
    return place
  },
})

const writingList = (
  shape: Extract<Shape, { kind: 'list' }>,
  value: string,
  to: Cursor,
  code: Source,
  permutation?: Permutation,
): void => {
  const length = code.fresh('n')
  code.lines.push(`const ${length} = ${value}.length`, `bad |= ${shape.most} - ${length}`)
  writeBits(length, widthOfScalar(shape), to, code)
  repeat(shape.most, (index) => {
    const item = code.fresh('i')
    code.lines.push(`if (${length} > ${index}) {`, `const ${item} = ${value}[${index}]`)
    writing(shape.item, item, undefined, to, code, permutation)
    code.lines.push('}')
  })
}

const writeBits = (bits: string, width: number, to: Cursor, code: Source): void => {
  const { word, shift } = to.take(width)
  if (width === 0) return
  code.lines.push(shift === 0 ? `w${word} |= ${bits}` : `w${word} |= ${bits} << ${shift}`)
}

/** The expression for a value. Code that must run before it is added to `code`. */
const reading = (shape: Shape, to: Cursor, code: Source): string => {
  switch (shape.kind) {
    case 'record':
      return `{ ${shape.fields.map((field) => `${JSON.stringify(field.name)}: ${reading(field.shape, to, code)}`).join(', ')} }`
    case 'row':
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
  const items: string[] = []
  code.lines.push(`const ${length} = ${readBits(widthOfScalar(shape), to)}`)
  repeat(shape.most, (index) => {
    const item = code.fresh('i')
    const inner: Source = { ...code, lines: [] }
    const value = reading(shape.item, to, inner)
    code.lines.push(`let ${item}`, `if (${length} > ${index}) {`, ...inner.lines, `${item} = ${value}`, '}')
    items.push(item)
  })
  // One literal per length, because an array that grows reserves memory for more items.
  return items
    .reduceRight(
      (longer, _, index) => `${length} === ${index} ? [${items.slice(0, index).join(', ')}] : ${longer}`,
      `[${items.join(', ')}]`,
    )
    .replace('[]', 'empty')
}

const readBits = (width: number, to: Cursor): string => {
  const { word, shift } = to.take(width)
  if (width === 0) return '0'
  return `((w${word} >>> ${shift}) & ${2 ** width - 1})`
}
