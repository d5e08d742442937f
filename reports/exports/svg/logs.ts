import type { Account, BrokerSnapshot } from '../../../lab/telling/account/account'
import { BAD, DIM, epochColour, INK, LANE, laneX, LINE, line, PAPER, rowY, words } from './frame'

const CELL = 19
const HIGH = 16
/** The position of the log, right of the role. */
const CELLS = 34

/**
 * The state of a broker next to its lane, at every step that changes it: role and epoch, log, and the high watermark as
 * a bar.
 */
export const logsSvg = ({ moments }: Account): readonly string[] =>
  moments.flatMap(({ brokers = {} }, step) =>
    Object.entries(brokers).map(([lane, broker]) => `<g>${replica(laneX(Number(lane)), rowY(step), broker)}</g>`),
  )

/** The width of a cell in characters, between two lanes and right of the last one. */
const [WITHIN, LAST] = [22, 60]
const SIGN = 8

/** The space right of the last lane for its cells. */
export const overhang = ({ lanes, rerun: { trace } }: Account): number => {
  const last = lanes.length - 1
  if (lanes[last]?.kind !== 'participant') return 0
  const cells = [trace.initial, ...trace.steps.map((step) => step.cells)].map((one) => one[last]?.length ?? 0)
  return Math.max(0, Math.min(LAST, Math.max(...cells)) * SIGN - LANE / 2)
}

/**
 * A machine without a picture is drawn with the cells of its trace, each next to its lane at the steps that change it.
 */
export const cellsSvg = ({ lanes, rerun: { trace } }: Account): readonly string[] => {
  const states = [trace.initial, ...trace.steps.map(({ cells }) => cells)]
  return states.flatMap((cells, step) =>
    lanes.flatMap(({ kind }, lane) => {
      const text = cells[lane]
      if (kind !== 'participant' || text === undefined || text === states[step - 1]?.[lane]) return []
      const [x, y] = [laneX(lane), rowY(step)]
      return [
        `<circle cx="${x}" cy="${y}" r="4" fill="${INK}"/>`,
        words(x + 12, y + 4, text, { size: 12, isMono: true }, lane === lanes.length - 1 ? LAST : WITHIN),
      ]
    }),
  )
}

const replica = (x: number, y: number, broker: BrokerSnapshot): string => {
  const [left, top] = [x + 12, y - 4]
  const role = broker.isUp ? `${LETTERS[broker.role]}${broker.leaderEpoch < 0 ? '' : broker.leaderEpoch}` : 'down'
  const cells = broker.log.map(({ value, epoch }, offset) => cell(left + CELLS + offset * CELL, top, value, epoch))
  const bar = left + CELLS + broker.highWatermark * CELL
  const width = CELLS + 6 + Math.max(1, broker.log.length) * CELL
  const marks =
    broker.marks.length === 0 ? '' : words(left + width, top + 11, broker.marks.join(', '), { size: 9, fill: BAD }, 30)
  return [
    `<rect x="${left - 4}" y="${top - 3}" width="${width}" height="${HIGH + 6}" fill="${PAPER}" fill-opacity="0.92"/>`,
    words(left, top + 12, role, { size: 11, fill: broker.isUp ? INK : BAD, isMono: true }),
    ...(broker.log.length === 0
      ? [
          `<rect x="${left + CELLS}" y="${top}" width="${CELL}" height="${HIGH}" fill="none" stroke="${LINE}" stroke-dasharray="2 2"/>`,
        ]
      : cells),
    line(bar, top - 3, bar, top + HIGH + 3, INK, 'stroke-width="2.5"'),
    marks,
  ].join('')
}

const LETTERS = { leader: 'L', follower: 'F', none: '-' } as const

const cell = (x: number, y: number, value: string, epoch: number): string =>
  [
    `<rect x="${x}" y="${y}" width="${CELL}" height="${HIGH}" fill="${epochColour(epoch)}" stroke="${DIM}" stroke-width="0.75"/>`,
    words(x + 3, y + 12, value, { size: 11, isMono: true }, 3),
    words(x + CELL - 2, y + HIGH - 2, String(epoch), { size: 8, fill: DIM, anchor: 'end', isMono: true }, 3),
  ].join('')
