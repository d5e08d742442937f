import type { Run } from '../contract/run'
import type { Style } from './check'
import { columns, markdown } from './table'
import { counted, listed, seconds, thousands } from './words'

/** One answer of many, beside what is on record for it. */
export interface Row {
  readonly name: string
  /** What happens, in a few words. */
  readonly story?: string
  readonly run: Run
  /** How the answer differs from the one on record. */
  readonly differs: string | undefined
  /** The same world with nothing left out, or of the next version. */
  readonly held?: { readonly by: string; readonly run: Run }
}

/** A column of the table: its head, and its cell for a row. */
type Column = readonly [head: string, cell: (row: Row) => string]

/** Many answers as a table, one line each, and below it the names of the properties in it. */
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

/** The same as Markdown, which has room for what happens. */
export const rowsMarkdown = (rows: readonly Row[], { isTimed }: Style): string => {
  const shown: readonly Column[] = [
    ['what', ({ name }) => name],
    ['verdict', ({ run }) => run.verdict],
    ['shortest disaster', ({ story = '' }) => story],
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

/** A version may hold a disaster of its predecessor, and have others in the same world. */
const HELD: Column = [
  'the same world',
  ({ held }) => {
    if (held === undefined) return ''
    const { by, run } = held
    if (run.failure === undefined) return `${by} ${run.verdict}, ${thousands(run.distinct)} states`
    return `${by} holds these steps; breaks in ${run.failure.trace.steps.length} others`
  },
]

/** The properties that the rows blame: number and name, each once. */
export const propertiesLegend = (rows: readonly Row[]): string =>
  [...new Set(rows.flatMap(({ run: { failure } }) => failure?.blamed.property ?? []))].sort(byNumber).join('    ')

const byNumber = (one: string, other: string): number => Number.parseInt(one.slice(1)) - Number.parseInt(other.slice(1))

const PAINTS = (paint: Style['paint']): Readonly<Record<Run['verdict'], (text: string) => string>> => ({
  holds: paint.green,
  broken: paint.red,
  inconclusive: paint.yellow,
})

/** Whether all is as on record, or which rows are not, and how. */
export const recordText = (rows: readonly Row[], { paint }: Style): string => {
  const differing = rows.filter(({ differs }) => differs !== undefined)
  if (differing.length === 0) return paint.green(`${counted(rows.length, 'answer')}, all as on record`)
  const lines = differing.map(({ differs }) => `  ${differs}`)
  return [paint.red(`not as on record: ${listed(differing.map(({ name }) => name))}`), ...lines].join('\n')
}

export const ROWS_LEGEND = [
  'holds: every state within the bounds was judged    broken: the lowest broken rung of the ladder is blamed',
  'steps: the shortest way to the failure    states, depth: how much was searched until then',
  'the same world: what another version, or the baseline with nothing left out, makes of it',
].join('\n')
