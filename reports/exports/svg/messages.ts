import type { Account, Message } from '../../../lab/telling/account/account'
import { BAD, DIM, laneX, line, MESSAGE, ROW, rowY, said, words } from './frame'

/** Arrows from where messages are sent to where they are handled. Those of one step are one below the other. */
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

/** Sent and handled in one step; only who gets what is shown, the rest is in the title. */
const atOnce = (message: Message, y: number): string => {
  const [from, to] = [laneX(message.from), laneX(message.to)]
  return titled(message, line(from, y, to, y, MESSAGE, `stroke-width="1.25" marker-end="url(#arrow)"`))
}

/** It takes time. What is lost ends short of its lane in a cross, at the step that loses it; what is still on its way is the beginning of an arrow. */
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

/** So far from its lane ends what never arrives. */
const SHORT = 30

/** A line that leaves level and then falls: messages to lanes beside each other, each a step later, do not lie on one another. */
const bow = (x1: number, y1: number, x2: number, y2: number, stroke: string, more: string): string => {
  const [x, y] = [Math.round(x1 + (x2 - x1) * 0.6), Math.round(y1 + (y2 - y1) * 0.3)]
  return `<path d="M${x1} ${y1} Q${x} ${y} ${x2} ${y2}" fill="none" stroke="${stroke}" ${more}/>`
}

/** What requests of the controller say, once for all that are sent in one step. */
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

/** Shown by browsers where the pointer rests. */
const titleOf = (text: string): string => `<title>${said(text, 200)}</title>`
