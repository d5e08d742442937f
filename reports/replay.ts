import type { Change, Field } from '../kit/difference'
import type { Rerun, Trace } from '../contract/run'
import { findingsText, heading, pad } from './check'
import { folded } from './fit'
import type { Paint } from './paint'
import { columns } from './table'
import { traceText } from './trace'
import { insteadText, type Instead } from './why'
import { counted } from './words'

/** The report of a replay. */
export const replayText = (rerun: Rerun, next: string, paint: Paint, instead?: Instead): string => {
  const { trace, findings } = rerun
  const mark = findings[0] === undefined ? '' : `BROKEN ${findings[0].property}`
  const fit = (text: string): string => folded(text, paint, '')
  return [
    fit(heading(rerun, paint)),
    '',
    traceText(trace, paint, mark),
    '',
    ...rerunLines(rerun, paint, instead).map(fit),
    '',
    `${pad('next')}${next}`,
  ].join('\n')
}

/** What became of a schedule that was replayed. */
export const rerunLines = (
  { verdict, trace, findings, diverged, planned }: Rerun,
  paint: Paint,
  instead?: Instead,
): readonly string[] =>
  ({
    'still fails': () => [
      paint.bold(paint.red(`still fails ${whereOf(trace)}${restOf(trace, planned)}`)),
      findingsText(findings, paint),
    ],
    fixed: () => [paint.bold(paint.green(`fixed: ${counted(planned, 'step')} replayed, no property is broken`))],
    diverged: () => [
      paint.bold(paint.yellow(`diverged at step ${diverged?.step} because "${diverged?.because}"`)),
      `${pad('step')}${diverged?.event}`,
      ...(instead === undefined ? [] : insteadText(instead)),
    ],
  })[verdict]()

/** A schedule that goes on behind its failure. */
const restOf = ({ steps }: Trace, planned: number): string => {
  const left = planned - steps.length
  return left > 0 ? `; the last ${left === 1 ? 'step was' : `${left} steps were`} not replayed` : ''
}

const whereOf = ({ steps, loop, deadEnd }: Trace): string => {
  if (loop !== undefined) return `for ever: after step ${steps.length} the state is again the one before step ${loop}`
  return `${deadEnd ? 'after' : 'at'} step ${steps.length}`
}

/** The fields that one step changed. Long ones, such as the metadata log, come last, the old value above the new one. */
export const changesText = (event: string, changes: readonly Change[], next: string, paint: Paint): string => {
  const long = changes.filter(isLong)
  return [
    paint.bold(event),
    columns(changes.filter((one) => !isLong(one)).map(({ path, before, after }) => [`  ${path}`, before, '->', after])),
    ...long.map(({ path, before, after }) => `  ${path}\n     ${before}\n  -> ${after}`),
    ...(changes.length === 0 ? ['  nothing changed'] : []),
    ...['  ->  from what it was to what it is after the step; [1] belongs to broker 1', ' '],
    `${pad('next')}${next}`,
  ]
    .filter((line) => line !== '')
    .map((line) => line.trimEnd())
    .join('\n')
}

const isLong = ({ before, after }: Change): boolean => before.length > LONG || after.length > LONG

const LONG = 60

/** Every state in full, one field per line. A mark shows the fields that the step changed. */
export const statesText = (
  states: readonly { readonly event: string; readonly fields: readonly Field[] }[],
  paint: Paint,
): string =>
  states
    .map(({ event, fields }, step) => {
      const before = states[step - 1]?.fields
      const rows = fields.map(({ path, value }, index) => {
        const isNew = before !== undefined && before[index]?.value !== value
        return [isNew ? '*' : ' ', path, isNew ? paint.bold(value) : value]
      })
      return [paint.bold(`${step}  ${event}`), columns(rows)].join('\n')
    })
    .join('\n\n')
