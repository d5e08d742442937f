import { stripVTControlCharacters } from 'node:util'
import { loopNotes } from './loop-notes'
import type { Trace, TraceStep } from '../contract/run'
import { cut } from './fit'
import type { Paint } from './paint'
import { columns } from './table'

/**
 * One line per step, in fixed columns: number, event, the state afterwards, and notes. If the terminal is too narrow,
 * the notes move below the step. If it is still too narrow, events are cut.
 */
export const traceText = (trace: Trace, paint: Paint, last = ''): string => {
  const { legend, steps } = trace
  const wide = tableOf(trace, paint, last, 'beside')
  const explanations = explained(legend, steps, paint)
  const { width } = paint
  if (width === undefined || widest(wide) <= width) return [wide, ...explanations].join('\n')
  const narrow = tableOf(trace, paint, last, 'below')
  const over = widest(narrow) - width
  return [over <= 0 ? narrow : tableOf(trace, paint, last, 'below', over), ...explanations].join('\n')
}

/** The table. `over` is the number of characters by which events must become shorter. */
const tableOf = (
  { columns: names, initial, steps, loop }: Trace,
  paint: Paint,
  last: string,
  notesAre: 'beside' | 'below',
  over = 0,
): string => {
  const states = [initial, ...steps.map(({ cells }) => cells)]
  const events = steps.map(eventOf)
  const longest = Math.max('initial state'.length, ...events.map((event) => event.length))
  const most = Math.max(SHORTEST, longest - over)
  const notes = steps.map((step, index) =>
    notesOf(
      [...step.notes, ...loopNotes(index + 1, loop === undefined ? { steps } : { steps, loop })],
      index === steps.length - 1 ? last : '',
      paint,
    ),
  )
  const rows = steps.map((step, index) => [
    String(index + 1),
    coloured(cut(events[index] ?? '', most), step, paint),
    ...step.cells.map((cell, column) => (cell === states[index]?.[column] ? paint.dim(cell) : cell)),
    ...(notesAre === 'beside' ? [notes[index] ?? ''] : []),
  ])
  const head = ['#', 'event', ...names].map((name) => paint.bold(name))
  const table = columns([
    [...head, ...(notesAre === 'beside' ? [''] : [])],
    ['0', 'initial state', ...initial, ...(notesAre === 'beside' ? [''] : [])],
    ...rows,
  ])
  if (notesAre === 'beside') return table
  const [first = '', second = '', ...lines] = table.split('\n')
  const below = lines.flatMap((line, index) => [line, ...(notes[index] ? [`     ${notes[index]}`] : [])])
  return [first, second, ...below].join('\n')
}

/** Events are never cut shorter than this. */
const SHORTEST = 16

const notesOf = (notes: readonly string[], last: string, paint: Paint): string =>
  [...notes, ...(last === '' ? [] : [paint.bold(paint.red(last))])].join(', ')

const eventOf = ({ event, fault }: TraceStep): string => (fault === undefined ? event : `${event} [${fault}]`)

const coloured = (text: string, { fault, event }: TraceStep, paint: Paint): string => {
  if (fault === undefined) return text
  return text.startsWith(event) ? `${paint.yellow(event)}${text.slice(event.length)}` : paint.yellow(text)
}

const widest = (table: string): number =>
  Math.max(...table.split('\n').map((line) => stripVTControlCharacters(line).length))

const explained = (legend: readonly string[], steps: readonly TraceStep[], paint: Paint): readonly string[] => {
  const faults = steps.some(({ fault }) => fault !== undefined) ? ['[...]  a fault'] : []
  return [...legend, ...faults].map((line) => paint.dim(`   ${line}`))
}
