import { recorded, wholes, wholeText } from '../lab/ablating/record'
import { MOST_STATES, type Matrix } from '../lab/ablating/matrix'
import { ablationMarkdown, soonestOf } from '../reports/ablation'
import { markdown } from '../reports/table'
import { ablationAsJson } from './ablate-matrix'

/** docs/ablation.md: what breaks without each decision of each preset. */
export const ablationPages = (): readonly (readonly [string, string])[] => [['docs/ablation.md', pageOf(recorded)]]

const pageOf = (matrices: readonly Matrix[]): string =>
  `${[HEAD, ...matrices.filter(isNewest).map(sectionOf), acrossOf(matrices), LEGEND].join('\n\n')}\n`

/** In full. What the others add is in one table. */
const isNewest = ({ kafka }: Matrix): boolean => kafka === '4.3' || kafka === 'baseline'

/** What nobody has asked yet. */
const missing = (matrices: readonly Matrix[]): readonly string[] => {
  const names = matrices.map(wholeText)
  const left = wholes.map(wholeText).filter((name) => !names.includes(name))
  return left.length === 0 ? [] : [`Not asked yet: ${left.join(', ')}.`]
}

const sectionOf = (matrix: Matrix): string => {
  const json = ablationAsJson(matrix, MOST_STATES, 'npm run -s tidemark --')
  return [`## ${json.title}`, '', ablationMarkdown(json), '', ...worldsOf(matrix)].join('\n')
}

const worldsOf = ({ worlds }: Matrix): readonly string[] => [
  `Searched: ${worlds
    .map(({ name, states, depth, isComplete }) => `*${name}* ${states} states${isComplete ? '' : ` (depth ${depth})`}`)
    .join('; ')}.`,
]

/** Each decision in each preset: the property that breaks soonest. */
const acrossOf = (matrices: readonly Matrix[]): string => {
  const rows = [...new Set(matrices.flatMap((one) => one.rows.map(({ without }) => without)))].sort()
  return [
    '## Every preset',
    '',
    ...missing(matrices).flatMap((line) => [line, '']),
    markdown([
      ['without', ...matrices.map(wholeText)],
      ...rows.map((row) => [row, ...matrices.map((matrix) => cellOf(matrix, row))]),
    ]),
  ].join('\n')
}

const cellOf = ({ rows }: Matrix, wanted: string): string => {
  const row = rows.find(({ without }) => without === wanted)
  if (row === undefined) return ''
  const soonest = soonestOf(row.cells)
  if (soonest === undefined) return row.differs === 0 ? 'never' : 'nothing'
  return `${soonest.property} ${soonest.steps}`
}

const HEAD = `<!-- Made by \`npm run pages\` from lab/records/ablated.json, which \`npm run ablation-record\` makes. -->

# What each decision is for

Each preset with one decision left out at a time, or one amendment with all of its decisions: which properties break then, and after how
many steps. A number is the length of the shortest schedule in all of the worlds that were searched, and with nothing left out the
property breaks there later, or not at all. What breaks nothing needs a reason, and a test fails without one
([0072](decisions/0072-what-each-decision-is-for.md)).

\`npm run -s tidemark -- ablate --kafka 4.3 --elr\` makes one of these tables, with the settings and bounds of each world. With names behind
it only those are left out.`

const LEGEND = `## How to read it

* **differs**: the number of worlds in which the protocol without it gave another answer somewhere. *never*: it gave the same answers in all
  worlds, so every step was the same.
* Releases with KRaft have three repairs on top, of B57, B61 and B68 ([findings](findings/README.md)); the other findings need faults or settings that few of these worlds have. In older presets much is broken with
  nothing left out, and what is broken anyway is in no cell.
* *nothing*: another answer was given, and nothing broke. An empty cell: the preset does not have it.
* Worlds whose name begins with *disk* ask about decisions about the disk only. Some worlds ask about a few decisions. From the world
  *unclean election* on only what has broken no safety property is asked, so another property may break sooner there.
* S are the properties of safety, A those of availability, L what must happen in the end: [properties](properties.md). L is asked in the smallest
  worlds only.`
