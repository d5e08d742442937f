import type { Account } from '../../../explorer/account'
import { escaped } from '../../html'
import {
  BAD,
  DIM,
  EVENTS,
  HEAD,
  INK,
  laneX,
  LANE,
  LEFT,
  line,
  LINE,
  PAPER,
  ROW,
  rowY,
  withoutControls,
  words,
} from './frame'
import { cellsSvg, logsSvg, overhang } from './logs'
import { labelsSvg, messagesSvg } from './messages'

/** A schedule as a picture that needs nothing else: time from above, a lane for each part, arrows for messages, and what each broker holds where it changes. */
export const svg = (account: Account): string => {
  const { lanes, deeds, rerun } = account
  const width = EVENTS + lanes.length * LANE + LEFT + overhang(account)
  const verdict = verdictLines(account)
  const height = rowY(deeds.length + 1) + 30 + verdict.length * 22
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about" font-family="system-ui, sans-serif">`,
    `<title id="title">${escaped(withoutControls(rerun.title.slice(0, 300)))}</title>`,
    `<desc id="about">${escaped(withoutControls(aboutOf(account).slice(0, 20_000)))}</desc>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 1 L7 4 L0 7" fill="none" stroke="context-stroke" stroke-width="1.25"/></marker></defs>`,
    `<rect width="${width}" height="${height}" fill="${PAPER}"/>`,
    words(LEFT, 34, rerun.title, { size: 20, weight: 'bold' }, 90),
    words(LEFT, 56, rerun.scope.join('; '), { size: 11, fill: DIM }, Math.floor((width - 2 * LEFT) / 6)),
    ...rows(account, width),
    ...lanesSvg(account),
    ...messagesSvg(account),
    ...labelsSvg(account),
    ...logsSvg(account),
    ...cellsSvg(account),
    ...faultsSvg(account),
    ...verdict.map((text, index) =>
      words(LEFT, rowY(deeds.length + 1) + 20 + index * 22, text, { size: 13, fill: BAD, weight: 'bold' }, 180),
    ),
    '</svg>',
    '',
  ].join('\n')
}

const aboutOf = ({ rerun }: Account): string =>
  [
    ...rerun.trace.steps.map(({ event }, index) => `${index + 1}. ${event}.`),
    ...rerun.findings.map(({ sentence }) => sentence),
  ].join(' ')

const rows = ({ rerun, deeds }: Account, width: number): readonly string[] =>
  [
    { event: 'at the beginning', notes: [] as readonly string[], fault: undefined as string | undefined },
    ...rerun.trace.steps,
  ].map(({ event, notes, fault }, step) => {
    const y = rowY(step)
    const isLast = step === deeds.length && rerun.findings.length > 0
    const shade = isLast
      ? `<rect x="0" y="${y - ROW / 2}" width="${width}" height="${ROW}" fill="#fdeceb"/>`
      : line(LEFT, y + ROW / 2, width - LEFT, y + ROW / 2, '#eef1f4')
    return [
      shade,
      words(LEFT + 18, y + 4, String(step), { fill: DIM, anchor: 'end', isMono: true }),
      words(LEFT + 28, y + (notes.length > 0 ? -2 : 4), event, { fill: fault === undefined ? INK : BAD }, 58),
      ...(notes.length > 0 ? [words(LEFT + 28, y + 13, notes.join(', '), { size: 10, fill: DIM }, 68)] : []),
    ].join('')
  })

/** A lane is a line while its broker runs, and nearly none while it does not. */
const lanesSvg = ({ lanes, moments, deeds }: Account): readonly string[] =>
  lanes.map(({ name }, lane) => {
    const x = laneX(lane)
    const pieces: string[] = []
    let isUp = true
    let begin = 0
    const end = (step: number): void => {
      pieces.push(
        line(x, rowY(begin), x, rowY(step), isUp ? DIM : LINE, isUp ? 'stroke-width="1.5"' : 'stroke-dasharray="2 5"'),
      )
      begin = step
    }
    moments.forEach(({ brokers }, step) => {
      const now = brokers?.[String(lane)]?.isUp
      if (now === undefined || now === isUp) return
      end(step)
      isUp = now
    })
    end(deeds.length + 1)
    return [words(x, HEAD - 34, name, { size: 13, anchor: 'middle', weight: 'bold' }, 26), ...pieces].join('')
  })

/** A red sign where somebody is hit, a dot where somebody acts. */
const faultsSvg = ({ deeds, lanes }: Account): readonly string[] =>
  deeds.map(({ lane, role, touches }, index) => {
    // Of a machine that has no picture nobody knows who acts.
    if (lanes[lane]?.kind === 'participant') return ''

    const y = rowY(index + 1)
    const dot = `<circle cx="${laneX(lane)}" cy="${y}" r="4" fill="${role === 'harm' ? BAD : INK}"/>`
    const hits =
      role === 'harm'
        ? touches.map((hit) => words(laneX(hit), y + 6, '✕', { size: 18, fill: BAD, anchor: 'middle', weight: 'bold' }))
        : []
    return [dot, ...hits].join('')
  })

const verdictLines = ({ rerun }: Account): readonly string[] => [
  ...rerun.findings.map(({ property, sentence }) => `BROKEN ${property}: ${sentence}`),
  ...(rerun.diverged === undefined
    ? []
    : [`step ${rerun.diverged.step} cannot happen, "${rerun.diverged.event}": ${rerun.diverged.because}`]),
]
