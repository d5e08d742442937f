/**
 * Foreign text, made safe to print: characters that move the cursor of a terminal, change its colours or reverse its
 * line are replaced by their code.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (sign) => (sign === '\t' ? sign : escaped(sign)))

/**
 * A value as JSON that can be printed on a terminal: `JSON.stringify` leaves some of these characters as they are. In
 * JSON they occur in strings only, where their code means the same.
 */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, escaped)

const escaped = (sign: string): string => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`

/** The same on one readable line: of a word or a line that is far too long, the middle is left out. */
export const oneLine = (text: string): string => {
  const line = printable(text.replace(/\s*\n\s*/g, ' ')).replace(LONG_WORD, `$1…`)
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - TAIL)} … ${line.slice(-TAIL)}`
}

const LONGEST_LINE = 2000
/** The end of an error message contains what was expected, so it is kept. */
const TAIL = 300

/** Quotes around a cut word are kept. */
const LONG_WORD = /([^\s']{300})[^\s']+/g
