import type { JSX } from 'preact'
import type { BrokerSnapshot } from '../../../../lab/telling/account/account'
import { epochClass } from '../epoch'
import { xOf, yOf, type Drawing } from './geometry'

/** A line per participant. Its style shows the state of the broker between one step and the next. */
export const Lanes = ({ moments, geometry, rows: { from, to } }: Drawing): JSX.Element => (
  <>
    {moments.account.lanes.map(({ kind }, lane) => {
      const x = xOf(geometry, lane)
      if (kind !== 'broker')
        return <path key={lane} class="lane other" d={`M${x} ${yOf(geometry, from)}V${yOf(geometry, to)}`} />
      return pieces((step) => lookOf(moments.broker(lane, step)), from, Math.min(to, moments.last + 1)).map((piece) => (
        <path
          key={`${lane}.${piece.from}`}
          class={`lane ${piece.look}`}
          d={`M${x} ${yOf(geometry, piece.from)}V${yOf(geometry, piece.to)}`}
        />
      ))
    })}
  </>
)

interface Piece {
  readonly from: number
  readonly to: number
  readonly look: string
}

/** Consecutive steps with the same style are drawn as one line. */
const pieces = (look: (step: number) => string, from: number, to: number): readonly Piece[] => {
  const found: Piece[] = []
  let begin = Math.max(0, from - 1)
  let current = look(begin)
  for (let step = begin + 1; step <= to; step++) {
    const next = look(step)
    if (next === current && step < to) continue
    found.push({ from: begin, to: step, look: current })
    begin = step
    current = next
  }
  return found
}

const lookOf = (broker?: BrokerSnapshot): string => {
  if (broker === undefined) return 'other'
  if (!broker.isUp) return 'down'
  const isAway = broker.marks.some((mark) => mark === 'paused' || mark === 'cut off')
  return [broker.role === 'leader' ? 'leads' : 'follows', isAway ? 'away' : '', epochClass(broker.leaderEpoch)]
    .filter(Boolean)
    .join(' ')
}
