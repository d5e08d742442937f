import { wrapped } from './fit'
import type { TimelineJson } from './json'
import type { Paint } from './paint'
import { columns, markdown } from './table'

type Timeline = Pick<TimelineJson, 'releases' | 'later'>
type Brought = Timeline['releases'][number]
type Described = Brought['adds'][number]

/** The history of Kafka's replication: what each release changed, and what goes wrong without the change. */
export const timelineText = ({ releases, later }: Timeline, paint: Paint, asMarkdown = false): string => {
  const sections = [...releases, ...(later.length === 0 ? [] : [{ name: 'later', adds: later }])]
  const rows = sections.flatMap(({ name, adds }) =>
    adds.length === 0
      ? [[name, '', 'the first modelled release', '', '', '']]
      : adds.map((amendment, index) => [
          index === 0 || asMarkdown ? name : '',
          ...[amendment.name, amendment.title, amendment.repairs, shortest(amendment)],
          story(amendment, asMarkdown),
        ]),
  )
  const head = ['release', 'amendment', 'title', 'without it', 'shortest failure', 'story']
  return asMarkdown ? markdown([head, ...rows]) : columns([head.map((word) => paint.bold(word)), ...rows])
}

/** Nothing can fail without what repairs nothing. */
export const shortest = ({ disaster, repairs }: Described): string =>
  disaster ?? (repairs.startsWith('nothing') ? 'none' : 'not on record')

const story = ({ story: path }: Described, asMarkdown: boolean): string =>
  path === undefined || !asMarkdown ? (path ?? '') : `[story](${path})`

/** What one release brought, each with what happens without it and how to see that. */
export const broughtText = ({ name, adds }: Brought, self: string, paint: Paint): string => {
  const width = paint.width ?? USUAL_WIDTH
  const say = (text: string): readonly string[] => wrapped(text, width - INDENT.length).map((line) => INDENT + line)
  return [
    paint.bold(`New in ${name}`),
    ...adds.flatMap((one) => [
      ...wrapped(`${one.name} (${one.since}): ${one.title}`, width),
      ...say(`without it: ${one.repairs}`),
      ...say(`shortest failure: ${shortest(one)}`),
      ...(one.again === undefined ? [] : [`${INDENT}again  ${self} ${one.again}`]),
      ...(one.story === undefined ? [] : [`${INDENT}story  ${self} tell ${one.story}`]),
    ]),
  ].join('\n')
}

const INDENT = '  '
const USUAL_WIDTH = 120
