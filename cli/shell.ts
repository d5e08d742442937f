import { isOfDisk } from '../explorer/node/files'
import { wholeNumber } from '../lab/questions/words'
import { serverIn } from '../lab/shell/own-words'
import { talkOf, type Talk } from '../lab/shell/talk'
import { shellWord } from '../reports/formats/words'
import { jsonText, oneLine, printable } from '../reports/printable'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { USUAL_CLUSTER, type Typed } from './options'
import { deskOf, type Desk } from './prompting/desk'
import { takeLines, type Taken } from './prompting/pipe'
import { MOST_HISTORY, talkAtTerminal } from './prompting/terminal'

/** `tidemark shell`: a prompt for Kafka's commands. At a terminal it has history and completion. */
export const runShell = async (typed: Typed, io: Io): Promise<Answer> => {
  const talk = talkOf(
    typed['kafka'] ?? USUAL_CLUSTER.kafka,
    wholeNumber('brokers', typed['brokers'] ?? USUAL_CLUSTER.brokers, 1, 9),
  )
  const desk = deskOf(talk, io.files)
  const typing = io.typing()
  if (typing.input.isTTY === true && typed['json'] === undefined) {
    io.out(`${greeting(talk)}\n`)
    const before = readHistory(io)
    writeHistory(io, await talkAtTerminal(typing, desk, before))
    return farewell(talk, desk, [], io)
  }
  const errors: Taken[] = []
  await takeLines(typing, desk, (taken) => {
    if (taken.error !== undefined && !taken.isRecord) errors.push(taken)
    io.out(typed['json'] === undefined ? textOf(taken) : jsonOf(taken))
  })
  const [first] = errors
  if (first?.error !== undefined) {
    const more = errors.length === 1 ? '' : `; ${errors.length} lines are in error`
    io.err(`tidemark: line ${first.number}: ${oneLine(first.error)}${more}\n`)
  }
  return farewell(talk, desk, errors, io)
}

const greeting = ({ opening: { kafka, brokers }, session }: Talk): string => {
  const names = Array.from({ length: brokers }, (_, index) => `kafka${index + 1}`).join(', ')
  const { release } = session.deployment.kafka
  return [
    `Kafka ${kafka === release ? kafka : `${kafka} (${release})`} on ${names}, as a model: nothing here reaches a real cluster.`,
    'help lists the commands. Tab completes. Ctrl-D ends a console producer, and at an empty prompt the session.',
    `try   kafka-topics ${serverIn(session)} --create --topic t --partitions 1 --replication-factor ${brokers}`,
  ].join('\n')
}

const textOf = ({ prompt, typed, output }: Taken): string =>
  [prompt + typed, ...output].map((line) => `${printable(line)}\n`).join('')

const jsonOf = ({ number, prompt, typed, output, error }: Taken): string =>
  `${jsonText({
    ...{ format: 1, command: 'shell', line: number, prompt, typed, output },
    ...(error === undefined ? {} : { error }),
  })}\n`

const farewell = ({ opening }: Talk, desk: Desk, errors: readonly Taken[], io: Io): Answer => {
  const { lines, saved } = desk.outcome()
  const exitCode = errors.some(({ isBug }) => isBug) ? EXIT.bug : errors.length > 0 ? EXIT.badInput : EXIT.holds
  const other = opening.kafka === OTHER ? USUAL_CLUSTER.kafka : OTHER
  const next = `${io.self} ${saved === undefined ? `shell --kafka ${other}` : `tell ${shellWord(saved.path)}`}`
  const since = saved === undefined ? 'and not saved' : `and ${saved.path} has not all of them`
  const isLost = lines > 0 && saved?.isAll !== true
  const unsaved = isLost ? [`${count(lines)} typed, ${since}: save FILE.md, at the prompt, writes a story`] : []
  return {
    text: [...unsaved, `next  ${next}`].join('\n'),
    json: {
      ...{ format: 1, exitCode, command: 'shell', kafka: opening.kafka, brokers: opening.brokers, lines },
      errors: errors.map(({ number, error = '' }) => ({ line: number, error })),
      ...(saved?.isAll === true ? { saved: saved.path } : {}),
      next,
    },
    exitCode,
  }
}

/** Most commands are typed in another way there. */
const OTHER = '2.1'

const count = (lines: number): string => (lines === 1 ? '1 line was' : `${lines} lines were`)

const HISTORY = '.tidemark/shell-history'

/** What was typed in earlier sessions, the latest first. None where there is no such file, or it cannot be read. */
const readHistory = ({ files }: Io): readonly string[] => {
  try {
    return (files.read(HISTORY) ?? '').split('\n').filter(Boolean).slice(-MOST_HISTORY).reverse()
  } catch (error) {
    if (isOfDisk(error)) return []
    throw error
  }
}

/** A history that cannot be kept is no loss worth a word. */
const writeHistory = ({ files }: Io, history: readonly string[]): void => {
  if (history.length === 0) return
  try {
    files.write(HISTORY, `${[...history].reverse().join('\n')}\n`)
  } catch (error) {
    if (!isOfDisk(error)) throw error
  }
}
