import type { Run } from '../contract/run'
import type { Style } from './check'
import { columns, markdown } from './table'
import { counted, listed, seconds, thousands } from './words'

/** One answer of many, next to the answer on record. */
export interface Row {
  readonly name: string
  /** What goes wrong, in a few words. */
  readonly story?: string
  readonly run: Run
  /** How the answer differs from the one on record. */
  readonly differs: string | undefined
  /** The answer of the complete baseline, of a later version, or of one with a repair, under the same bounds. */
  readonly held?: { readonly by: string; readonly run: Run }
}

/** A column of the table: its heading, and its cell for a row. */
type Column = readonly [head: string, cell: (row: Row) => string]

/** Many answers as a table, one line each. */
export const rowsTable = (rows: readonly Row[], { paint, isTimed }: Style): string => {
  const shown: readonly Column[] = [
    ['what', ({ name }) => name],
    ['verdict', ({ run: { verdict } }) => PAINTS(paint)[verdict](verdict)],
    ['lowest broken rung', rungText],
    ...figures(isTimed),
    ...(rows.some(({ held }) => held !== undefined) ? [HELD] : []),
  ]
  return columns([shown.map(([head]) => paint.bold(head)), ...cellsOf(rows, shown)])
}

/** The same as Markdown, which has room for what goes wrong. */
export const rowsMarkdown = (rows: readonly Row[], { isTimed }: Style): string => {
  const shown: readonly Column[] = [
    ['what', ({ name }) => name],
    ['verdict', ({ run }) => run.verdict],
    ['shortest failure', ({ story = '' }) => story],
    ['lowest broken rung', rungText],
    ...figures(isTimed),
    HELD,
  ]
  return markdown([shown.map(([head]) => head), ...cellsOf(rows, shown)])
}

const cellsOf = (rows: readonly Row[], shown: readonly Column[]): readonly (readonly string[])[] =>
  rows.map((row) => shown.map(([, cell]) => cell(row)))

const figures = (isTimed: boolean): readonly Column[] => [
  ['steps', ({ run: { failure } }) => (failure === undefined ? '' : String(failure.trace.steps.length))],
  ['states', ({ run }) => thousands(run.distinct)],
  ['depth', ({ run }) => String(run.depth)],
  ...(isTimed ? [['time', ({ run }: Row) => seconds(run.seconds)] as const] : []),
]

/** 'leader candidates are complete, S14' */
const rungText = ({ run: { failure } }: Row): string => {
  if (failure === undefined) return ''
  const { rung, property } = failure.blamed
  return rung === undefined ? property : `${rung}, ${numberOf(property)}`
}

/** S14 of 'S14 ISR complete'. */
const numberOf = (property: string): string => property.split(' ')[0] ?? property

/** A version may survive the failure of its predecessor, and have another failure under the same bounds. */
const HELD: Column = [
  'under the same bounds',
  ({ held }) => {
    if (held === undefined) return ''
    const { by, run } = held
    if (run.failure === undefined) return `${by} ${run.verdict}, ${counted(run.distinct, 'state')}`
    return `${by} survives this schedule; another breaks it in ${counted(run.failure.trace.steps.length, 'step')}`
  },
]

/** The properties that the rows blame: number and name, without repetition. */
export const propertiesLegend = (rows: readonly Row[]): string =>
  [...new Set(rows.flatMap(({ run: { failure } }) => failure?.blamed.property ?? []))].sort(byNumber).join('    ')

const byNumber = (one: string, other: string): number => Number.parseInt(one.slice(1)) - Number.parseInt(other.slice(1))

const PAINTS = (paint: Style['paint']): Readonly<Record<Run['verdict'], (text: string) => string>> => ({
  holds: paint.green,
  broken: paint.red,
  inconclusive: paint.yellow,
})

/** Says whether all rows agree with the record, or which rows differ and how. */
export const recordText = (rows: readonly Row[], { paint }: Style): string => {
  const differing = rows.filter(({ differs }) => differs !== undefined)
  if (differing.length === 0)
    return paint.green(`${counted(rows.length, 'answer')}, ${rows.length === 1 ? '' : 'all '}as on record`)
  const lines = differing.map(({ differs }) => `  ${differs}`)
  return [paint.red(`differs from the record: ${listed(differing.map(({ name }) => name))}`), ...lines].join('\n')
}

/** What the columns mean, and the name of a version where a row has it. */
export const rowsLegend = (rows: readonly Row[]): string =>
  [...LEGEND, ...(rows.some(({ held }) => held?.by.includes('repaired') === true) ? [REPAIRED] : [])].join('\n')

const LEGEND = [
  'holds: every state within the bounds was explored    broken: the report blames the lowest broken rung of the ladder',
  'steps: the length of the shortest failure    states, depth: how much was searched up to the failure',
  'under the same bounds: the answer of a later version, of 4.3 with repairs, or of the complete baseline',
]

const REPAIRED = '4.3 repaired: with the repairs of B57, B61 and B68 (docs/findings)'
