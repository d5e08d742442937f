import type { Io } from '../cli/io'
import { findingsOf } from '../cli/page-findings'
import type { Options } from '../lab/questions/ask'
import { readCase } from '../lab/questions/case'
import { inCase } from '../lab/questions/case-schedule'
import { parseStory, type Story } from '../lab/telling/story/parse'
import { scheduleInStory } from '../lab/telling/story/schedule'
import { splitStory } from '../lab/telling/story/split'
import { svg } from '../reports/exports/svg/svg'
import type { PageData, PageFinding } from '../reports/page/data'
import { pageHtml, type PageApp } from '../reports/page/html'
import type { Chapter } from './chapters'

/** A schedule of a page of the guide: drawn as a picture, and as a page that goes through it step by step. */
export interface Drawn {
  /** The line of the page, from 1, behind which it belongs. */
  readonly end: number
  readonly title: string
  readonly picture: string
  readonly page: string
}

/** The schedules of a page, in their order; none if the page has no block. */
export const drawnIn = ({ path, text }: Chapter, app: PageApp, io: Io): readonly Drawn[] =>
  text.includes('```kafka')
    ? splitStory(parseStory(path, text)).map(({ story, end }) => drawn(story, end, app, io))
    : []

const drawn = (story: Story, end: number, app: PageApp, io: Io): Drawn => {
  const told = scheduleInStory(story)
  const schedule = inCase(readCase(told.question, io.specimens), told)
  const findings = findingsOf([{ where: story.path, given: { schedule, story } }], undefined, io).map((one) =>
    asAsked(one, told.question),
  )
  const [first] = findings
  if (first === undefined) throw new Error(`${story.path}: no schedule could be drawn`)
  const data: PageData = {
    ...({ format: 1, kind: 'tidemark page', title: story.title, command: `page ${story.path}` } as const),
    ...{ findings, plots: [] },
  }
  return { end, title: story.title, picture: svg(first.account), page: pageHtml(data, app) }
}

/** Under the name of the release that the page asks for. A preset with amendments stands for it, and has a long name. */
const asAsked = (finding: PageFinding, { kafka }: Options): PageFinding =>
  kafka === undefined
    ? finding
    : { ...finding, account: { ...finding.account, rerun: { ...finding.account.rerun, title: `Kafka ${kafka}` } } }
