import type { z } from 'zod'
import { badInput } from '../lab/questions/bad-input'
import { compare, isUnchanged, merged, type Comparison } from '../reports/compare'
import type { ReportJson } from '../reports/json'
import { jsonText } from '../reports/printable'
import { readSaved } from '../reports/read-saved'
import { savedShapes, type Baseline } from '../reports/saved'
import { counted } from '../reports/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import type { Typed } from './options'
import { writeOut } from './out'
import { LATEST } from './record'
import { formatNamed, type Compared } from './report-formats'

const BASELINE = 'reports/baseline.json'
const REPORT = '.tidemark/report'

/**
 * `tidemark report`: shows how the latest run differs from the record. It prints the report and writes it as Markdown
 * and JSON. With --format it writes one format only, to standard output or to a file.
 */
export const runReport = (typed: Typed, io: Io): Answer => {
  const { format, out } = typed
  if (out !== undefined && format === undefined) throw badInput('--out needs --format')
  const write = formatNamed(format ?? 'markdown')
  const compared = comparedBy(typed, io)
  const { json } = compared
  const { exitCode } = json
  const text = write(compared, io)
  const next = `${io.self} ${NEXT[json.verdict]}`
  if (out !== undefined) {
    writeOut(out, text, io)
    return { text: `written   ${out}\nnext      ${next}`, json, exitCode }
  }
  if (format !== undefined) return { text: text.trimEnd(), json, exitCode }
  return { text: `${text}\nnext  ${next}`, json, exitCode, writes: [() => writeReport(text, json, io)] }
}

const writeReport = (text: string, json: ReportJson, { files }: Io): string => {
  files.write(`${REPORT}.md`, text)
  files.write(`${REPORT}.json`, `${jsonText(json, 1)}\n`)
  return `written: ${REPORT}.md, ${REPORT}.json`
}

const NEXT: Readonly<Record<ReportJson['verdict'], string>> = {
  'as on record': 'ablate',
  inconclusive: 'searches',
  differs: 'baseline --accept',
}

const comparedBy = (typed: Typed, io: Io): Compared => {
  const file = typed['run'] ?? LATEST
  const run = readFile(io, file, savedShapes.run, 'first run a command such as tidemark ablate')
  const record = readFile(
    io,
    typed['against'] ?? BASELINE,
    savedShapes.baseline,
    'tidemark baseline --accept writes it',
  )
  const comparison = compare(record.entries, run.entries)
  const { exitCode, verdict } = outcomeOf(comparison)
  const json: ReportJson = {
    format: 1,
    command: 'report',
    exitCode,
    verdict,
    of: run.command,
    compared: comparison.compared,
    newFailures: comparison.newFailures.map(({ now }) => now),
    fixed: comparison.fixed.map(({ now }) => now),
    stillFailing: comparison.stillFailing.map(({ now }) => now),
    diverged: comparison.diverged.map(({ now }) => now),
    open: comparison.open.map(({ now }) => now),
    changed: comparison.changed.map((change) => ({ ...change })),
    facts: comparison.facts.map((fact) => ({ ...fact })),
    added: [...comparison.added],
  }
  return { run, file, comparison, json }
}

/** A question without an answer is neither as on record nor different. */
const outcomeOf = (comparison: Comparison): Pick<ReportJson, 'exitCode' | 'verdict'> => {
  if (!isUnchanged(comparison)) return { exitCode: EXIT.differs, verdict: 'differs' }
  if (comparison.open.length > 0) return { exitCode: EXIT.inconclusive, verdict: 'inconclusive' }
  return { exitCode: EXIT.holds, verdict: 'as on record' }
}

/** `tidemark baseline`: shows the record. With --accept, it puts the latest run on record. */
export const runBaseline = (typed: Typed, io: Io): Answer => {
  const path = typed['against'] ?? BASELINE
  const isThere = io.files.read(path) !== undefined
  const record = isThere ? readFile(io, path, savedShapes.baseline, '') : undefined
  if (typed['accept'] === undefined) {
    if (record === undefined) throw badInput(`there is no '${path}': --accept puts the latest run on record`)
    return answer(
      `${counted(record.entries.length, 'answer')} on record in ${path}`,
      record.entries.length,
      'as on record',
      io,
    )
  }
  const run = readFile(io, typed['run'] ?? LATEST, savedShapes.run, 'first run a command such as tidemark ablate')
  const entries = merged(record?.entries ?? [], run.entries)
  const accepted: Baseline = { format: 1, kind: 'tidemark baseline', entries: [...entries] }
  io.files.write(path, `${JSON.stringify(accepted, undefined, 1)}\n`)
  const left = run.entries.filter((entry) => !entries.includes(entry)).length
  const kept =
    left === 0 ? '' : `; ${counted(left, 'question')} had no answer in this run, and the record keeps its own`
  const put = counted(run.entries.length - left, 'answer')
  return answer(`${put} put on record in ${path}${kept}`, entries.length, 'accepted', io)
}

const answer = (text: string, entries: number, verdict: 'as on record' | 'accepted', { self }: Io): Answer => ({
  text: `${text}\nnext  ${self} report`,
  json: { format: 1, command: 'baseline', exitCode: EXIT.holds, verdict, entries },
  exitCode: EXIT.holds,
})

const readFile = <T>({ files }: Io, path: string, shape: z.ZodType<T>, otherwise: string): T => {
  const text = files.read(path)
  if (text === undefined) throw badInput(`there is no '${path}': ${otherwise}`)
  const read = readSaved(path, text, shape)
  if ('wrong' in read) throw badInput(read.wrong)
  return read.value
}
