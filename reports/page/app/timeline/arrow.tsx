import type { JSX } from 'preact'
import type { Message } from '../../../../lab/telling/account/account'
import { shortened } from '../find'
import { xOf, yOf, type Geometry } from './geometry'

interface Props {
  readonly message: Message
  readonly geometry: Geometry
  readonly end: number
  /** True if the message is sent, handled or lost in the current step. */
  readonly isNow: boolean
  readonly shift: number
}

/**
 * A message: an arrow to the step that handles it, with a cross if it is lost, and an open end if it is still in
 * flight.
 */
export const Arrow = ({ message, geometry, end, isNow, shift }: Props): JSX.Element => {
  const { from, to, kind, label, sent, received, lost } = message
  const [x1, x2] = [xOf(geometry, from), xOf(geometry, to)]
  const direction = Math.sign(x2 - x1) || 1
  const isWithin = end === sent
  const begin = { x: x1 + direction * GAP, y: yOf(geometry, sent) + shift - (isWithin ? 2 : 0) }
  const target = { x: x2 - direction * GAP, y: yOf(geometry, end) + shift + (isWithin ? 2 : 0) }
  const tip = lost === undefined ? target : { x: begin.x + (target.x - begin.x) * 0.6, y: target.y }
  const state = lost !== undefined ? 'lost' : received === undefined ? 'pending' : 'handled'
  const classes = `arrow ${state} ${kind.replaceAll(' ', '-')}${isNow ? ' active' : ''}`
  const line = `M${begin.x} ${begin.y}L${tip.x} ${tip.y}`
  return (
    <g class={classes}>
      <title>{shortened(`${kind}: ${label}${lost === undefined ? '' : ', lost'}`)}</title>
      <path class="hit-area" d={line} />
      <path class="line" d={line} />
      {state === 'handled' && <path class="tip" d={headOf(begin, tip)} />}
      {state === 'lost' && <path class="cross" d={`M${tip.x - 4} ${tip.y - 4}l8 8m0-8l-8 8`} />}
    </g>
  )
}

const GAP = 7

interface Point {
  readonly x: number
  readonly y: number
}

/** The head of an arrow: a small triangle in the direction of its line. */
const headOf = (from: Point, to: Point): string => {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const [baseX, baseY] = [to.x - dx * 6.5, to.y - dy * 6.5]
  const round = (value: number): number => Math.round(value * 10) / 10
  return `M${round(to.x)} ${round(to.y)}L${round(baseX - dy * 3)} ${round(baseY + dx * 3)}L${round(baseX + dy * 3)} ${round(baseY - dx * 3)}Z`
}
