import { DIM, epochColour, INK, LEFT, line, LINE, PAPER, said, words } from './frame'

/** A chart of horizontal bars in groups. Lengths are whole numbers. */
export interface Bars {
  readonly title: string
  /** A sentence for whoever does not see the picture. */
  readonly about: string
  /** What the lengths count. */
  readonly unit: string
  readonly groups: readonly { readonly name: string; readonly bars: readonly Bar[] }[]
}

export interface Bar {
  readonly name: string
  readonly length: number
  /** What is written beside the bar after its length. */
  readonly note?: string
}

const [NAMES, MOST, NOTES] = [330, 420, 210]
const [HEAD, ROW, GROUP, FOOT] = [70, 22, 34, 30]

/** The same chart, as a picture that needs nothing else. */
export const barsSvg = ({ title, about, unit, groups }: Bars): string => {
  const width = LEFT + NAMES + MOST + NOTES
  const longest = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ length }) => length)))
  const drawn: string[] = []
  let y = HEAD
  groups.forEach(({ name, bars }, group) => {
    drawn.push(words(LEFT, y + 14, name, { size: 13, weight: 'bold' }))
    y += GROUP - 12
    for (const bar of bars) {
      drawn.push(...barSvg(bar, y, Math.round((bar.length * MOST) / longest), epochColour(group)))
      y += ROW
    }
    y += GROUP - ROW
  })
  const height = y + FOOT
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about" font-family="system-ui, sans-serif">`,
    `<title id="title">${said(title, 300)}</title>`,
    `<desc id="about">${said(about, 2_000)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${PAPER}"/>`,
    words(LEFT, 34, title, { size: 20, weight: 'bold' }),
    words(LEFT, 53, unit, { size: 11, fill: DIM }),
    line(LEFT + NAMES, HEAD, LEFT + NAMES, y - 6, LINE),
    ...drawn,
    '</svg>',
    '',
  ].join('\n')
}

const barSvg = ({ name, length, note }: Bar, y: number, pixels: number, fill: string): readonly string[] => [
  words(LEFT + NAMES - 8, y + 13, name, { size: 12, anchor: 'end' }, 60),
  `<rect x="${LEFT + NAMES}" y="${y}" width="${Math.max(1, pixels)}" height="${ROW - 6}" fill="${fill}" stroke="${DIM}" stroke-width="0.75"/>`,
  words(LEFT + NAMES + pixels + 8, y + 13, note === undefined ? String(length) : `${length}, ${note}`, {
    size: 12,
    fill: INK,
  }),
]
