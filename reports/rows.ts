import type { Run } from '../explorer/run'
import type { Style } from './check'
import { columns, markdown } from './table'
import { counted, listed, seconds, thousands } from './words'

/** One answer of many, beside what is on record for it. */
export interface Row {
  readonly name: string
  readonly run: Run
  /** How the answer differs from the one on record. */
  readonly differs: string | undefined
  /** The same world with nothing left out, or of the next version. */
  readonly held?: { readonly by: string; readonly run: Run }
}

/** Many answers as a table, one line each. */
export const rowsTable = (rows: readonly Row[], { paint, isTimed }: Style, asMarkdown = false): string => {
  const colours = asMarkdown ? undefined : paint
  const hasHeld = rows.some(({ held }) => held !== undefined)
  const head = [
    ...['what', 'verdict', 'lowest broken property', 'rung', 'steps', 'states', 'depth'],
    ...(isTimed ? ['time'] : []),
    ...(hasHeld ? ['same world, held by'] : []),
  ]
  const lines = rows.map(({ name, run, held }) => [
    name,
    verdictOf(run, colours),
    run.failure?.blamed.property ?? '',
    run.failure?.blamed.rung ?? '',
    run.failure === undefined ? '' : String(run.failure.trace.steps.length),
    thousands(run.distinct),
    String(run.depth),
    ...(isTimed ? [seconds(run.seconds)] : []),
    ...(hasHeld ? [held === undefined ? '' : heldText(held)] : []),
  ])
  return asMarkdown ? markdown([head, ...lines]) : columns([head.map((word) => paint.bold(word)), ...lines])
}

/** A version may hold a disaster of its predecessor, and have others in the same world. */
const heldText = ({ by, run }: NonNullable<Row['held']>): string => {
  const { verdict, failure } = run
  if (failure === undefined) return `${by}: ${verdict}, ${thousands(run.distinct)} states, depth ${run.depth}`
  return `${by}: not these steps; others, from ${failure.trace.steps.length} on`
}

const verdictOf = ({ verdict }: Run, paint: Style['paint'] | undefined): string => {
  if (paint === undefined) return verdict
  return { holds: paint.green, broken: paint.red, inconclusive: paint.yellow }[verdict](verdict)
}

/** Whether all is as on record, or which rows are not, and how. */
export const recordText = (rows: readonly Row[], { paint }: Style): string => {
  const differing = rows.filter(({ differs }) => differs !== undefined)
  if (differing.length === 0) return paint.green(`${counted(rows.length, 'answer')}, all as on record`)
  const lines = differing.map(({ name, differs }) => `  ${name}: ${differs}`)
  return [paint.red(`not as on record: ${listed(differing.map(({ name }) => name))}`), ...lines].join('\n')
}

export const ROWS_LEGEND = [
  'holds: every state within the bounds was judged    broken: the lowest broken property of the ladder is named',
  'steps: the length of the shortest way to the failure    states, depth: how much was searched until then',
].join('\n')
