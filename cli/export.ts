import type { Account } from '../lab/telling/account/account'
import { accountOf } from '../lab/telling/account/account-of'
import { itfStatesOf } from '../lab/telling/account/itf-states'
import { badInput, expected } from '../lab/questions/bad-input'
import { itf } from '../reports/exports/itf'
import { mermaid } from '../reports/exports/mermaid'
import { shiviz } from '../reports/exports/shiviz'
import { svg } from '../reports/exports/svg/svg'
import { EXIT } from './exit'
import { FORMAT_NAMES } from './formats'
import type { Answer, Io } from './io'
import type { Typed } from './options'
import { writeOut } from './out'
import { scheduleFrom } from './schedule'

/** `tidemark export`: writes a schedule in a format that another tool reads. */
export const runExport = (given: string, typed: Typed, io: Io): Answer => {
  const format = typed['format'] ?? 'mermaid'
  const write = formatNamed(format)
  const { schedule } = scheduleFrom(given, typed, io)
  const account = accountOf(schedule)
  const text = write(account, () => itfStatesOf(schedule))
  const path = typed['out']
  if (path !== undefined) writeOut(path, text, io)
  return {
    text: path === undefined ? text.trimEnd() : `written   ${path}\nnext      ${OPENS[format] ?? ''}`,
    json: {
      ...{ format: 1, command: 'export', exitCode: EXIT.holds, as: format, steps: account.deeds.length },
      ...(path === undefined ? { text } : { path }),
    },
    exitCode: EXIT.holds,
  }
}

type Format = (account: Account, states: () => ReturnType<typeof itfStatesOf>) => string

const FORMATS: Readonly<Record<(typeof FORMAT_NAMES)[number], Format>> = {
  mermaid,
  itf: (account, states) => itf(states(), account.rerun),
  shiviz,
  svg,
  json: (account) => `${JSON.stringify(account)}\n`,
}

const OPENS: Readonly<Record<string, string>> = {
  mermaid: 'put it into a mermaid code block: GitHub and GitLab draw it',
  itf: 'open it in an ITF trace viewer, or read it with Quint or Apalache',
  shiviz: 'choose it as the log file of ShiViz',
  svg: 'open it in a browser',
  json: 'docs/exports.md describes the format',
}

const formatNamed = (name: string): Format => {
  const found = FORMAT_NAMES.find((one) => one === name)
  if (found === undefined) throw badInput(`--format is '${name}'${expected(name, FORMAT_NAMES)}`)
  return FORMATS[found]
}
