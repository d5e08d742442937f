import type { Account } from '../lab/telling/account/account'
import type { CaseSchedule } from '../lab/questions/case-schedule'
import { pageApp } from '../reports/page/bundle'
import type { PageData, PagePlot } from '../reports/page/data'
import { pageHtml } from '../reports/page/html'
import { counted } from '../reports/words'
import type { Io } from './io'
import { writeOut } from './out'
import { findingsOf } from './page-findings'

/** The folder of pages, relative to the working directory. */
const PAGES = '.tidemark/pages'

/** Writes a page and returns its path. */
export const writePage = (
  data: PageData,
  { name, out }: { readonly name: string; readonly out?: string },
  io: Io,
): string => {
  const path = out ?? `${PAGES}/${safeName(name)}.html`
  writeOut(path, pageHtml(data, pageApp()), io, out === undefined ? 'the page' : undefined)
  return path
}

/** What another command found, as a page beside what it prints; the lines to be printed for it. */
export const pageOf = (
  command: string,
  schedule: CaseSchedule | undefined,
  plots: readonly PagePlot[],
  io: Io,
): string => {
  const found = schedule === undefined ? [] : [{ where: command, given: { schedule } }]
  const findings = findingsOf(found, undefined, io)
  const title = findings[0]?.title ?? `tidemark ${command}`
  const data: PageData = { ...{ format: 1, kind: 'tidemark page', title, command }, findings, plots: [...plots] }
  return `page      ${writePage(data, { name: `latest-${command}` }, io)}`
}

/** A schedule with a title and paragraphs of its own. */
export interface Entry {
  readonly title: string
  readonly schedule: CaseSchedule
  readonly text: readonly string[]
}

/** Schedules as the entries of one page; the line to be printed for it. */
export const pageOfEntries = (command: string, title: string, entries: readonly Entry[], io: Io): string => {
  const findings = entries.flatMap(({ title: own, schedule, text }) =>
    findingsOf([{ where: command, given: { schedule } }], undefined, io).map((finding) => ({
      ...finding,
      title: own,
      prose: [{ step: 1, text: [...text] }],
    })),
  )
  const data: PageData = { ...{ format: 1, kind: 'tidemark page', title, command }, findings, plots: [] }
  return `page      ${writePage(data, { name: `latest-${command}` }, io)}`
}

/** '3 distinct bugs in 412 failures, 2 plots' */
export const sumOf = ({ findings, plots }: Pick<PageData, 'findings' | 'plots'>): string => {
  const failures = findings.reduce((sum, { property, times }) => sum + (property === undefined ? 0 : times), 0)
  const bugs = findings.filter(({ property }) => property !== undefined).length
  const whole = findings.length - bugs
  return [
    ...(bugs > 0 ? [`${counted(bugs, 'distinct bug')} in ${counted(failures, 'failure')}`] : []),
    ...(whole > 0 ? [`${counted(whole, 'schedule')} without a failure`] : []),
    ...(plots.length > 0 ? [counted(plots.length, 'plot')] : []),
  ].join(', ')
}

export const stepsOf = ({ moments }: Account): number => moments.length - 1

/** A name of letters, digits, - and _, so that the file stays in the folder. */
const safeName = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'page'
