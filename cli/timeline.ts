import type { Amendment } from '../model/versions/decisions'
import { features, isKraft, later, timeline, type Feature } from '../model/versions/timeline'
import { glanceMarkdown, glanceText } from '../reports/glance'
import { broughtText, timelineText } from '../reports/timeline'
import { counted } from '../reports/words'
import type { GlanceJson, TimelineJson } from '../reports/json'
import { EXIT } from './exit'
import type { Answer, Io } from './io'
import { optionsOf } from '../lab/questions/ask'
import { disasterWithout, type Disaster } from '../lab/records/disasters'
import { versionRows } from '../lab/records/ladder'
import places from '../lab/records/places.json'
import { glance, type DecisionPlaces } from '../lab/telling/glance'
import { storyOfAmendment } from '../lab/telling/stories'
import { commandFor } from './next'
import { rowCommand } from './row-command'
import type { Typed } from './options'

/** `tidemark timeline`: the releases, what each brought, and what goes wrong without it; or one release, decision by decision. */
export const runTimeline = (typed: Typed, { paint, self }: Io): Answer => {
  const releases = timeline.map(({ name, adds, replacedNext = [] }) => ({
    name,
    adds: [...adds, ...replacedNext, ...features.filter(({ preset }) => preset === name)].map(described),
  }))
  const told = { releases, later: later.map(described) }
  const named = typed['kafka']
  const shown = named === undefined ? undefined : glanceOf(named)
  const brought = shown && releases.find(({ name }) => name === shown.kafka)
  const next = `${self} ${shown === undefined ? 'timeline --kafka 2.1' : nextAfter(shown)}`
  const asMarkdown = typed['markdown'] !== undefined
  const text =
    shown === undefined
      ? timelineText(told, paint, asMarkdown)
      : asMarkdown
        ? glanceMarkdown(shown, '')
        : [glanceText(shown, paint), ...(brought === undefined ? [] : ['', broughtText(brought, self, paint)])].join(
            '\n',
          )
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

/** An amendment, or what the model has beside them: what it changes, and what happens without it. */
export const described = ({ name, since, title, repairs, ...rest }: Amendment | Feature): Described => {
  const found = disasterWithout(name)
  const story = storyOfAmendment(name, found?.bug, isKraft(found?.row.question.kafka ?? ''))
  return {
    ...{ name, since, title, repairs },
    ...('option' in rest && rest.option !== undefined ? { option: rest.option } : {}),
    ...(found === undefined ? {} : { disaster: disasterText(found), again: rowCommand(found.row) }),
    ...(story === undefined ? {} : { story: story.path }),
  }
}

const disasterText = ({ row: { expected }, besides }: Disaster): string => {
  const too = besides.length === 0 ? '' : `, without ${besides.join(' and ')} too`
  return `${expected.property ?? ''} in ${counted(expected.steps ?? 0, 'step')}${too}`
}
