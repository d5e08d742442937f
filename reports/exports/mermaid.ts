import type { Account, Message } from '../../lab/telling/account/account'
import { cut } from '../fit'
import { oneLine } from '../formats/words'

/**
 * A schedule as a Mermaid sequence diagram, which GitHub draws. A delayed message is drawn at the step at which it
 * arrives, and says when it was sent. A lost message ends in a cross.
 */
export const mermaid = (account: Account): string => {
  const { lanes, rerun, deeds } = account
  return [
    '---',
    `title: ${JSON.stringify(plain(rerun.title).replace(/[^\w .,=-]/gu, ' '))}`,
    '---',
    'sequenceDiagram',
    ...lanes.map(({ name }, lane) => `  participant ${idOf(lane)} as ${text(name)}`),
    ...deeds.flatMap((_, index) => stepLines(account, index + 1)),
    ...account.messages.filter(isOnTheWay).map((message) => arrow(message, '--)', 'still in flight: ')),
    ...verdictLines(account),
    '',
  ].join('\n')
}

const idOf = (lane: number): string => `L${lane}`

const stepLines = ({ lanes, deeds, messages, rerun }: Account, step: number): readonly string[] => {
  const [deed, told] = [deeds[step - 1], rerun.trace.steps[step - 1]]
  if (deed === undefined || told === undefined) return []
  const fault = told.fault === undefined ? '' : `[${told.fault}] `
  // For a machine without a picture the actor is unknown.
  const over = lanes[deed.lane]?.kind === 'participant' ? allOf(lanes.length) : idOf(deed.lane)
  return [
    `  Note over ${over}: ${text(`${step}. ${fault}${told.event}`)}`,
    ...messages.filter(({ received }) => received === step).map((message) => arrow(message, '->>', sentWord(message))),
    ...messages.filter(({ lost }) => lost === step).map((message) => arrow(message, '-x', 'lost: ')),
    ...told.notes.map((note) => `  Note over ${over}: ${text(note)}`),
  ]
}

const allOf = (lanes: number): string => (lanes < 2 ? idOf(0) : `${idOf(0)},${idOf(lanes - 1)}`)

const sentWord = ({ sent, received }: Message): string => (sent === received ? '' : `sent at ${sent}: `)

const isOnTheWay = ({ received, lost }: Message): boolean => received === undefined && lost === undefined

const arrow = ({ from, to, kind, label }: Message, line: string, before: string): string =>
  `  ${idOf(from)}${line}${idOf(to)}: ${text(`${before}${kind}, ${label}`)}`

const verdictLines = ({ lanes, rerun }: Account): readonly string[] => {
  const over = allOf(lanes.length)
  const said = rerun.findings.map(({ property, sentence }) => `BROKEN ${property}: ${sentence}`)
  const { diverged } = rerun
  if (diverged !== undefined) said.push(`step ${diverged.step} is refused: ${diverged.because}`)
  return said.map((line) => `  Note over ${over}: ${text(line)}`)
}

/**
 * Escapes characters that have a meaning in Mermaid or in the page around it. Statements end with the line, so text
 * stays on one line.
 */
const text = (words: string): string =>
  plain(words).replace(/[^\w .,'()|[\]=-]/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`)

const plain = (words: string): string => cut(oneLine(words), LONGEST)

/** Longer text in a diagram is cut. */
const LONGEST = 300
