import type { Coverage } from '../contract/coverage'
import { heading, measured, pad, STOPPED, type Style } from './check'
import { columns } from './table'
import { counted, listed, thousands } from './words'

/** The report of coverage: a row for each kind of action, and below it a row for each guard that refused it. */
export const coverageText = (run: Coverage, next: string, { paint, isTimed }: Style): string => {
  const { kinds, stopped, frontier } = run
  const never = kinds.filter(({ taken }) => taken === 0)
  const rows = kinds.flatMap(({ kind, example, taken, refused }) => [
    [paint.bold(kind), thousands(taken), example],
    ...refused.map(({ because, times }) => ['', '', `${paint.dim(thousands(times))}  refused: ${because}`]),
  ])
  return [
    heading(run, paint),
    '',
    columns([['action', 'taken', 'for example'], ...rows]),
    '',
    never.length === 0
      ? paint.bold(`${pad('covered')}every kind of action was taken`)
      : paint.bold(
          paint.yellow(
            `${pad('never')}${counted(never.length, 'kind')} of ${kinds.length} ${never.length === 1 ? 'was' : 'were'} never taken: ${listed(never.map(({ kind }) => kind))}`,
          ),
        ),
    ...(stopped === undefined
      ? []
      : [`${pad('open')}${STOPPED[stopped]}; ${counted(frontier, 'state')} found but not expanded`]),
    `${pad('searched')}${measured(run, isTimed)}; in each state every action was tried once`,
    `${pad('next')}${next}`,
  ].join('\n')
}
