import type { JSX } from 'preact'
import type { LoggedRecord } from '../../../../lab/telling/account/account'
import { epochClass } from '../epoch'

/** The range of offsets that is drawn, without the last one. */
export interface Range {
  readonly from: number
  readonly to: number
}

export const CELL = 38
export const HEIGHT = 51
const TOP = 6
const BOX = 32

export const xOfOffset = ({ from }: Range, offset: number): number => (offset - from) * CELL + 4

interface Props {
  readonly cells: readonly LoggedRecord[]
  /** The offset of the first of them. */
  readonly start: number
  readonly range: Range
  readonly kind?: string
  isNew?(offset: number): boolean
  isShown?(offset: number): boolean
}

/** Records as boxes with the value and the epoch. The epoch is a number and a colour. */
export const Cells = ({ cells, start, range, kind = '', isNew, isShown }: Props): JSX.Element => (
  <>
    {Array.from({ length: range.to - range.from }, (_, index) => range.from + index).map((offset) => {
      const cell = cells[offset - start]
      if (cell === undefined || isShown?.(offset) === false) return null
      const x = xOfOffset(range, offset)
      return (
        <g key={offset} class={`cell ${epochClass(cell.epoch)} ${kind}${isNew?.(offset) ? ' fresh' : ''}`}>
          <rect x={x + 1} y={TOP} width={CELL - 2} height={BOX} rx={4} />
          <text class="value" x={x + 15} y={TOP + 21}>
            {cell.value.length > 3 ? `${cell.value.slice(0, 2)}…` : cell.value}
          </text>
          <text class="cell-epoch" x={x + CELL - 7} y={TOP + 27}>
            {cell.epoch}
          </text>
          {kind.includes('struck') && <path class="strike" d={`M${x + 5} ${TOP + BOX / 2}H${x + CELL - 5}`} />}
        </g>
      )
    })}
  </>
)

export interface MarksProps {
  readonly range: Range
  readonly highWatermark: number
  readonly logEnd: number
  readonly logStart: number
  readonly checkpoint: number
}

/** The marks of a log: log start, log end, high watermark and checkpoint. */
export const Marks = ({ range, highWatermark, logEnd, logStart, checkpoint }: MarksProps): JSX.Element => {
  const at = (offset: number): number | undefined =>
    offset >= range.from && offset <= range.to ? xOfOffset(range, offset) : undefined
  const [hw, end, start, kept] = [highWatermark, logEnd, logStart, checkpoint].map(at)
  return (
    <g class="marks">
      <path class="ground" d={`M4 ${TOP + BOX + 3}H${xOfOffset(range, range.to)}`} />
      {start !== undefined && <path class="start" d={`M${start + 4} ${TOP - 3}h-4v${BOX + 6}h4`} />}
      {end !== undefined && <path class="leo" d={`M${end - 4} ${TOP - 3}h4v${BOX + 6}h-4`} />}
      {kept !== undefined && <path class="checkpoint" d={`M${kept} ${TOP + BOX + 3}l4.5 7h-9z`} />}
      {hw !== undefined && <path class="hw" d={`M${hw} ${TOP - 6}V${TOP + BOX + 4}`} />}
    </g>
  )
}
