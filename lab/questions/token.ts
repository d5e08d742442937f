import { badInput } from './bad-input'
import { checksum } from '../../kit/checksum'
import type { Options } from './ask'

/**
 * A schedule as one word that people can read, mail and paste into any shell:
 *
 *   tm1:kafka=2.1:brokers=3:...:p1,f2,f2,k3:9f3a6c01
 *
 * It contains a version, the complete question with the option names of the command line, the codes of the actions, and
 * a checksum over all of these. Default values are included, because defaults may change and a stored token must not.
 */
export interface TokenParts {
  readonly options: Options
  readonly codes: readonly string[]
}

export const writeToken = ({ options, codes }: TokenParts): string => {
  const words = Object.entries(options).map(([name, word]) => `${name}=${escaped(word)}`)
  const body = [VERSION, ...words, codes.length === 0 ? NO_STEPS : codes.join()].join(':')
  return `${body}:${checksum(body)}`
}

/** Refuses, as bad input, whatever `writeToken` cannot have written. */
export const readToken = (token: string): TokenParts => {
  const text = token.trim()
  const parts = text.split(':')
  const [version = '', sum = ''] = [parts[0], parts.at(-1)]
  const stray = STRAY.exec(text)
  if (stray !== null)
    throw badInput(`this is not a replay token: character ${stray.index + 1} is not one that a token has`)
  if (!/^tm\d+$/.test(version))
    throw badInput(`this is not a replay token: it begins with '${version.slice(0, 20)}', expected ${VERSION}`)
  if (version !== VERSION)
    throw badInput(`this replay token is of version ${version}, expected ${VERSION}: use the tidemark that wrote it`)
  if (parts.length < 3 || sum !== checksum(text.slice(0, -sum.length - 1)))
    throw badInput('this replay token is damaged: its checksum is wrong, so something was changed or cut off')
  const steps = parts.at(-2) ?? ''
  return {
    options: Object.fromEntries(parts.slice(1, -2).map(splitWord)),
    codes: steps === NO_STEPS ? [] : steps.split(','),
  }
}

/** A character that no name of an option, no word and no code contains. */
const STRAY = /[^\w=:,.+/'%-]/u

/** What a word has beyond these characters (a path may) is written as %20 in UTF-8. No other word needs it. */
const escaped = (word: string): string =>
  word.replace(/[^\w=,.+/'-]/gu, (sign) => encodeURIComponent(sign).replace(/[!()*~]/g, hexOf))

const hexOf = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`

const unescaped = (word: string): string => {
  const plain = decoded(word)
  if (plain === undefined || /\p{C}/u.test(plain) || escaped(plain) !== word)
    throw badInput(`this is not a replay token: a word in it is not written as a token writes it`)
  return plain
}

const decoded = (word: string): string | undefined => {
  try {
    return decodeURIComponent(word)
  } catch {
    return undefined
  }
}

const VERSION = 'tm1'
const NO_STEPS = 'none'

const splitWord = (word: string): readonly [string, string] => {
  const at = word.indexOf('=')
  return [word.slice(0, Math.max(0, at)), unescaped(word.slice(at + 1))]
}
