/**
 * A `shell` block: `$ ` begins a command, `>` a line typed into a console producer, `#` a comment. All other lines are
 * output. A comment `# kafka=2.1 brokers=3` begins a new cluster.
 */
import { isBadInput, badInput } from '../../questions/bad-input'
import { sessionOf, type Session } from '../../operating/session'
import { ended, typed } from '../../operating/typed'
import type { Screen } from './parse'

interface Shown {
  readonly session: Session
  /** The whole block: what was typed, and what that printed. */
  readonly lines: readonly string[]
}

/** Types the lines of a block at the prompt. */
export const screened = (path: string, { lines, begin }: Screen, before: Session): Shown => {
  let session = before
  let isTyping = false
  const shown: string[] = []
  lines.forEach((line, index) => {
    const at = `${path}:${begin + index}`
    const input = inputOf(line, session, isTyping)
    if (input === undefined) {
      if (!isTyping && line !== '') throw badInput(`${at}: expected '$ ' and a command before any output`)
      if (!isTyping) shown.push(line)
      return
    }
    isTyping ||= input.kind === 'command'
    const next = enter(at, session, input)
    session = next.session
    shown.push(line, ...next.lines.map((printed) => printable(at, printed)))
  })
  return { session: ended(session), lines: shown }
}

interface Input {
  readonly kind: 'command' | 'record' | 'comment'
  readonly text: string
}

const inputOf = (line: string, { producing }: Session, isTyping: boolean): Input | undefined => {
  if (line.startsWith('$ ')) return { kind: 'command', text: line.slice(2) }
  if (producing !== undefined && isTyping && line.startsWith('>'))
    return { kind: 'record', text: line.replace(/^> ?/, '') }
  return line.startsWith('#') ? { kind: 'comment', text: line.slice(1).trim() } : undefined
}

const CLUSTER = /^kafka=(\S+)(?: brokers=([1-9]))?$/

const enter = (at: string, session: Session, { kind, text }: Input): Shown => {
  if (kind === 'comment') {
    const [, kafka, brokers = '3'] = CLUSTER.exec(text) ?? []
    return { session: kafka === undefined ? session : anew(at, kafka, brokers), lines: [] }
  }
  const { session: next, output } = typed(kind === 'command' ? ended(session) : session, text)
  return { session: next, lines: output }
}

const anew = (at: string, kafka: string, brokers: string): Session => {
  try {
    return sessionOf(kafka, Number(brokers))
  } catch (error) {
    throw isBadInput(error) ? badInput(`${at}: ${error.message}`) : error
  }
}

/** A page cannot tell such a line from one that is typed. */
const printable = (at: string, line: string): string => {
  if (!/^(\$ |#|>|```)/.test(line)) return line
  throw badInput(`${at}: this prints '${line}', which a page would take for a line that is typed`)
}
