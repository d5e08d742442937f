/** Small and large damage to text and bytes, and the checksums made right again, so that what is behind them is reached. */
import fc from 'fast-check'
import { sealed } from '../../explorer/node/saving/seal'
import { checksum } from '../../kit/checksum'
import { ABSURD } from './absurd.fixture'

/** One change of a text. `at` and `other` choose places in it. */
type Damage = (text: string, at: number, other: number) => string

const SIGNS = [
  '\u0000',
  '\ufeff',
  '\r',
  '\n',
  '\ud800',
  '\udc00',
  '\u001b[31m',
  '\u202e',
  '\u0085',
  '"',
  '`',
  ':',
  ',',
  '=',
]
const NUMBERS = ['0', '-1', '1e999', '99999999999999999999', '4294967296', '1.5', '0x7f', 'NaN', '', '00', '256', '27']
const VALUES: readonly unknown[] = [
  null,
  -1,
  1e21,
  1.5,
  '',
  'x',
  '\u0000',
  [],
  {},
  [[]],
  true,
  '9'.repeat(400),
  2 ** 53,
]

const placeIn = (text: string, at: number): number => (text.length === 0 ? 0 : at % text.length)

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length] as T

const linesOf = (text: string, change: (lines: string[], at: number) => void, at: number): string => {
  const lines = text.split('\n')
  change(lines, at % lines.length)
  return lines.join('\n')
}

/** Replaces the match number `at` of a pattern, if there is one. */
const replaced = (text: string, pattern: RegExp, at: number, by: (match: string) => string): string => {
  const matches = [...text.matchAll(pattern)]
  if (matches.length === 0) return text
  const { index, 0: match } = pick(matches, at)
  return text.slice(0, index) + by(match) + text.slice(index + match.length)
}

const DAMAGES: readonly Damage[] = [
  (text, at, other) => text.slice(0, placeIn(text, at)) + pick(SIGNS, other) + text.slice(placeIn(text, at)),
  (text, at, other) => text.slice(0, placeIn(text, at)) + pick(SIGNS, other) + text.slice(placeIn(text, at) + 1),
  (text, at) => text.slice(0, placeIn(text, at)),
  (text, at, other) => text.slice(0, placeIn(text, at)) + text.slice(placeIn(text, at) + (other % 40)),
  (text, at, other) => replaced(text, /\d+/g, at, () => pick(NUMBERS, other)),
  (text, at, other) => replaced(text, /\d+/g, at, (digits) => String(Number(digits) + (other % 7) - 3)),
  (text, at, other) => replaced(text, /[\w.-]+/g, at, () => pick(text.match(/[\w.-]+/g) ?? [''], other)),
  (text, at, other) => replaced(text, /[\w.-]+/g, at, () => pick(ABSURD, other)),
  (text, at) => linesOf(text, (lines, line) => void lines.splice(line, 1), at),
  (text, at) => linesOf(text, (lines, line) => void lines.splice(line, 0, lines[line] ?? ''), at),
  (text, at, other) => linesOf(text, (lines, line) => void lines.push(...lines.splice(line, 1 + (other % 3))), at),
  (text, at, other) => linesOf(text, (lines, line) => void lines.splice(line, 1, pick(ABSURD, other)), at),
  (text, at) => text + text.slice(placeIn(text, at)),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\ufeff${text}`,
  (text, at) =>
    linesOf(text, (lines, line) => void lines.splice(line, 1, `${(lines[line] ?? '').slice(0, 200)} `.repeat(200)), at),
]

/** One field or element of a JSON text replaced, removed or added. Texts that are not JSON are left. */
const jsonDamage: Damage = (text, at, other) => {
  const value = parsed(text)
  const places = placesIn(value)
  if (places.length === 0) return text
  const { holder, key } = pick(places, at)
  const kind = other % 4
  if (kind === 0) holder[key] = pick(VALUES, other >> 2)
  else if (kind === 1) delete holder[key]
  else if (kind === 2) Object.defineProperty(holder, pick(['__proto__', 'x', 'format', ''], other >> 2), ADDED)
  else holder[key] = pick(places, other >> 2).holder[pick(places, other >> 2).key]
  return sane(value) ?? text
}

const ADDED = { value: { x: 1 }, enumerable: true, configurable: true, writable: true }

interface At {
  readonly holder: Record<string, unknown>
  readonly key: string
}

const placesIn = (value: unknown): readonly At[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        { holder: value as Record<string, unknown>, key },
        ...placesIn(inner),
      ])

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON as the program writes it. A value that now contains itself has none. */
const sane = (value: unknown): string | undefined => {
  try {
    return `${JSON.stringify(value, undefined, 1)}\n`
  } catch {
    return undefined
  }
}

const choices = fc.tuple(fc.nat(), fc.nat(), fc.nat())

const DAMAGE: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...DAMAGES) }, { weight: 1, arbitrary: fc.constant(jsonDamage) }),
  { minLength: 1, maxLength: 3 },
)

/** A text with up to three changes. */
export const mutated = (text: string): fc.Arbitrary<string> =>
  fc.tuple(DAMAGE, fc.array(choices, { minLength: 3, maxLength: 3 })).map(([damages, places]) =>
    damages.reduce((changed, damage, index) => {
      const [, at, other] = places[index] ?? [0, 0, 0]
      return damage(changed, at, other)
    }, text),
  )

/** A token with changes, mostly with its checksum made right again. */
export const mutatedToken = (token: string): fc.Arbitrary<string> => {
  const body = token.slice(0, token.lastIndexOf(':'))
  const resealed = mutated(body).map((changed) => `${changed}:${checksum(changed)}`)
  return fc.oneof({ weight: 3, arbitrary: resealed }, { weight: 1, arbitrary: mutated(token) })
}

/** The header of a saved search with changes, mostly with its checksum made right again. */
export const mutatedHeader = (header: string): fc.Arbitrary<string> => {
  const json = header.trimEnd().split('\n').slice(0, -1).join('\n')
  const fields = fc.tuple(fc.nat(), fc.nat()).map(([at, other]) => jsonDamage(json, at, other))
  const resealed = fields.map((changed) => {
    const value = parsed(changed)
    return value === undefined ? changed : sealed(value)
  })
  return fc.oneof({ weight: 3, arbitrary: resealed }, { weight: 1, arbitrary: mutated(header) })
}

/** Bytes with some changed, missing or added. */
export const mutatedBytes = (bytes: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc.nat().map((at) => bytes.slice(0, at % Math.max(1, bytes.length))),
    fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const copy = bytes.slice()
      const place = at % Math.max(1, copy.length)
      copy[place] = (copy[place] ?? 0) ^ by
      return copy
    }),
    fc.uint8Array({ maxLength: 64 }).map((more) => Uint8Array.from([...bytes, ...more])),
  )
