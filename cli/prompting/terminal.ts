import { createInterface } from 'node:readline'
import { printable } from '../../reports/printable'
import type { Typing } from '../io'
import type { Desk } from './desk'

/** What was typed before, the latest first. */
type History = readonly string[]

/** Most lines that up and down go through. */
export const MOST_HISTORY = 1000

/**
 * A person types at a terminal, until Ctrl-D, or Ctrl-C at an empty line, or `exit`. Answers what up and down would find
 * then.
 */
export const talkAtTerminal = ({ input, output }: Typing, desk: Desk, history: History): Promise<History> =>
  new Promise((resolve) => {
    const seen = { isOver: false, history }
    // Before the interface, which closes at the end of its input as it does after Ctrl-D.
    input.once('end', () => (seen.isOver = true))
    const lines = createInterface({
      ...{ input, output, terminal: true, history: [...history], historySize: MOST_HISTORY },
      ...{ removeHistoryDuplicates: true, prompt: desk.prompt() },
      completer: (line: string) => [...desk.complete(line)],
    })
    const say = (text: string): void => void output.write(text)
    const ask = (): void => {
      lines.setPrompt(desk.prompt())
      lines.prompt()
    }
    const leave = lines.close.bind(lines)
    // Ctrl-D at an empty line closes the interface. A console producer ends first.
    lines.close = () => {
      say('\n')
      if (seen.isOver || !isUnderWay(desk)) return leave()
      desk.cutShort()
      ask()
    }
    lines.on('history', (typed: string[]) => {
      // Records are no commands. The last line is in the list before it is taken.
      if (desk.isProducing()) typed.shift()
      seen.history = [...typed]
    })
    lines.on('line', (line) => {
      const { output: printed, isEnd = false } = desk.enter(line)
      for (const text of printed) say(`${printable(text)}\n`)
      if (isEnd) return leave()
      ask()
    })
    lines.on('SIGINT', () => {
      const isEmpty = lines.line === ''
      // To the end of the line, and what stands before it away.
      lines.write(null, { ctrl: true, name: 'e' })
      lines.write(null, { ctrl: true, name: 'u' })
      say('^C\n')
      if (isEmpty && !isUnderWay(desk)) return leave()
      if (isEmpty) desk.cutShort()
      ask()
    })
    lines.on('close', () => resolve(seen.history))
    ask()
  })

/** Something else ends before the session does. */
const isUnderWay = (desk: Desk): boolean => desk.isProducing() || desk.isBegun()
