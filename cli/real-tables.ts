/** Tables of what real runs have shown, from the files that they have written: conformance/agreed. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KRAFT_RELEASES, readKraftSchedules, type KraftSchedule } from '../conformance/agreed/kraft'
import { readResults, type Result } from '../conformance/agreed/result'
import { mutantTable, readMutantRun, summary } from '../conformance/agreed/mutants'
import { readToken } from '../lab/questions/token'
import { markdown } from '../reports/table'
import { thousands } from '../reports/words'

const AGREED = join(__dirname, '..', 'conformance', 'agreed')

/** What the tables show of a result. */
export type Shown = Pick<Result, 'name' | 'kafka' | 'by' | 'runs' | 'agreed' | 'planned' | 'steps' | 'values'> &
  Partial<Pick<Result, 'outcome' | 'diverged' | 'because'>>

const textOf = (name: string): string | undefined => {
  const path = join(AGREED, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** The tries on record with ZooKeeper. */
export const resultsOnRecord = (): readonly Shown[] | undefined => {
  const text = textOf('results.json')
  return text === undefined ? undefined : readResults(text)
}

/** The schedules that were stepped with KRaft. */
export const kraftOnRecord = (): readonly KraftSchedule[] => readKraftSchedules(textOf('kraft-results.json') ?? NONE)

const NONE = '{ "format": 1, "schedules": [] }'

/**
 * What takes the place of `<!-- real ... -->`: `tried`, with a name or without; `column`, which writes the last column of the table
 * that stands there; `kraft`; `mutants`. Undefined, so that the text stays: nothing is on record.
 */
export const realTable = ([what, ...names]: readonly string[], body: string): string | undefined => {
  if (what === 'mutants') return mutants()
  if (what === 'kraft') return kraftOnRecord().length === 0 ? undefined : kraftTable(kraftOnRecord())
  const results = resultsOnRecord()
  if (results === undefined) return undefined
  if (what === 'tried') return triedTable(results.filter(({ name }) => names.length === 0 || isAbout(name, names[0])))
  if (what === 'column') return withColumn(body, results)
  throw new Error(`there is no table of real runs named '${what ?? ''}'`)
}

const mutants = (): string | undefined => {
  const text = textOf('mutants-noticed.json')
  if (text === undefined) return undefined
  const run = readMutantRun(text)
  const walks = `${run.holding} hold in these walks of the model, ${run.showing} show in them`
  const chosen = `${run.guards} guards of a broker, ${walks}, ${run.tried.length} were chosen.`
  return `${chosen} ${summary(run)}\n\n${mutantTable(run)}`
}

const KRAFT_HEAD = ['schedule', 'steps', ...KRAFT_RELEASES, 'what is left'] as const

/** Schedules that were stepped with KRaft, the links as in docs/. */
export const kraftTable = (schedules: readonly KraftSchedule[]): string =>
  markdown([
    KRAFT_HEAD,
    ...schedules.map(({ name, page = name, bug, what, isControl, token, agrees, left, text }) => [
      isControl ? what : `[${bug}](${page.includes('/') ? page : `findings/${bug}-${page}`}.md), ${what}`,
      String(readToken(token).codes.length),
      ...KRAFT_RELEASES.map((release) => (agrees.includes(release) ? 'agrees' : 'not run')),
      text === undefined ? left : `${left}: ${text}`,
    ]),
  ])

/** B57 is also what B57-crash is about. */
export const isAbout = (name: string, bug = ''): boolean => name === bug || name.startsWith(`${bug}-`)

const HEAD = [
  'schedule',
  'Kafka',
  'way',
  'steps',
  'runs in which every step agreed',
  'values',
  'what is left',
  'repeat',
] as const

export const triedTable = (results: readonly Shown[]): string => markdown([HEAD, ...results.map(rowOf)])

const rowOf = (result: Shown): readonly string[] => {
  const { name, kafka, by, runs, agreed, steps, planned, values } = result
  const word = name.includes(' ') ? `'${name}'` : name
  return [
    ...[name, kafka, by, steps === planned ? String(steps) : `${steps} of ${planned}`],
    ...[`${agreed} of ${runs}`, thousands(values), leftIn(result)],
    `\`npm run -s real:agreed -- ${word} ${kafka} ${by}\``,
  ]
}

const leftIn = ({ outcome, diverged, because }: Shown): string =>
  [
    ...(outcome === undefined ? [] : [`${outcome.verdict}: ${outcome.text}`]),
    ...(diverged === undefined ? [] : [`the model of this release goes no further (${diverged})`]),
    ...(because === undefined ? [] : [because]),
  ].join('; ')

const COLUMN = 'on real Kafka'

/** The table with what was tried of each B number in its last column. */
export const withColumn = (body: string, results: readonly Shown[]): string => {
  const [head = '', , ...rows] = body.trim().split('\n').map(cellsIn)
  const isThere = head.at(-1) === COLUMN
  const cellsOf = (row: readonly string[]): readonly string[] => (isThere ? row.slice(0, -1) : row)
  const lines = rows.map((row) => [...cellsOf(row), triedOf(/B\d+/.exec(row[0] ?? '')?.[0] ?? '', results)])
  const bar = [...cellsOf([...head]), COLUMN]
  return [bar, bar.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

const cellsIn = (line: string): readonly string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim())

const triedOf = (bug: string, results: readonly Shown[]): string => {
  const about = results.filter(({ name }) => isAbout(name, bug))
  const said = about.map(({ kafka, by, agreed, runs, steps, planned, outcome }) =>
    [`${kafka} ${by}: ${steps} of ${planned} steps`, `${agreed} of ${runs} runs`, outcome?.verdict ?? ''].join(', '),
  )
  return said.join('; ') || (ELSEWHERE[bug] ?? 'not tried')
}

/** Bugs whose schedule in the ledger was not tried, and another one was. The links are those of docs/bugs.md. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  B61: 'this schedule not tried; [with KRaft](ground-truth.md#with-kraft) 16 steps, agrees, lost',
}
