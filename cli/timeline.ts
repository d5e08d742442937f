import type { Amendment } from '../model/versions/decisions'
import { later, timeline } from '../model/versions/timeline'
import { glanceMarkdown, glanceText } from '../reports/glance'
import { timelineText } from '../reports/timeline'
import type { GlanceJson, TimelineJson } from '../reports/json'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { optionsOf } from '../lab/questions/ask'
import { ablations, olderAblations } from '../lab/records/ablations'
import { kraftBugs } from '../lab/records/kraft-bugs'
import { versionRows } from '../lab/records/ladder'
import places from '../lab/records/places.json'
import { glance, type DecisionPlaces } from '../lab/telling/glance'
import { commandFor } from './next'
import type { Typed } from './options'

/** `tidemark timeline`: the releases, what each brought, and what goes wrong without it; or one release, decision by decision. */
export const runTimeline = (typed: Typed, { paint, self }: Io): Answer => {
  const releases = timeline.map(({ name, adds, replacedNext = [] }) => ({
    name,
    adds: [...adds, ...replacedNext].map(described),
  }))
  const told = { releases, later: later.map(described) }
  const named = typed['kafka']
  const shown = named === undefined ? undefined : glanceOf(named)
  const next = `${self} ${shown === undefined ? 'timeline --kafka 2.1' : nextAfter(shown)}`
  const asMarkdown = typed['markdown'] !== undefined
  const text =
    shown === undefined
      ? timelineText(told, paint, asMarkdown)
      : asMarkdown
        ? glanceMarkdown(shown, '')
        : glanceText(shown, paint)
  return {
    text: asMarkdown ? text : `${text}\n\nnext  ${next}`,
    json: {
      ...{ format: 1, command: 'timeline', verdict: 'holds', exitCode: EXIT.holds, ...told },
      ...(shown === undefined ? {} : { glance: shown }),
      next,
    },
    exitCode: EXIT.holds,
  }
}

/** One release at a glance, as plain data. */
export const glanceOf = (named: string, where: DecisionPlaces = places.decisions): GlanceJson => {
  const { decisions, differs, ...rest } = glance(named, where)
  return {
    ...rest,
    differs: [...differs],
    decisions: decisions.map(({ answer, by, ...decided }) => ({ ...decided, answer: [...answer], by: [...by] })),
  }
}

/** The disaster of that preset which the next one prevents, or else the usual question. */
const nextAfter = ({ kafka }: GlanceJson): string => {
  const row = versionRows.find(({ name }) => name === kafka)
  if (row !== undefined) return commandFor(optionsOf(row.question))
  const [preset = '', ...varied] = kafka.split(' ')
  return `check --kafka ${preset}${varied.map((word) => (/^with/.test(word) ? ` --${word}` : ` ${word}`)).join('')}`
}

type Described = TimelineJson['later'][number]

const described = ({ name, since, title, repairs }: Amendment): Described => {
  const expected = [...ablations, ...olderAblations, ...kraftBugs].find(
    ({ question: { without } }) => without.join() === name,
  )?.expected
  const disaster = expected?.property === undefined ? undefined : `${expected.property} in ${expected.steps} steps`
  return { name, since, title, repairs, ...(disaster === undefined ? {} : { disaster }) }
}
