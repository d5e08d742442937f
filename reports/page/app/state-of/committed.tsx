import type { JSX } from 'preact'
import type { Moments } from '../moments'
import { shortened } from '../find'
import { CELL, Cells, HEIGHT, xOfOffset, type Range } from './cells'

interface Props {
  readonly moments: Moments
  readonly step: number
  readonly range: Range
}

/** The committed records. Every log below must contain them. */
export const CommittedRow = ({ moments, step, range }: Props): JSX.Element | null => {
  const now = moments.clients(step)
  if (now === undefined) return null
  const before = step === 0 ? now : moments.clients(step - 1)
  const { committed, acknowledged } = now
  const told = acknowledged.map((value) => shortened(value, 20)).join(' ')
  const width = xOfOffset(range, range.to) + 8
  return (
    <div class="replica committed">
      <div class="replica-name">
        <h3>Committed</h3>
        <p class="figures-line">{told === '' ? 'nothing acknowledged' : `acknowledged: ${told}`}</p>
      </div>
      <svg
        class="log"
        role="img"
        aria-label={`committed: ${committed.length} records`}
        width={width}
        height={HEIGHT + 14}
      >
        <g class="offset-numbers">
          {Array.from({ length: range.to - range.from }, (_, index) => (
            <text key={index} x={xOfOffset(range, range.from + index) + CELL / 2} y={10}>
              {range.from + index}
            </text>
          ))}
        </g>
        <g transform="translate(0 14)">
          <Cells
            cells={committed}
            start={0}
            range={range}
            isNew={(offset) => offset >= (before?.committed.length ?? 0)}
          />
        </g>
      </svg>
    </div>
  )
}
