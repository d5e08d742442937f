import { wrong } from './wrong'

/** A word of an expression, and its position, from 0. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'set' | 'list' | 'sign' | 'end'
  /** For a text, a set and a list: what stands between the marks. */
  readonly word: string
  readonly at: number
}

/**
 * One of the alternatives per kind. A name may contain a hyphen, because names of fields do. A set and a list are
 * written as they are printed, so each is one token.
 */
const TOKEN =
  /(?<name>[A-Za-z_][\w-]*)|(?<number>-?\d+)|"(?<text>[^"]*)"|\{(?<set>[^{}]*)\}|\[(?<list>[^[\]]*)\]|(?<sign><=|>=|!=|[=<>(),.:])|\s+/uy

const KINDS = ['name', 'number', 'text', 'set', 'list', 'sign'] as const

/** The tokens of a text; the last one is its end. Throws `wrong` at the first character that begins no token. */
const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (match === null) throw wrong(at, strayAt(text, at))
    for (const kind of KINDS) {
      const word = match.groups?.[kind]
      if (word !== undefined) tokens.push({ kind, word, at })
    }
    at += match[0].length
  }
  return [...tokens, { kind: 'end', word: '', at: text.length }]
}

const CLOSES: Readonly<Record<string, string>> = { '"': '"', '{': '}', '[': ']' }

const strayAt = (text: string, at: number): string => {
  const sign = text[at] ?? ''
  const closes = CLOSES[sign]
  return closes === undefined ? `'${sign}' has no meaning here` : `this ${sign} is not closed: expected ${closes}`
}

/** How a token is named in an error. */
export const named = ({ kind, word }: Token): string => (kind === 'end' ? 'the end' : `'${word}'`)

/** Reads tokens one after the other. */
export interface Tokens {
  /** The next token, which stays. */
  readonly next: Token
  /** Takes the next token. */
  take(): Token
  /** Takes the next token if it is this sign, or this name. */
  takeIf(word: string): boolean
  /** Takes the next token, which has to be this sign. */
  expect(sign: string): void
}

export const reading = (text: string): Tokens => {
  const tokens = tokensOf(text)
  const at = { index: 0 }
  const next = (): Token => tokens[Math.min(at.index, tokens.length - 1)] as Token
  const isWord = ({ kind, word: said }: Token, word: string): boolean =>
    (kind === 'sign' || kind === 'name') && said === word
  return {
    get next() {
      return next()
    },
    take() {
      const token = next()
      at.index++
      return token
    },
    takeIf(word) {
      if (!isWord(next(), word)) return false
      at.index++
      return true
    },
    expect(sign) {
      if (!isWord(next(), sign)) throw wrong(next().at, `expected ${sign} instead of ${named(next())}`)
      at.index++
    },
  }
}
