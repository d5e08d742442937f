import type { TimelineJson } from './json'
import type { Paint } from './paint'
import { columns, markdown } from './table'

type Timeline = Pick<TimelineJson, 'releases' | 'later'>

/** The table of contents of Kafka's replication: what each release brought, and what goes wrong without it. */
export const timelineText = ({ releases, later }: Timeline, paint: Paint, asMarkdown = false): string => {
  const sections = [...releases, ...(later.length === 0 ? [] : [{ name: 'later', adds: later }])]
  const rows = sections.flatMap(({ name, adds }) =>
    adds.length === 0
      ? [[name, '', 'where the story begins', '', '']]
      : adds.map((amendment, index) => [
          index === 0 || asMarkdown ? name : '',
          ...[amendment.name, amendment.title, amendment.repairs, amendment.disaster ?? ''],
        ]),
  )
  const head = ['release', 'amendment', 'title', 'without it', 'shortest disaster']
  return asMarkdown ? markdown([head, ...rows]) : columns([head.map((word) => paint.bold(word)), ...rows])
}
