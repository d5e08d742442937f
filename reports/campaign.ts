import type { CampaignJson } from './json-campaign'
import { preventionText } from './causes'
import { pad, type Style } from './check'
import { folded } from './fit'
import { shellWord } from './formats/words'
import { bugRows } from './strategies'
import { columns } from './table'
import { counted, thousands } from './words'

/** The report of a campaign: each version in a line, each distinct failure, and how to go on. */
export const campaignText = (run: CampaignJson, { paint, self }: Style): string => {
  const fit = (text: string): string => folded(text, paint, self)
  const { name, questions, failures, results, next, jobs, done, reused } = run
  const shown = failures.slice(0, MOST_FAILURES)
  const more = failures.length - shown.length
  return [
    paint.bold(`campaign ${name}${questions.length === 0 ? '' : `, ${counted(questions.length, 'question')}`}`),
    '',
    ...(questions.length === 0 ? [] : [columns([HEAD, ...versionRows(questions)]), '']),
    ...huntLines(run),
    ...(questions.length === 0 ? [] : [verdictText(run, paint)]),
    ...(shown.length === 0 ? [] : ['']),
    ...shown.flatMap((failure, index) => [...failureLines(failure, index + 1, self).map(fit), '']),
    ...(more > 0 ? [`${pad('')}and ${counted(more, 'other failure')}; --json lists them`, ''] : []),
    ...(shown.length === 0 ? [''] : []),
    `${pad('done')}${thousands(done)} of ${counted(jobs, 'job')}${reused === 0 ? '' : `, ${thousands(reused)} of them before`}: ${counted(run.walks, 'walk')} in ${counted(run.steps, 'step')}, ${searchesText(run.searches)}`,
    `${pad('results')}${results}`,
    `${pad('next')}${next}`,
  ].join('\n')
}

const MOST_FAILURES = 20

/** The median of steps of each bug and way. */
const huntLines = ({ hunts = [], stopped }: CampaignJson): readonly string[] => {
  if (hunts.length === 0) return []
  const seeds = new Set(hunts.map(({ seed }) => seed)).size
  return [
    columns(bugRows(hunts, Math.max(...hunts.map(({ steps }) => steps)))),
    `median of steps (95 %), and seeds that missed the bug; ${counted(seeds, 'seed')}${stopped === undefined ? '' : `; ${STOPPED[stopped]}`}`,
    '',
  ]
}

const searchesText = (searches: number): string => `${thousands(searches)} ${searches === 1 ? 'search' : 'searches'}`

const HEAD = ['Kafka', 'questions', 'walks', 'failing', 'searches hold', 'broken', 'open']

/** One row for each version, in the order of the campaign. */
const versionRows = (questions: CampaignJson['questions']): readonly (readonly string[])[] => {
  const names = [...new Set(questions.map(versionOf))]
  return names.map((name) => {
    const some = questions.filter((one) => versionOf(one) === name)
    const sum = (of: (one: (typeof some)[number]) => number): string =>
      thousands(some.reduce((all, one) => all + of(one), 0))
    const searched = (verdict: string): string => sum(({ search }) => (search?.verdict === verdict ? 1 : 0))
    return [
      ...[name, String(some.length), sum(({ walks }) => walks), sum(({ failing }) => failing)],
      ...[searched('holds'), searched('broken'), searched('inconclusive')],
    ]
  })
}

const versionOf = ({ question }: CampaignJson['questions'][number]): string =>
  ['kafka', 'without', 'with']
    .flatMap((name) =>
      question[name] === undefined ? [] : [name === 'kafka' ? question[name] : `${name} ${question[name]}`],
    )
    .join(' ')

const verdictText = ({ verdict, stopped, because, failing, failures }: CampaignJson, paint: Style['paint']): string => {
  const why = stopped === undefined ? '' : `${STOPPED[stopped]}${because === undefined ? '' : `: ${because}`}`
  if (failures.length > 0) {
    const causes = failures.length === 1 ? 'one distinct failure' : `${failures.length} distinct failures`
    const found = paint.bold(paint.red(`${pad('broken')}${counted(failing, 'schedule')} with ${causes}`))
    return stopped === undefined ? found : `${found}\n${pad('open')}${why}`
  }
  if (stopped !== undefined) return paint.bold(paint.yellow(`${pad('open')}no failure so far; ${why}`))
  return verdict === 'inconclusive'
    ? paint.bold(paint.yellow(`${pad('open')}no failure; some searches stopped at the most states`))
    : paint.bold(paint.green(`${pad('holds')}in all these walks and searches; other walks may still fail`))
}

const STOPPED: Readonly<Record<NonNullable<CampaignJson['stopped']>, string>> = {
  interrupt: 'stopped by Ctrl-C; the same command goes on',
  time: 'the time was over; the same command goes on',
  queue: 'the queue is gone; the same command goes on',
  workers: 'the workers of one job died again and again',
}

const failureLines = (failure: CampaignJson['failures'][number], number: number, self: string): readonly string[] => {
  const { property, sentence, rung, steps, found, failures, questions, shrunk, fingerprint, token, by, version } =
    failure
  const finder = found.by === 'search' ? 'a search' : `walk ${found.seed}/${found.walk}`
  return [
    `${pad(String(number))}${property}: ${sentence}`,
    ...(rung === undefined ? [] : [`${pad('')}the lowest broken rung of the ladder: ${rung}`]),
    `${pad('')}${preventionText({ by, ...(version === undefined ? {} : { version }) })}`,
    `${pad('')}${counted(failures, 'schedule')} of ${counted(questions.length, 'question')}, the first by ${finder}; ${counted(steps, 'step')}, ${SHRUNK[shrunk]}; fingerprint ${fingerprint}`,
    `${pad('')}${self} replay ${shellWord(token)}`,
  ]
}

const SHRUNK: Readonly<Record<CampaignJson['failures'][number]['shrunk'], string>> = {
  search: 'a shortest one',
  shortest: 'a shortest one within its bounds',
  cut: 'a shorter one may exist',
  no: 'not shrunk yet',
}
