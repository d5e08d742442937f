import type { CrashesJson } from './json-stops'
import type { Paint } from './paint'
import { columns } from './table'
import { thousands } from './words'

/** How many stops were tried at every point of each schedule, and the first that was not survived. */
export const crashesText = ({ title, rows, points, verdict }: CrashesJson, paint: Paint): string => {
  const head = ['cleanup.policy', 'steps', 'states', 'stops tried', 'broken'].map((word) => paint.bold(word))
  const cells = rows.map(({ cleanup, steps, states, points: tried, broken }) => [
    ...[cleanup, String(steps), String(states), thousands(tried), thousands(broken)],
  ])
  const firsts = rows.flatMap(({ cleanup, first }) => (first === undefined ? [] : [`${cleanup}: ${first}`]))
  const found = verdict === 'holds' ? paint.green('every one is survived') : paint.red('some are not survived')
  return [
    `A crash at every point, of ${title}: ${thousands(points)} stops, ${found}`,
    '',
    columns([head, ...cells]),
    ...(firsts.length === 0
      ? []
      : ['', 'The first of each that is not survived:', ...firsts.map((line) => `  ${line}`)]),
    '',
    ...LEGEND.map((line) => paint.dim(`  ${line}`)),
  ].join('\n')
}

const LEGEND: readonly string[] = [
  'stops tried  in every state each broker ends in every way, comes to every harm while it is down, and starts;',
  '             and from there all of that once more',
  'survived     the log is a prefix of the one before, keeps what was flushed, has the epochs of its records, and is',
  '             the same after a second recovery',
]
