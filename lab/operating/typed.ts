/**
 * What a line typed at the prompt does: the one entry for stories, pages and the interactive prompt. A session is plain
 * data and never changes, so an earlier one is there for undo.
 */
import { nearest } from '../../kit/nearest'
import { isBadInput } from '../questions/bad-input'
import { wordsOf } from './arguments'
import { lineProduced } from './commands/kafka-console-producer'
import { isMisread, read } from './flags'
import { helpLines, usageLines } from './help'
import { filtered, pipedTo } from './pipes'
import { since } from './release'
import { hinted, said, type Reply } from './reply'
import type { Session } from './session'
import { isStop, stop } from './stop'
import { commandNames } from './command-names'
import type { Tool } from './tool'
import { tools } from './tools'
import { ownWords } from './words'

/**
 * A line typed at the prompt. It never throws: what is wrong with a line is in its output, and in `error`. While a console
 * producer runs, a line is a record; `ended` is what ends it.
 */
export const typed = (session: Session, line: string): Reply =>
  guarded(session, () => (session.producing === undefined ? commanded(session, line) : lineProduced(session, line)))

/** Ctrl-D or Ctrl-C: the console producer ends. */
export const ended = (session: Session): Session => ({ ...session, producing: undefined })

/** What stands before the next line: `>` of a console producer, or where the operator is. */
export const promptOf = ({ producing, place }: Session): string =>
  producing === undefined ? `kafka${place.host}:${place.directory}$ ` : '>'

const guarded = (session: Session, act: () => Reply): Reply => {
  try {
    return remembered(session, act())
  } catch (error) {
    if (isStop(error)) {
      const { lines, hint } = error
      const output = [...lines, ...(hint === undefined ? [] : [hinted(hint)])]
      return { session, output, error: lines.at(-1) ?? hint ?? 'nothing was done' }
    }
    if (isBadInput(error)) return { session, output: [error.message], error: error.message }
    throw error
  }
}

/** How many lines can be undone. */
const MEMORY = 100

const remembered = (before: Session, reply: Reply): Reply => {
  const { session } = reply
  if (session.deployment === before.deployment || session.earlier !== before.earlier) return reply
  return { ...reply, session: { ...session, earlier: [...before.earlier, before.deployment].slice(-MEMORY) } }
}

const commanded = (session: Session, line: string): Reply => {
  const text = line.trim()
  if (text === '' || text.startsWith('#')) return said(session)
  const words = wordsOf(text)
  if (words === undefined) throw stop(`a quote is not closed: ${text}`)
  const piped = pipedTo(words)
  if (piped !== undefined) return filtered(commandedBy(session, piped.words), piped.filters)
  return commandedBy(session, words)
}

const commandedBy = (session: Session, words: readonly string[]): Reply => {
  const [command = '', ...rest] = withoutRunClass(words)
  const name = command.replace(/^(?:\.\/|bin\/|\.\/bin\/)/, '').replace(/\.sh$/, '')
  if (name === 'undo') return undone(session)
  if (name === 'help') return said(session, ...helpLines())
  const word = ownWords.find((one) => one.name === name)
  if (word !== undefined) return word.run(session, rest)
  const tool = tools.find((one) => one.name === name)
  if (tool === undefined) throw unknownCommand(command, name)
  return ran(session, tool, rest)
}

/** `kafka-run-class kafka.tools.GetOffsetShell` is a tool that had no script for long. */
const withoutRunClass = (words: readonly string[]): readonly string[] => {
  const [command = '', name, ...rest] = words
  const tool = { 'kafka.tools.GetOffsetShell': 'kafka-get-offsets', 'kafka.tools.DumpLogSegments': 'kafka-dump-log' }[
    name ?? ''
  ]
  return command.startsWith('kafka-run-class') && tool !== undefined ? [tool, ...rest] : words
}

const unknownCommand = (command: string, name: string): Error => {
  const close = nearest(name, commandNames)
  return stop(
    `${command}: command not found`,
    close === undefined ? 'help lists the commands' : `did you mean ${close}?`,
  )
}

const ran = (session: Session, tool: Tool, words: readonly string[]): Reply => {
  const { kafka } = session.deployment
  if (!since(kafka, tool.since ?? '0'))
    throw stop(`${tool.name}: command not found`, `it is there since ${tool.since}, and this is Kafka ${kafka.release}`)
  if (words.length === 0 || words.includes('--help')) return said(session, ...usageLines(kafka, tool))
  const given = read(kafka, tool.flags, words)
  if (!isMisread(given)) return tool.run(session, given)
  const { thrown, message, hint } = given
  throw stop(tool.onMisread === 'throws' ? `Exception in thread "main" ${thrown}: ${message}` : message, hint)
}

const undone = (session: Session): Reply => {
  const last = session.earlier.at(-1)
  if (last === undefined) throw stop('there is nothing to undo')
  return said({ ...session, deployment: last, earlier: session.earlier.slice(0, -1) })
}
