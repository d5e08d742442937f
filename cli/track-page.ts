import { sayFaults } from '../lab/questions/ask-faults'
import { chapters, isOfKraft, type Recorded } from '../lab/records/catalogue'
import type { Pinned } from '../lab/records/pinned'
import { pinnedWalks, unfound } from '../lab/records/pinned-walks'
import { versionsWith } from '../lab/records/versions-with'
import { storiesOf } from '../lab/telling/stories'
import { markdown } from '../reports/table'
import { counted, thousands } from '../reports/words'
import { runsWithKraft } from '../conformance/releases'
import { isAbout, kraftOnRecord, resultsOnRecord } from './real-tables'
import { rowCommand } from './row-command'
import { HEAD, WALKS } from './track-words'
import { walkCommand } from './walk-command'

/** docs/track-record.md: every bug of the record, where it was found, and the command that finds it again. */
export const trackPages = (): readonly (readonly [string, string])[] => {
  const bugs = new Set(chapters.flatMap((chapter) => chapter.bugs.map(({ bug }) => bug)))
  const tables = chapters.map(({ title, bugs: some }) => `## ${title}\n\n${markdown([COLUMNS, ...some.map(cellsOf)])}`)
  return [['docs/track-record.md', `${[HEAD(bugs.size), ...tables, WALKS, walks()].join('\n\n')}\n`]]
}

const SELF = 'npm run -s tidemark --'

const COLUMNS = [
  ...['bug', 'versions', 'property', 'brokers', 'records', 'leader epochs', 'faults', 'settings', 'steps'],
  ...['by search', 'by walk', 'on real Kafka', 'also on record', 'command'],
]

const cellsOf = ({ bug, row, others }: Recorded): readonly string[] => {
  const { bounds } = row.question
  return [
    linked(bug, row),
    versionsWith(row),
    row.expected.property ?? '',
    ...[bounds.brokers, bounds.records, bounds.epochs].map(String),
    sayFaults(bounds).replaceAll('=', ' ').replaceAll(',', ', ') || 'none',
    settingsOf(row),
    String(row.expected.steps ?? ''),
    row.expected.distinct === undefined ? 'not tried' : `${thousands(row.expected.distinct)} states`,
    walkOf(row, others),
    realOf(bug, isOfKraft(row)),
    others.map(otherText).join(', '),
    `\`${SELF} ${rowCommand(row)}\``,
  ]
}

/** The bug, with links to its stories. */
const linked = (bug: string, row: Pinned): string => {
  const stories = storiesOf(bug, isOfKraft(row)).map(({ path }) => `../${path}`)
  if (stories.length < 2) return stories[0] === undefined ? bug : `[${bug}](${stories[0]})`
  return `${bug}: ${stories.map((path, at) => `[${at + 1}](${path})`).join(', ')}`
}

/** What else its world has, beside the usual. */
const settingsOf = ({ question: { kafka, settings, bounds, runs } }: Pinned): string =>
  [
    `min.insync.replicas ${settings.minIsr}`,
    ...(settings.acks === 'all' ? [] : [`acks ${settings.acks}`]),
    ...(settings.uncleanElection ? ['unclean election'] : []),
    ...(bounds.grain === 'message' ? ['message by message'] : []),
    ...(bounds.storage === undefined ? [] : ['log on disk']),
    ...(bounds.reassign === undefined ? [] : ['replicas move']),
    ...(bounds.kraft?.elr === true ? ['ELR'] : []),
    ...(runs === 'any' ? ['any run'] : []),
    ...(kafka === 'baseline' || kafka === '4.3' ? [] : [`Kafka ${kafka}`]),
  ].join(', ')

const walkOf = (row: Pinned, others: readonly Pinned[]): string => {
  const own = pinnedWalks.find(({ name }) => name === row.name)
  if (own !== undefined) return `${thousands(own.steps)} steps`
  const other = pinnedWalks.find(({ name }) => others.some((one) => one.name === name))
  if (other !== undefined) return `${thousands(other.steps)} steps (${other.name})`
  const vain = unfound.find(({ name }) => name === row.name)
  return vain === undefined ? 'not tried' : `not found in ${thousands(vain.steps)} steps`
}

const otherText = ({ name, expected: { property, steps } }: Pinned): string =>
  property === undefined ? `${name}: holds` : `${name}: ${property} in ${steps}`

/** What Kafka itself was left with after the schedules of a bug, on the releases that were tried. */
const realOf = (bug: string, withKraft: boolean): string => {
  const said = withKraft ? realWithKraft(bug) : realWithZooKeeper(bug)
  return said === '' ? (IN_PART[bug] ?? 'not tried') : said
}

const IN_PART: Readonly<Record<string, string>> = {
  B48: 'lost: 4.3.1 by classes, with five brokers',
  B69: 'what the controller of 4.3.1 does; not the loss',
}

const realWithKraft = (bug: string): string => {
  const about = kraftOnRecord().filter((one) => one.bug === bug && !one.isControl)
  const byClasses = about.map(({ left, agrees }) => [left, `${agrees.join(', ')} by classes`] as const)
  return byOutcome([...byClasses, ...resultsOf(bug, true)])
}

const realWithZooKeeper = (bug: string): string => byOutcome(resultsOf(bug, false))

const resultsOf = (bug: string, withKraft: boolean): readonly (readonly [string, string])[] =>
  (resultsOnRecord() ?? [])
    .filter(({ name, kafka }) => isAbout(name, bug) && runsWithKraft(kafka) === withKraft)
    .map(({ kafka, by, runs, agreed, outcome }) => {
      const some = agreed === runs ? '' : ` in ${agreed} of ${counted(runs, 'run')}`
      return [outcome?.verdict ?? 'not to the end', `${kafka} by ${by}${some}`]
    })

/** 'lost: 2.1.1 by wire; kept: 2.6.3 by wire' */
const byOutcome = (found: readonly (readonly [string, string])[]): string =>
  ['lost', 'diverged', 'kept', 'not to the end']
    .flatMap((outcome) => {
      const where = [...new Set(found.flatMap(([one, text]) => (one === outcome ? [text] : [])))]
      return where.length === 0 ? [] : [`${outcome}: ${where.join(', ')}`]
    })
    .join('; ')

const walks = (): string =>
  markdown([
    ['row', 'walks', 'steps in all', 'the walk that finds it, again'],
    ...pinnedWalks.map((pinned) => [
      pinned.name,
      thousands(pinned.walk + 1),
      thousands(pinned.steps),
      `\`${SELF} ${walkCommand(pinned)}\``,
    ]),
  ])
