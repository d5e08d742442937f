/**
 * An operator at the prompt: what was typed, what that printed, and the cluster after it. A talk is plain data and never
 * changes, so that a line can be taken back.
 */
import { wordsOf } from '../operating/arguments'
import { commandNames } from '../operating/command-names'
import { hinted } from '../operating/reply'
import { sessionOf, type Session } from '../operating/session'
import { ended, promptOf, typed } from '../operating/typed'
import { described, helped, OWN, saving, type Asked } from './own-words'

export interface Talk {
  /** The cluster with which it began, as it was asked for. */
  readonly opening: { readonly kafka: string; readonly brokers: number }
  readonly session: Session
  readonly entries: readonly Entry[]
  /** What stands before the end of the present command: lines that end with a backslash. */
  readonly begun: string
}

/** A line as a `shell` block of a story has it. */
export interface Entry {
  readonly kind: 'command' | 'record' | 'comment'
  readonly text: string
  readonly printed: readonly string[]
  readonly before: Session
  /** The cluster, or where the operator is, was another one before. */
  readonly isChange: boolean
}

/** What a line comes to. */
export interface Heard {
  readonly talk: Talk
  readonly output: readonly string[]
  /** Why nothing was done, in one line, which the output has too. */
  readonly error?: string
  /** What is left to do: a file is to be written, or the talk ends. */
  readonly asked?: Asked
}

/** A talk about a new cluster. Bad input if there is no such Kafka. */
export const talkOf = (kafka: string, brokers: number): Talk => ({
  opening: { kafka, brokers },
  session: sessionOf(kafka, brokers),
  entries: [],
  begun: '',
})

/** What stands before the next line. */
export const promptIn = ({ session, begun }: Talk): string => (begun === '' ? promptOf(session) : '> ')

export const isProducing = ({ session }: Talk): boolean => session.producing !== undefined

/** Ctrl-D while a console producer runs, and Ctrl-C: the producer ends, and so does a command that goes over several lines. */
export const cutShort = (talk: Talk): Talk => ({ ...talk, session: ended(talk.session), begun: '' })

/** A line that was typed. `$ ` may stand before a command, as in stories; it ends a console producer. */
export const heard = (talk: Talk, line: string): Heard => {
  if (!isProducing(talk)) return commanded(talk, line)
  return line.startsWith('$ ') ? commanded(cutShort(talk), line) : recorded(talk, line)
}

const commanded = (before: Talk, line: string): Heard => {
  const said = before.begun + (before.begun === '' ? line.replace(/^\s*\$ /, '') : line)
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(said)) return { talk: { ...before, begun: `${said.slice(0, -1)} ` }, output: [] }
  const talk = { ...before, begun: '' }
  const text = said.trim()
  if (text === '') return { talk, output: [] }
  if (text.startsWith('#')) return commented(talk, text)
  const [word = '', ...rest] = wordsOf(text) ?? []
  if (word === 'undo' && rest.length === 0) return undone(talk)
  if (OWN.leave.includes(word) && rest.length === 0) return { talk, output: [], asked: { kind: 'leave' } }
  if (word === 'save') return { talk, ...saving(rest) }
  if (word === 'help') return { talk, ...helped(talk.session, rest) }
  if (word !== 'describe') return done(talk, text)
  const command = described(talk.session, rest)
  const found = done(talk, command)
  return { ...found, output: [`+ ${command}`, ...found.output] }
}

/** The comment that begins a new cluster in a story does so here. */
const commented = (talk: Talk, text: string): Heard => {
  if (/^# kafka=\S+( brokers=\d+)?$/.test(text)) return done(talk, text.replace('#', 'cluster'))
  const comment: Entry = { kind: 'comment', text, printed: [], before: talk.session, isChange: false }
  return { talk: { ...talk, entries: [...talk.entries, comment] }, output: [] }
}

const recorded = (talk: Talk, line: string): Heard => {
  const found = entered(talk, 'record', line)
  if (!isLikeCommand(line)) return found
  return { ...found, output: [...found.output, hinted(IN_PRODUCER)] }
}

const IN_PRODUCER = "this was sent as a record; Ctrl-D ends the producer, and so does a line '$ COMMAND'"

const isLikeCommand = (line: string): boolean => {
  const [word = '', ...rest] = line.trim().split(/\s+/)
  const isName = commandNames.includes(word.replace(/\.sh$/, ''))
  return (rest.length === 0 && (isName || OWN.leave.includes(word))) || (isName && word.startsWith('kafka-'))
}

const done = (talk: Talk, text: string): Heard => entered(talk, 'command', text)

const entered = (talk: Talk, kind: Entry['kind'], text: string): Heard => {
  const before = talk.session
  const { session, output, error } = typed(before, text)
  const entry: Entry = { kind, text, printed: output, before, isChange: isOther(before, session) }
  const after = { ...talk, session, entries: [...talk.entries, entry] }
  return { talk: after, output, ...(error === undefined ? {} : { error }) }
}

const isOther = (one: Session, other: Session): boolean =>
  one.deployment !== other.deployment || one.place !== other.place || one.files !== other.files

/** Takes back the last line that changed something, and what was looked at since. */
const undone = (talk: Talk): Heard => {
  const at = talk.entries.findLastIndex(({ isChange }) => isChange)
  const last = talk.entries[at]
  if (last === undefined) {
    const error = 'there is nothing to undo'
    return { talk, output: [error], error }
  }
  const after = { ...talk, session: ended(last.before), entries: talk.entries.slice(0, at) }
  return { talk: after, output: [`taken back: ${last.text}`] }
}
