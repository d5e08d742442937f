import type { Run } from '../explorer/run'
import { kafkaCase } from '../lab/case'
import { departure, type Pinned } from '../lab/pinned'
import { rowAsJson } from '../reports/as-json'
import type { Style } from '../reports/check'
import { recordText, rowsTable, ROWS_LEGEND, type Row } from '../reports/rows'
import { search } from './check'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { limitsOf, type Typed } from './options'

export interface Asked extends Pinned {
  /** What is on record about the same world with nothing left out. */
  readonly baseline?: string
}

/** Asks many questions one after another; Ctrl-C ends the one that is running and skips the rest. */
export const runRows = async (
  command: 'ladder' | 'ablate',
  asked: readonly Asked[],
  typed: Typed,
  io: Io,
): Promise<Answer> => {
  const limits = limitsOf(typed)
  const rows: Row[] = []
  for (const { name, question, expected, baseline } of asked) {
    const run = await search(kafkaCase(question), limits, io, `${rows.length + 1}/${asked.length} ${name}`)
    const differs = run.verdict === 'inconclusive' ? undefined : departure(run, expected)
    rows.push({ name, run, differs, ...(baseline === undefined ? {} : { baseline }) })
    if (run.stopped === 'interrupt') break
  }
  const style = { paint: io.paint, isTimed: typed['untimed'] === undefined }
  const exitCode = exitOf(rows, asked.length)
  return {
    text: textOf(rows, asked.length, style, typed['markdown'] !== undefined),
    json: {
      format: 1,
      command,
      exitCode,
      verdict: VERDICTS[exitCode] ?? 'differs',
      rows: rows.map(({ name, run, differs }) => rowAsJson(name, run, differs, style.isTimed)),
    },
    exitCode,
  }
}

const VERDICTS: Readonly<Record<number, 'as on record' | 'inconclusive'>> = {
  [EXIT.holds]: 'as on record',
  [EXIT.inconclusive]: 'inconclusive',
}

const exitOf = (rows: readonly Row[], planned: number): number => {
  if (rows.some(({ differs }) => differs !== undefined)) return EXIT.differs
  return rows.length < planned || rows.some(({ run }) => isOpen(run)) ? EXIT.inconclusive : EXIT.holds
}

const isOpen = ({ verdict }: Run): boolean => verdict === 'inconclusive'

const textOf = (rows: readonly Row[], planned: number, style: Style, asMarkdown: boolean): string => {
  const table = rowsTable(rows, style, asMarkdown)
  if (asMarkdown) return table
  const open = rows.filter(({ run }) => isOpen(run)).length + planned - rows.length
  const record = open > 0 ? `${open} of ${planned} rows have no answer` : recordText(rows, style)
  return [table, '', style.paint.dim(ROWS_LEGEND), '', record, nextOf(rows)].join('\n')
}

/** The shortest failure is the one to look at first. */
const nextOf = (rows: readonly Row[]): string => {
  const failures = rows.flatMap(({ run: { failure } }) => failure ?? [])
  const [shortest] = failures.sort((one, other) => one.trace.steps.length - other.trace.steps.length)
  return `next  ${shortest === undefined ? 'tidemark check' : `tidemark replay ${shortest.token}`}`
}
