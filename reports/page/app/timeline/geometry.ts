import type { Moments } from '../moments'

/** Where things are in the diagram: steps run down, lanes stand side by side. */
export interface Geometry {
  readonly pitch: number
  readonly row: number
}

/** What is drawn, and where: the rows that can be seen. */
export interface Drawing {
  readonly moments: Moments
  readonly geometry: Geometry
  readonly rows: { readonly from: number; readonly to: number }
}

/** As wide as there is room for, so that the text beside it stays readable. */
export const geometryFor = (width: number, lanes: number): Geometry => {
  const isPhone = width < 480
  const share = isPhone ? 0.46 : 0.54
  const pitch = Math.floor((width * share - 40) / Math.max(1, lanes))
  return { pitch: Math.max(28, Math.min(isPhone ? 48 : 92, pitch)), row: isPhone ? 58 : 44 }
}

export const xOf = ({ pitch }: Geometry, lane: number): number => pitch * lane + pitch / 2

export const yOf = ({ row }: Geometry, step: number): number => row * step + row / 2

/** The visible rows, and some more on both sides. The end is exclusive. */
export const rowsIn = (
  { row }: Geometry,
  { top, height }: { readonly top: number; readonly height: number },
  rows: number,
): { readonly from: number; readonly to: number } => {
  const from = Math.max(0, Math.floor(top / row) - SPARE)
  return { from: Math.min(from, rows), to: Math.min(rows, Math.ceil((top + height) / row) + SPARE) }
}

const SPARE = 6

/** The scroll position at which a row and its neighbours are visible. Undefined if they are visible already. */
export const scrollFor = (
  { row }: Geometry,
  { top, height }: { readonly top: number; readonly height: number },
  step: number,
): number => {
  const margin = Math.min(2 * row, height / 4)
  const [begin, end] = [row * step - margin, row * (step + 1) + margin]
  if (begin < top) return Math.max(0, begin)
  return end > top + height ? end - height : top
}
