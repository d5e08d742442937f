import { posix } from 'node:path'
import { glanceMarkdown } from '../reports/glance'
import { markdown } from '../reports/table'
import { shortest } from '../reports/timeline'
import { kafkas } from '../lab/questions/question'
import type { DecisionPlaces } from '../lab/telling/glance'
import type { Amendment } from '../model/versions/decisions'
import {
  classesOnly,
  differences,
  presetOf,
  released,
  type Difference,
  type Released,
} from '../model/versions/releases'
import { features, later, timeline, type Feature } from '../model/versions/timeline'
import { described, glanceOf } from './timeline'

/** docs/releases/: a page for each preset, decision by decision, and one that says which preset stands for which release. */
export const releasePages = (places: DecisionPlaces): readonly (readonly [string, string])[] => [
  ...kafkas.map((name) => [`${FOLDER}/${name}.md`, pageOf(name, places)] as const),
  [`${FOLDER}/README.md`, indexPage()],
]

const MADE = '<!-- Made from model/versions by `npm run pages`. -->'
const FOLDER = 'docs/releases'
const ROOT = `${posix.relative(FOLDER, '')}/`

const pageOf = (name: string, places: DecisionPlaces): string => {
  const shown = glanceOf(name, places)
  const read = name === 'baseline' ? '2.1 without its known flaws' : `as read at the tag ${shown.readAt}`
  return [
    MADE,
    '',
    `# Kafka ${name}, decision by decision`,
    '',
    `${name === 'baseline' ? 'The Kafka with ZooKeeper that keeps what it promises' : 'A release of Apache Kafka'}, ${read}. In a terminal: \`npm run -s tidemark -- timeline --kafka ${name}\`.`,
    'Where an answer is a numbered list, the first case that applies counts. *by* leads to the line that decides; *A on B* says',
    'that the answer of B is part of that of A. *base* is Kafka 0.8.0, and for what only KRaft decides 3.2.',
    '',
    ...waysOn(name),
    ...standingFor(name),
    ...newIn(name),
    glanceMarkdown(shown, ROOT),
    '',
  ].join('\n')
}

const waysOn = (name: string): readonly string[] => {
  const at = kafkas.indexOf(name)
  const [before, after] = [at > 0 ? kafkas[at - 1] : undefined, kafkas[at + 1]]
  const links = [
    ...(before === undefined ? [] : [`before: [${before}](${before}.md)`]),
    ...(after === undefined ? [] : [`after: [${after}](${after}.md)`]),
  ]
  return [`${links.join('; ')}; [all releases](README.md)`, '']
}

/** The releases that have exactly these decisions, and in what they differ all the same. */
const standingFor = (name: string): readonly string[] => {
  const same = released.filter((one) => one.preset === name && one.without.length + one.with.length === 0)
  if (same.length === 0) return []
  const lines = grouped(same).map(([first, names]) => `* ${names.join(', ')}${known(first)}${notModelled(first)}`)
  return ['These releases have the decisions on this page:', '', ...lines, '']
}

const known = (one: Released): string => (one.lookedAt === 'source' ? '' : `: ${classesOnly(one)}`)

const notModelled = ({ differs }: Released): string =>
  differs.length === 0 ? '' : `; not modelled: ${differs.map((one) => `[${one}](README.md#not-modelled)`).join(', ')}`

const newIn = (name: string): readonly string[] => {
  const preset = timeline.find((one) => one.name === name)
  const brought = [
    ...[...(preset?.adds ?? []), ...(preset?.replacedNext ?? [])],
    ...features.filter((one) => one.preset === name),
  ]
  return brought.length === 0 ? [] : [`## New in ${name}`, '', amendmentsTable(brought), '']
}

const amendmentsTable = (brought: readonly (Amendment | Feature)[]): string =>
  markdown([
    ['amendment', 'since', 'title', 'without it', 'shortest failure', 'story'],
    ...brought.map((one) => {
      const { story, ...told } = described(one)
      return [
        'answers' in one ? `[${one.name}](${ROOT}model/versions/kips/${one.name}.ts)` : one.name,
        ...[one.since, one.title, one.repairs, shortest(told)],
        story === undefined ? '' : `[story](${ROOT}${story})`,
      ]
    }),
  ])

const indexPage = (): string =>
  [
    MADE,
    '',
    '# Releases',
    '',
    '`--kafka` takes a preset, or any released version: then a preset with the same decisions stands for it, as it is or',
    'varied, and what is printed says so. Most were looked up in their source; of a patch release that was not, its neighbours',
    `were.${unread.map((one) => ` ${one.release}: ${classesOnly(one)}.`).join('')} 3.0 and 3.1 are refused.`,
    '',
    markdown([
      ['release', 'preset', 'what else is otherwise in the release'],
      ...grouped(released).map(([first, names]) => [names.join(', '), presetLink(first), otherwise(first)]),
    ]),
    '',
    'A name that others begin with is the first of them, or the first that is a preset as it is: 2.4 is 2.4.0, and 2.6 is 2.6.1.',
    'Up to 2.8 the cluster has ZooKeeper, and from 3.2 on KRaft. What else there is, is refused: 3.0 and 3.1, KRaft in 2.8, ZooKeeper',
    'in 3.x, and later releases.',
    '',
    '## Not modelled',
    '',
    'How releases behave where they differ from their preset beyond its decisions. What the model simplifies for all of them',
    'is in the [ledger](../../model/README.md#fidelity-ledger).',
    '',
    markdown([
      ['name', 'in these releases'],
      ...(Object.keys(differences) as readonly Difference[]).map((name) => [name, differences[name]]),
    ]),
    '',
    '## Presets, decision by decision',
    '',
    ...kafkas.map((name) => `* [${name}](${name}.md)`),
    '',
    '## Of later releases',
    '',
    'These can be put on top of any preset by `--with`.',
    '',
    amendmentsTable(later),
    '',
  ].join('\n')

const unread = released.filter(({ lookedAt }) => lookedAt === 'classes')

const otherwise = (one: Released): string =>
  [...one.differs, ...(one.lookedAt === 'source' ? [] : ['not known: its source was not read'])].join(', ')

const presetLink = (one: Released): string => presetOf(one).replace(one.preset, `[${one.preset}](${one.preset}.md)`)

/** Neighbours that say the same, with their names. */
const grouped = (rows: readonly Released[]): readonly (readonly [Released, readonly string[]])[] => {
  const saying = (one: Released): string => JSON.stringify({ ...one, release: '' })
  const groups = new Map<string, readonly [Released, readonly string[]]>()
  for (const one of rows) {
    const [first, names] = groups.get(saying(one)) ?? [one, []]
    groups.set(saying(one), [first, [...names, one.release]])
  }
  return [...groups.values()]
}
