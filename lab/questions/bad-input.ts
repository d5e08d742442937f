import { nearest } from '../../kit/nearest'

/**
 * An error in the input, described in one line. It is not a bug in tidemark, so it is printed without a stack trace.
 * `below` are lines that show where it is.
 */
export const badInput = (message: string, below: readonly string[] = []): Error =>
  Object.assign(new Error(message), { name: BAD_INPUT, below })

/** The lines below the message of an error. */
export const linesBelow = (error: Error): readonly string[] => (error as { below?: readonly string[] }).below ?? []

/** The place of an error in a text, with a caret below it: of a long text the part around it. */
export const pointedAt = (text: string, at: number): readonly string[] => {
  const begin = at > WIDE ? at - WIDE / 2 : 0
  const line = text.slice(begin, begin + 2 * WIDE)
  return [`  ${line}`, `  ${' '.repeat(at - begin)}^`]
}

/** Characters that are shown before and behind an error. */
const WIDE = 60

export const isBadInput = (error: unknown): error is Error => error instanceof Error && error.name === BAD_INPUT

const BAD_INPUT = 'BadInput'

/** ': expected 1.1, 2.0.0 or 2.1 (did you mean 2.1?)', the second half of an error message. */
export const expected = (said: string, known: readonly string[]): string => {
  const close = nearest(said, known)
  const all = known.length === 0 ? 'none' : [known.slice(0, -1).join(', '), known.at(-1)].filter(Boolean).join(' or ')
  return `: expected ${all}${close === undefined ? '' : ` (did you mean ${close}?)`}`
}
