import type { Account, Message } from '../../../lab/telling/account/account'
import { BAD, DIM, laneX, line, MESSAGE, ROW, rowY, said, words } from './frame'

/**
 * Arrows from the step at which a message is sent to the step at which it is handled. Arrows of one step are drawn
 * below each other.
 */
export const messagesSvg = ({ messages }: Account): readonly string[] => {
  const inStep = new Map<number, number>()
  return messages.map((message) => {
    const { sent, received } = message
    if (sent !== received) return slow(message)
    const before = inStep.get(sent) ?? 0
    inStep.set(sent, before + 1)
    return atOnce(message, rowY(sent) - 15 + before * 6)
  })
}

/** A message that is sent and handled in one step. Only receiver and kind are shown; the title has the rest. */
const atOnce = (message: Message, y: number): string => {
  const [from, to] = [laneX(message.from), laneX(message.to)]
  return titled(message, line(from, y, to, y, MESSAGE, `stroke-width="1.25" marker-end="url(#arrow)"`))
}

/**
 * A delayed message. A lost one ends in a cross before its lane, at the step that loses it. One that is still in flight
 * is the beginning of an arrow.
 */
const slow = (message: Message): string => {
  const { sent, received, lost } = message
  const [from, to, top] = [laneX(message.from), laneX(message.to), rowY(sent)]
  if (received !== undefined)
    return titled(message, bow(from, top, to, rowY(received), MESSAGE, 'stroke-width="1.25" marker-end="url(#arrow)"'))
  if (lost === undefined) {
    const [x, y] = [from + Math.round((to - from) / 4), top + Math.round(ROW * 0.6)]
    const rest = `<circle cx="${x}" cy="${y}" r="2.5" fill="none" stroke="${DIM}"/>`
    return titled(message, line(from, top, x, y, DIM, 'stroke-dasharray="4 3"') + rest)
  }
  const [x, y] = [to - Math.sign(to - from) * SHORT, rowY(lost)]
  const cross = words(x, y + 6, '×', { size: 18, fill: BAD, anchor: 'middle', weight: 'bold' })
  return titled(message, bow(from, top, x, y, BAD, 'stroke-width="1.25" stroke-dasharray="5 4"') + cross)
}

/** The distance from its lane at which a message ends that never arrives. */
const SHORT = 30

/**
 * A curve that starts horizontally and then falls, so that messages to neighbouring lanes in consecutive steps do not
 * overlap.
 */
const bow = (x1: number, y1: number, x2: number, y2: number, stroke: string, more: string): string => {
  const [x, y] = [Math.round(x1 + (x2 - x1) * 0.6), Math.round(y1 + (y2 - y1) * 0.3)]
  return `<path d="M${x1} ${y1} Q${x} ${y} ${x2} ${y2}" fill="none" stroke="${stroke}" ${more}/>`
}

/** The content of the controller's requests, once for all requests of one step. */
export const labelsSvg = ({ messages }: Account): readonly string[] => {
  const spoken = new Map<number, Message>()
  for (const message of messages) {
    if (message.kind !== 'LeaderAndIsr') continue
    const other = spoken.get(message.sent)
    if (other === undefined || other.label.length < message.label.length) spoken.set(message.sent, message)
  }
  return [...spoken.values()].map(({ from, sent, label }) =>
    words(laneX(from) - 8, rowY(sent) + 14, label, { size: 9, fill: MESSAGE, anchor: 'end' }, 34),
  )
}

const titled = ({ kind, label: text }: Message, drawing: string): string =>
  `<g>${titleOf(`${kind}: ${text}`)}${drawing}</g>`

/** Browsers show this text under the mouse pointer. */
const titleOf = (text: string): string => `<title>${said(text, 200)}</title>`
