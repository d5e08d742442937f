import { wrapped } from './fit'
import type { GlanceJson } from './json'
import type { Paint } from './paint'
import { markdown } from './table'

type Decided = GlanceJson['decisions'][number]

/** A release, decision by decision, for a terminal. */
export const glanceText = (glance: GlanceJson, paint: Paint): string => {
  const width = Math.max(LEAST_WIDTH, (paint.width ?? USUAL_WIDTH) - INDENT.length)
  const say = (text: string, first = INDENT, rest = INDENT): readonly string[] =>
    wrapped(text, width - (rest.length - INDENT.length)).map((line, index) => `${index === 0 ? first : rest}${line}`)
  const entry = ({ decision, asks, answer, ...rest }: Decided): readonly string[] => [
    ...(decision.length < INDENT.length ? [] : [paint.bold(decision)]),
    ...say(asks, decision.length < INDENT.length ? paint.bold(decision.padEnd(INDENT.length)) : INDENT),
    ...answer.flatMap((one, index) =>
      answer.length === 1 ? say(one) : say(one, `${INDENT}${index + 1}. `, `${INDENT}   `),
    ),
    ...say(sourceOf(rest)).map((line) => paint.dim(line)),
  ]
  return [
    ...headOf(glance, paint),
    ...chaptersIn(glance).flatMap(([about, decided]) => ['', paint.bold(about), ...decided.flatMap(entry)]),
  ].join('\n')
}

const INDENT = ' '.repeat(27)
const USUAL_WIDTH = 120
const LEAST_WIDTH = 40
const LEGEND =
  'of numbered cases the first that applies counts; base is Kafka 0.8.0, and 3.2 for what only KRaft decides'

const headOf = ({ kafka, standsFor, readAt, differs }: GlanceJson, paint: Paint): readonly string[] => [
  paint.bold(`Kafka ${kafka}, decision by decision, as read at the tag ${readAt}`),
  ...(standsFor === undefined ? [] : [`  ${standsFor}`]),
  ...differs.map((one) => `  not modelled: ${one}`),
  paint.dim(`  ${LEGEND}`),
]

/** Who answers, since when, and the Kafka method. */
const sourceOf = ({ by, method, readAt }: Pick<Decided, 'by' | 'method' | 'readAt'>): string => {
  const who = by.map(({ name, since }) => `${name} (${since})`).join(' on ')
  return method === undefined ? who : `${who}; ${method}, ${readAt}`
}

/** The decisions of each chapter, in order. */
const chaptersIn = ({ decisions }: GlanceJson): readonly (readonly [string, readonly Decided[]])[] =>
  [...new Set(decisions.map(({ about }) => about))].map((about) => [
    about,
    decisions.filter((decided) => decided.about === about),
  ])

/** The same as the tables of a page, in which `root` leads to the root of the source. */
export const glanceMarkdown = (glance: GlanceJson, root: string): string =>
  chaptersIn(glance)
    .map(([about, decided]) =>
      [
        `## ${about}`,
        '',
        markdown([
          ['decision', 'answer', 'by', 'since', 'Kafka method', 'read at'],
          ...decided.map((one) => cellsOf(one, root)),
        ]),
      ].join('\n'),
    )
    .join('\n\n')

const cellsOf = ({ decision, asks, answer, by, method, readAt }: Decided, root: string): readonly string[] => [
  `**${decision}**<br>${asks}`,
  answer.length === 1 ? answer.join() : answer.map((one, index) => `${index + 1}. ${one}`).join('<br>'),
  by.map(({ name, place }) => `[${name}](${root}${place.path}#L${place.line})`).join(' on '),
  by[0]?.since ?? '',
  method === undefined ? 'none' : `\`${method}\``,
  readAt ?? '',
]
