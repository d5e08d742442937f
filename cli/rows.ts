import type { Run } from '../contract/run'
import { kafkaCase } from '../lab/questions/kafka-case'
import { counterpart, departure, type Pinned } from '../lab/records/pinned'
import { rowAsJson } from '../reports/as-json'
import type { Style } from '../reports/check'
import type { Entry } from '../reports/saved'
import { counted } from '../reports/words'
import { propertiesLegend, recordText, rowsMarkdown, rowsLegend, rowsTable, type Row } from '../reports/rows'
import { search } from './check'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { limitsOf, type Typed } from './options'
import { entryOfRun, saveRun } from './record'

/** Asks many questions one after another. Ctrl-C ends the current one and skips the rest. */
export const runRows = async (
  command: 'ladder' | 'ablate',
  asked: readonly Pinned[],
  typed: Typed,
  io: Io,
): Promise<Answer> => {
  const limits = limitsOf(typed)
  const rows: Row[] = []
  for (const pinned of asked) {
    const ask = async ({ question }: Pinned): Promise<Run> =>
      (await search(kafkaCase(question), limits, io, `${rows.length + 1}/${asked.length} ${pinned.name}`)).run
    const run = await ask(pinned)
    const other = run.stopped === 'interrupt' ? undefined : counterpart(pinned)
    const heldRun = other === undefined ? undefined : await ask(other)
    const held = other === undefined || heldRun === undefined ? undefined : { by: other.name, run: heldRun }
    const differs = difference(run, pinned) ?? (other && heldRun && difference(heldRun, other))
    rows.push({ ...storyOf(pinned), name: pinned.name, run, differs, ...(held && { held }) })
    if ((heldRun ?? run).stopped === 'interrupt') break
  }
  saveRun(
    io,
    command,
    rows.flatMap((row) => entriesOf(command, row)),
    true,
  )
  const style = { paint: io.paint, isTimed: typed['untimed'] === undefined, self: io.self }
  const exitCode = exitOf(rows, asked.length)
  return {
    text: textOf(rows, asked.length, style, typed['markdown'] !== undefined),
    json: {
      format: 1,
      command,
      exitCode,
      verdict: VERDICTS[exitCode] ?? 'differs',
      rows: rows.map((row) => rowAsJson(row, style.isTimed)),
    },
    exitCode,
  }
}

/** An answer, and the answer of the other version under the same bounds. */
const entriesOf = (command: string, { name, run, held }: Row): readonly Entry[] => [
  entryOfRun(`${command} ${name}`, run),
  ...(held === undefined ? [] : [entryOfRun(`${command} ${name}, asked of ${held.by}`, held.run)]),
]

const storyOf = ({ story, bug }: Pinned): Pick<Row, 'story'> =>
  story === undefined ? {} : { story: bug === undefined ? story : `${story}, ${bug}` }

/** How an answer differs from the one on record. A missing answer is not a difference. */
const difference = (run: Run, { name, expected }: Pinned): string | undefined => {
  const differs = isOpen(run) ? undefined : departure(run, expected)
  return differs === undefined ? undefined : `${name}: ${differs}`
}

const VERDICTS: Readonly<Record<number, 'as on record' | 'inconclusive'>> = {
  [EXIT.holds]: 'as on record',
  [EXIT.inconclusive]: 'inconclusive',
}

const exitOf = (rows: readonly Row[], planned: number): number => {
  if (rows.some(({ differs }) => differs !== undefined)) return EXIT.differs
  return rows.length < planned || rows.some(hasNoAnswer) ? EXIT.inconclusive : EXIT.holds
}

const isOpen = ({ verdict }: Run): boolean => verdict === 'inconclusive'

const hasNoAnswer = ({ run, held }: Row): boolean => isOpen(run) || (held !== undefined && isOpen(held.run))

const textOf = (rows: readonly Row[], planned: number, style: Style, asMarkdown: boolean): string => {
  if (asMarkdown) return rowsMarkdown(rows, style)
  const legend = [propertiesLegend(rows), rowsLegend(rows)].filter(Boolean).join('\n')
  const open = rows.filter(hasNoAnswer).length + planned - rows.length
  const record =
    open > 0
      ? `${open} of ${counted(planned, 'row')} ${open === 1 ? 'has' : 'have'} no answer`
      : recordText(rows, style)
  return [rowsTable(rows, style), '', style.paint.dim(legend), '', record, `next  ${style.self} ${nextOf(rows)}`].join(
    '\n',
  )
}

/** Suggests the shortest failure. */
const nextOf = (rows: readonly Row[]): string => {
  const failures = rows.flatMap(({ run: { failure } }) => failure ?? [])
  const [shortest] = failures.sort((one, other) => one.trace.steps.length - other.trace.steps.length)
  return shortest === undefined ? 'check' : `replay ${shortest.token}`
}
