import { badInput, expected, isBadInput } from '../lab/questions/bad-input'
import { scheduleInToken } from '../lab/questions/case-schedule'
import { rerunOf } from '../lab/telling/rerun'
import { whereabouts } from '../lab/telling/whereabouts'
import type { Comparison } from '../reports/compare'
import { junitText } from '../reports/formats/junit'
import { sarifText, type Retaken } from '../reports/formats/sarif'
import type { ReportJson } from '../reports/json'
import { jsonText } from '../reports/printable'
import { regressionText } from '../reports/regression'
import type { SavedRun } from '../reports/saved'
import { REPORT_FORMATS } from './formats'
import type { Io } from './io'

/** The input of a report. */
export interface Compared {
  readonly run: SavedRun
  /** The file of the run. */
  readonly file: string
  readonly comparison: Comparison
  readonly json: ReportJson
}

type Format = (compared: Compared, io: Io) => string

const FORMATS: Readonly<Record<(typeof REPORT_FORMATS)[number], Format>> = {
  markdown: ({ run, comparison }, { self }) => regressionText(run, comparison, self),
  junit: ({ run, comparison }, { self }) => junitText(run, comparison, self),
  sarif: ({ run, comparison, file }, io) =>
    sarifText(run, comparison, retakenFor(comparison, io), { self: io.self, file }),
  json: ({ json }) => `${jsonText(json, 1)}\n`,
}

export const formatNamed = (name: string): Format => {
  const found = REPORT_FORMATS.find((one) => one === name)
  if (found === undefined) throw badInput(`--format is '${name}'${expected(name, REPORT_FORMATS)}`)
  return FORMATS[found]
}

/** Every failure that has a token, replayed by this version of tidemark. Unreadable tokens are left out. */
const retakenFor = ({ newFailures, stillFailing }: Comparison, io: Io): ReadonlyMap<string, Retaken> => {
  const tokens = new Set([...newFailures, ...stillFailing].flatMap(({ now }) => now.token ?? []))
  return new Map([...tokens].flatMap((token) => take(token, io)))
}

const take = (token: string, { specimens }: Io): readonly (readonly [string, Retaken])[] => {
  try {
    const schedule = scheduleInToken(token, specimens)
    return [[token, { rerun: rerunOf(schedule), places: whereabouts(schedule) }]]
  } catch (error) {
    if (isBadInput(error)) return []
    throw error
  }
}
