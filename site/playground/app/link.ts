import type { Options } from '../../../lab/questions/words'
import type { Language } from '../../words'

/** What the address of the page asks for: everything is behind the '#', so no server ever sees it. */
export interface Link {
  /** A schedule to draw. */
  readonly token?: string
  /** A question to fill in. */
  readonly question?: Options
  readonly language?: Language
}

export const linkIn = (hash: string): Link => {
  const { token, lang, ...question } = Object.fromEntries(new URLSearchParams(hash.replace(/^#/, '')))
  return {
    ...(lang === 'en' || lang === 'ko' ? { language: lang } : {}),
    ...(token === undefined || token === '' ? {} : { token }),
    ...(Object.keys(question).length === 0 ? {} : { question }),
  }
}

/** The fragment that draws this schedule; or else that asks this question. */
export const hashFor = (question: Options, token?: string): string =>
  `#${readable(new URLSearchParams(token === undefined ? question : { token }).toString())}`

/** Signs that need no code behind the '#'. */
const readable = (text: string): string => text.replace(/%(?:3A|3D|2C|2F)/g, decodeURIComponent)
