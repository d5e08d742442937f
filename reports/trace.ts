import type { Trace, TraceStep } from '../explorer/run'
import type { Paint } from './paint'
import { columns } from './table'

/** One line a step, in fixed columns: number, event, what everybody holds afterwards, and what it means. */
export const traceText = ({ columns: names, legend, initial, steps }: Trace, paint: Paint, last = ''): string => {
  const states = [initial, ...steps.map(({ cells }) => cells)]
  const rows = steps.map((step, index) => [
    String(index + 1),
    eventOf(step, paint),
    ...step.cells.map((cell, column) => (cell === states[index]?.[column] ? paint.dim(cell) : cell)),
    [...step.notes, ...(index === steps.length - 1 && last !== '' ? [paint.bold(paint.red(last))] : [])].join(', '),
  ])
  const head = ['#', 'event', ...names, ''].map((name) => (name === '' ? '' : paint.bold(name)))
  const table = columns([head, ['0', 'at the beginning', ...initial, ''], ...rows])
  return [table, ...explained(legend, steps, paint)].join('\n')
}

const eventOf = ({ event, fault }: TraceStep, paint: Paint): string =>
  fault === undefined ? event : `${paint.yellow(event)} [${fault}]`

const explained = (legend: readonly string[], steps: readonly TraceStep[], paint: Paint): readonly string[] => {
  const faults = steps.some(({ fault }) => fault !== undefined) ? ['[...]  a fault'] : []
  return [...legend, ...faults].map((line) => paint.dim(`   ${line}`))
}
