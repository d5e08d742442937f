/** `... | grep PATTERN` and `... | head -n 5`: what is left of an output. */
import type { Reply } from './reply'
import { stop } from './stop'

type Filter = (lines: readonly string[]) => readonly string[]

export interface Piped {
  /** The command before the first bar. */
  readonly words: readonly string[]
  readonly filters: readonly Filter[]
}

/** A line with bars, taken apart; undefined: it has none. */
export const pipedTo = (words: readonly string[]): Piped | undefined => {
  const at = words.indexOf('|')
  if (at < 0) return undefined
  const rest = words.slice(at + 1)
  const next = pipedTo(rest)
  return { words: words.slice(0, at), filters: [filterOf(next?.words ?? rest), ...(next?.filters ?? [])] }
}

const filterOf = ([command, ...words]: readonly string[]): Filter => {
  const options = words.filter((word) => word.startsWith('-'))
  const [text] = words.filter((word) => !word.startsWith('-'))
  if (command === 'grep' && text !== undefined) {
    const isFlipped = options.some((option) => option.includes('v'))
    const small = (line: string): string => (options.some((option) => option.includes('i')) ? line.toLowerCase() : line)
    return (lines) => lines.filter((line) => small(line).includes(small(text)) !== isFlipped)
  }
  if (command === 'head' || command === 'tail') {
    const count = Number(/\d+/.exec(words.join(' '))?.[0] ?? 10)
    return (lines) => (command === 'head' ? lines.slice(0, count) : lines.slice(Math.max(0, lines.length - count)))
  }
  throw stop('after a bar: grep WORD, head -n 5 or tail -n 5')
}

export const filtered = (reply: Reply, filters: readonly Filter[]): Reply => ({
  ...reply,
  output: filters.reduce((lines, filter) => filter(lines), reply.output),
})
