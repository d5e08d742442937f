import { cut } from '../../fit'
import { oneLine } from '../../formats/words'
import { xmlText } from '../../formats/xml'

/** The layout, in whole pixels: text on the left, one lane per participant, time runs down. */
export const LEFT = 24
export const EVENTS = 380
export const LANE = 190
export const HEAD = 116
export const ROW = 40

export const laneX = (lane: number): number => EVENTS + Math.round(LANE / 2) + lane * LANE

/** Step 0 is the initial state. */
export const rowY = (step: number): number => HEAD + step * ROW

export const INK = '#1c2733'
export const DIM = '#5b6875'
export const LINE = '#c3ccd5'
export const BAD = '#b3261e'
export const MESSAGE = '#0b5f8a'
export const PAPER = '#ffffff'

/**
 * The colours of epochs, repeated cyclically; a cell also contains its epoch. They differ in brightness for
 * colour-blind readers.
 */
const EPOCHS = ['#dbe7f3', '#ffd9a0', '#bfe3c6', '#e3c9ee', '#f6b7b0', '#b9e2e6', '#e9e29c', '#cfd2d6']

export const epochColour = (epoch: number): string => EPOCHS[epoch % EPOCHS.length] ?? PAPER

interface Style {
  readonly size?: number
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly weight?: 'bold'
  readonly isMono?: boolean
}

/** A line of text, cut to a maximum number of characters. */
export const words = (
  x: number,
  y: number,
  text: string,
  { size = 12, fill = INK, anchor, weight, isMono }: Style = {},
  most = 200,
): string => {
  const attributes = [
    `x="${x}" y="${y}" font-size="${size}" fill="${fill}"`,
    ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
    ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
    ...(isMono === true ? ['font-family="ui-monospace, monospace"'] : []),
  ].join(' ')
  return `<text ${attributes}>${said(text, most)}</text>`
}

/** Foreign text between two tags: on one line, cut to a maximum number of characters, and escaped. */
export const said = (text: string, most: number): string => xmlText(oneLine(cut(text, most)))

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, more = ''): string =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}"${more === '' ? '' : ` ${more}`}/>`
