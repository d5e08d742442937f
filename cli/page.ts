import { checksum } from '../kit/checksum'
import { badInput } from '../lab/questions/bad-input'
import { scheduleInToken } from '../lab/questions/case-schedule'
import { pageApp } from '../reports/page/bundle'
import type { PageData, PagePlot } from '../reports/page/data'
import { pageHtml } from '../reports/page/html'
import { plotsOfEntries, plotsOfRuns } from '../reports/page/plots'
import { shellWord } from '../reports/formats/words'
import { readSaved } from '../reports/read-saved'
import { savedShapes, type SavedRun } from '../reports/saved'
import { counted } from '../reports/words'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import type { Typed } from './options'
import { findingsOf, type Found } from './page-findings'
import { LATEST, latestOf } from './record'
import { scheduleFrom } from './schedule'
import { stepsOf, sumOf, writePage } from './write-page'

/** `tidemark page`: draws schedules as one HTML file with all steps and states. */
export const runPage = (given: readonly string[], typed: Typed, io: Io): Answer => {
  const asked = given.length === 0 ? latest(io) : named(given, typed['schedule'], io)
  const { compare, out } = typed
  const findings = findingsOf(asked.found, compare, io)
  const [first] = findings
  const data: PageData = {
    ...{ format: 1, kind: 'tidemark page' },
    title: first !== undefined && findings.length === 1 ? first.title : asked.title,
    command: ['page', ...given].join(' '),
    ...(compare === undefined ? {} : { isBeside: true }),
    findings,
    plots: [...asked.plots],
  }
  const path = writePage(data, { name: asked.name, ...(out === undefined ? {} : { out }) }, io)
  const breaking = findings.find(({ property }) => property !== undefined)
  const next = `${io.self} ${breaking === undefined ? 'check' : `replay ${shellWord(breaking.account.rerun.token)}`}`
  return {
    text: [`written   ${path}`, `          ${sumOf(data)}`, `next      ${next}`].join('\n'),
    json: {
      ...{ format: 1, command: 'page', exitCode: EXIT.holds, verdict: 'written', path, title: data.title },
      findings: findings.map(({ title, fingerprint, property, times, account, compared }) => ({
        ...{ title, fingerprint, property, times, steps: stepsOf(account) },
        ...{ comparedWith: compared?.title, partsAt: compared?.partsAt },
      })),
      next,
    },
    exitCode: EXIT.holds,
  }
}

interface Asked {
  readonly name: string
  readonly title: string
  readonly found: readonly Found[]
  readonly plots: readonly PagePlot[]
}

const named = (given: readonly string[], chosen: string | undefined, io: Io): Asked => {
  const [first = ''] = given
  const isOneStory = given.length === 1 && first.endsWith('.md')
  return {
    name: isOneStory
      ? baseName(first) + (chosen === undefined ? '' : `-${chosen.replace(/\W+/g, '-')}`)
      : `page-${checksum(given.join(' '))}`,
    title: counted(given.length, 'schedule'),
    found: given.map((where) => ({
      where: where.endsWith('.md') ? where : 'a token',
      given: scheduleFrom(where, chosen === undefined ? {} : { schedule: chosen }, io),
    })),
    plots: [],
  }
}

/** The findings of the latest run of any command. */
const latest = (io: Io): Asked => {
  const text = io.files.read(LATEST)
  if (text !== undefined) return foundIn(LATEST, text, io)
  throw badInput(`there is no '${LATEST}': name a token or a story, or first run a command such as tidemark walk`)
}

/** The findings of a saved run. Throws bad input if nothing failed in it. */
const foundIn = (path: string, text: string, io: Io): Asked => {
  const read = readSaved(path, text, savedShapes.run)
  if ('wrong' in read) throw badInput(read.wrong)
  const { command, entries } = read.value
  const found = entries.flatMap(({ id, token }) =>
    token === undefined ? [] : [{ where: id, given: { schedule: scheduleInToken(token, io.specimens) } }],
  )
  const plots = [...plotsOfEntries(entries), ...plotsOfRuns(COMMANDS.flatMap((one) => savedBy(one, io)))]
  if (found.length === 0 && plots.length === 0)
    throw badInput(`${path}: nothing failed in it, so there is nothing to show`)
  return { name: `latest-${command}`, title: `tidemark ${command}: findings`, found, plots }
}

/** The commands that look for failures. */
const COMMANDS = ['check', 'walk', 'ablate', 'ladder']

/** The latest saved run of a command, if it can be read. */
const savedBy = (command: string, { files }: Io): readonly SavedRun[] => {
  const path = latestOf(command)
  const text = files.read(path)
  const read = text === undefined ? undefined : readSaved(path, text, savedShapes.run)
  return read !== undefined && 'value' in read ? [read.value] : []
}

/** The page of a saved run, as `page` writes it. Throws bad input if nothing failed in it. */
export const pageOfSaved = (path: string, text: string, io: Io): string => {
  const { title, found, plots } = foundIn(path, text, io)
  const findings = findingsOf(found, undefined, io)
  return pageHtml({ format: 1, kind: 'tidemark page', title, command: 'page', findings, plots: [...plots] }, pageApp())
}

const baseName = (path: string): string => path.split(/[\\/]/).at(-1)?.replace(/\.md$/, '') ?? ''
