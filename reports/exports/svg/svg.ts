import type { Account, BrokerSnapshot } from '../../../lab/telling/account/account'
import { cut, wrapped } from '../../fit'
import { BAD, DIM, EVENTS, HEAD, INK, laneX, LANE, LEFT, line, LINE, PAPER, ROW, rowY, said, words } from './frame'
import { cellsSvg, logsSvg, overhang } from './logs'
import { labelsSvg, messagesSvg } from './messages'

/**
 * A schedule as a self-contained picture. Time runs down. Each participant has a lane, and messages are arrows. The
 * state of a broker is drawn at every step that changes it.
 */
export const svg = (account: Account): string => {
  const { lanes, deeds, rerun } = account
  const width = EVENTS + lanes.length * LANE + LEFT + overhang(account)
  const verdict = verdictLines(account).flatMap((sentence) => wrapped(cut(sentence, LONGEST), Math.floor(width / BOLD)))
  const height = rowY(deeds.length + 1) + 30 + verdict.length * 22
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about" font-family="system-ui, sans-serif">`,
    `<title id="title">${said(rerun.title, 300)}</title>`,
    `<desc id="about">${said(aboutOf(account), 20_000)}</desc>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 1 L7 4 L0 7" fill="none" stroke="context-stroke" stroke-width="1.25"/></marker></defs>`,
    `<rect width="${width}" height="${height}" fill="${PAPER}"/>`,
    words(LEFT, 34, rerun.title, { size: 20, weight: 'bold' }, 90),
    ...wrapped(cut(rerun.scope.join('; '), LONGEST), Math.floor(width / SMALL))
      .slice(0, 2)
      .map((part, index) => words(LEFT, 53 + index * 15, part, { size: 11, fill: DIM }, LONGEST)),
    ...rows(account, width),
    ...lanesSvg(account),
    ...messagesSvg(account),
    ...labelsSvg(account),
    ...logsSvg(account),
    ...cellsSvg(account),
    ...faultsSvg(account),
    ...verdict.map((text, index) =>
      words(LEFT, rowY(deeds.length + 1) + 20 + index * 22, text, { size: 13, fill: BAD, weight: 'bold' }),
    ),
    '</svg>',
    '',
  ].join('\n')
}

/** The width of an average letter in pixels, at most: in bold at size 13, and at size 11. */
const BOLD = 9
const SMALL = 6
/** A longer sentence is cut. */
const LONGEST = 400

const aboutOf = ({ rerun }: Account): string =>
  [
    ...rerun.trace.steps.map(({ event }, index) => `${index + 1}. ${event}.`),
    ...rerun.findings.map(({ sentence }) => sentence),
  ].join(' ')

const rows = ({ rerun, deeds }: Account, width: number): readonly string[] =>
  [
    { event: 'initial state', notes: [] as readonly string[], fault: undefined as string | undefined },
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

/**
 * A lane is solid while its broker runs, dashed while it is paused, red while it is cut off, and faint while it is
 * down.
 */
const lanesSvg = ({ lanes, moments, deeds }: Account): readonly string[] =>
  lanes.map(({ name }, lane) => {
    const x = laneX(lane)
    const pieces: string[] = []
    let look: keyof typeof LANES = 'up'
    let begin = 0
    const end = (step: number): void => {
      const [stroke, more] = LANES[look]
      if (step > begin) pieces.push(line(x, rowY(begin), x, rowY(step), stroke, more))
      begin = step
    }
    moments.forEach(({ brokers }, step) => {
      const broker = brokers?.[String(lane)]
      if (broker === undefined || lookOf(broker) === look) return
      end(step)
      look = lookOf(broker)
    })
    end(deeds.length + 1)
    return [words(x, HEAD - 28, name, { size: 13, anchor: 'middle', weight: 'bold' }, 26), ...pieces].join('')
  })

const LANES = {
  up: [DIM, 'stroke-width="1.5"'],
  down: [LINE, 'stroke-dasharray="2 5"'],
  paused: [DIM, 'stroke-width="1.5" stroke-dasharray="7 5"'],
  cut: [BAD, 'stroke-width="1" stroke-dasharray="12 3"'],
} as const

const lookOf = ({ isUp, marks }: BrokerSnapshot): keyof typeof LANES => {
  if (!isUp) return 'down'
  if (marks.includes('paused')) return 'paused'
  return marks.some((mark) => mark === 'cut off' || mark.startsWith('cannot reach')) ? 'cut' : 'up'
}

/** A red sign marks the target of a fault. A dot marks the actor of a step. A lost message has its own sign. */
const faultsSvg = ({ deeds, lanes, messages }: Account): readonly string[] => {
  const isLostOnItsWay = (lane: number, step: number): boolean =>
    messages.some(({ to, lost }) => to === lane && lost === step)
  return deeds.map(({ lane, role, touches }, index) => {
    // For a machine without a picture the actor is unknown.
    if (lanes[lane]?.kind === 'participant') return ''
    const y = rowY(index + 1)
    const dot = `<circle cx="${laneX(lane)}" cy="${y}" r="4" fill="${role === 'harm' ? BAD : INK}"/>`
    const hits =
      role === 'harm'
        ? touches
            .filter((hit) => !isLostOnItsWay(hit, index + 1))
            .map((hit) => words(laneX(hit), y + 6, '✕', { size: 18, fill: BAD, anchor: 'middle', weight: 'bold' }))
        : []
    return [dot, ...hits].join('')
  })
}

const verdictLines = ({ rerun }: Account): readonly string[] => [
  ...rerun.findings.map(({ property, sentence }) => `BROKEN ${property}: ${sentence}`),
  ...(rerun.diverged === undefined
    ? []
    : [`step ${rerun.diverged.step} is refused, "${rerun.diverged.event}": ${rerun.diverged.because}`]),
]
