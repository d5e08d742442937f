import { stripVTControlCharacters } from 'node:util'
import type { Paint } from './paint'

/** Text that must fit into the columns of a terminal. Every character that is printed here takes one column. */

/** The text in at most `width` columns. Cut text ends with an ellipsis. */
export const cut = (text: string, width: number): string => {
  if (text.length <= width) return text
  const signs = [...text.slice(0, 2 * Math.max(0, width) + 2)] // a sign is one or two code units
  return signs.length <= width ? text : `${signs.slice(0, Math.max(0, width - 1)).join('')}…`
}

/** The columns that a text takes on a terminal; colours take none. */
export const widthOf = (text: string): number => [...stripVTControlCharacters(text)].length

/** Lines of at most `width` columns, broken between words. A longer word is broken as well. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const most = Math.max(1, width)
  const words = text.split(' ').flatMap((one) => pieces(one, most))
  return filled(words, most)
}

/** Words in lines of at most `most` columns, where each fits. */
const filled = (words: readonly string[], most: number): readonly string[] => {
  const lines: string[] = []
  let line: string | undefined
  for (const word of words) {
    const longer = line === undefined ? word : `${line} ${word}`
    if (line === undefined || line === '') line = word
    else if (widthOf(longer) <= most) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line ?? '']
}

/**
 * Summary lines for a terminal: a line that is too long is broken between words, and goes on below its text. A line that
 * is a command stays whole, so that it can be pasted.
 */
export const folded = (text: string, { width }: Paint, self: string): string =>
  width === undefined
    ? text
    : text
        .split('\n')
        .flatMap((line) => foldedLine(line, width, self))
        .join('\n')

const foldedLine = (line: string, width: number, self: string): readonly string[] => {
  if (widthOf(line) <= width) return [line]
  const head = headOf(line)
  const [indent, rest] = [' '.repeat(widthOf(head)), line.slice(head.length)]
  if (rest.startsWith(`${self} `)) return [line]
  const [first = '', ...others] = filled(rest.split(' '), Math.max(1, width - indent.length))
  return [head + first, ...others.map((other) => indent + other)]
}

/** What a line has before its text: spaces, or one word in ten columns. */
const headOf = (line: string): string => {
  const [head = ''] = /^[^ ]* +/.exec(line) ?? []
  return head.trim() === '' || widthOf(head) === LABEL ? head : ''
}

const LABEL = 10

const pieces = (word: string, most: number): readonly string[] => {
  const signs = [...word]
  if (signs.length <= most) return [word]
  return Array.from({ length: Math.ceil(signs.length / most) }, (_, index) =>
    signs.slice(index * most, (index + 1) * most).join(''),
  )
}
