import type { TimelineJson } from './json'
import type { Paint } from './paint'
import { columns, markdown } from './table'

type Timeline = Pick<TimelineJson, 'releases' | 'later'>

/** The history of Kafka's replication: what each release changed, and what goes wrong without the change. */
export const timelineText = ({ releases, later }: Timeline, paint: Paint, asMarkdown = false): string => {
  const sections = [...releases, ...(later.length === 0 ? [] : [{ name: 'later', adds: later }])]
  const rows = sections.flatMap(({ name, adds }) =>
    adds.length === 0
      ? [[name, '', 'the first modelled release', '', '']]
      : adds.map((amendment, index) => [
          index === 0 || asMarkdown ? name : '',
          ...[amendment.name, amendment.title, amendment.repairs, amendment.disaster ?? ''],
        ]),
  )
  const head = ['release', 'amendment', 'title', 'without it', 'shortest failure']
  return asMarkdown ? markdown([head, ...rows]) : columns([head.map((word) => paint.bold(word)), ...rows])
}
