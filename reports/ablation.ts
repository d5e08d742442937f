import { byNumber } from '../contract/property-order'
import type { AblationJson } from './json-ablation'
import type { Paint } from './paint'
import { columns, markdown } from './table'
import { counted } from './words'

type Row = AblationJson['rows'][number]

/** What breaks without each decision: a table of decisions and properties, and what survives. */
export const ablationText = (found: AblationJson, paint: Paint): string => {
  const [broken, survivors] = [found.rows.filter(isBroken), found.rows.filter((row) => !isBroken(row))]
  return [
    paint.bold(`${found.title}: what breaks without each decision`),
    '',
    columns(tableOf(broken)),
    '',
    ...(survivors.length === 0
      ? []
      : [columns([['nothing breaks without', 'differs', 'why'], ...survivors.map(sayWhy)]), '']),
    columns([['world', 'states', 'depth'], ...found.worlds.map(sayWorld)]),
    '',
    ...legendOf(found).map((line) => paint.dim(line)),
    '',
    verdictOf(found),
    `next  ${found.next}`,
  ].join('\n')
}

/** The same as Markdown, without the worlds. */
export const ablationMarkdown = ({ rows }: Pick<AblationJson, 'rows'>): string => {
  const survivors = rows.filter((row) => !isBroken(row))
  return [
    markdown(tableOf(rows.filter(isBroken))),
    ...(survivors.length === 0
      ? []
      : ['', markdown([['nothing breaks without', 'differs', 'why'], ...survivors.map(sayWhy)])]),
  ].join('\n')
}

const isBroken = ({ cells }: Row): boolean => cells.length > 0

/** A column for each property that something breaks. */
const tableOf = (rows: readonly Row[]): readonly (readonly string[])[] => {
  const properties = [...new Set(rows.flatMap(({ cells }) => cells.map(({ property }) => property)))].sort(byNumber)
  return [
    ['without', ...properties, 'first in'],
    ...rows.map(({ without, cells }) => [
      without,
      ...properties.map((one) => String(cells.find(({ property }) => property === one)?.steps ?? '.')),
      soonestOf(cells)?.world ?? '',
    ]),
  ]
}

/** What takes the fewest steps: the first of several. Undefined: there is nothing. */
export const soonestOf = <C extends { readonly steps: number }>(cells: readonly C[]): C | undefined =>
  cells.reduce<C | undefined>(
    (least, cell) => (least === undefined || cell.steps < least.steps ? cell : least),
    undefined,
  )

const sayWhy = ({ without, differs, argued }: Row): readonly string[] => [
  without,
  differs === 0 ? 'never' : String(differs),
  argued ?? 'no reason is on record',
]

const sayWorld = ({ name, states, depth, isComplete, question }: AblationJson['worlds'][number]): readonly string[] => [
  name,
  String(states),
  `${depth}${isComplete ? '' : ', not all'}`,
  Object.entries(question)
    .map(([option, word]) => `${option}=${word}`)
    .join(' '),
]

const legendOf = ({ limit }: AblationJson): readonly string[] => [
  'a number: the fewest steps after which the property breaks, and with nothing left out it breaks later, or not at all',
  'differs: the number of worlds in which another answer was given without it; never: each step was the same',
  `worlds: searched to the end, or, where it says "not all", to so many states (${limit}, if the world says no other number); those about the disk ask decisions about the disk only, and a larger world asks what has broken nothing in the smaller ones`,
  'properties: docs/properties.md; S never, A and L are about who is served, and what happens in the end',
]

const verdictOf = ({ rows, verdict, worlds }: AblationJson): string => {
  const survivors = rows.filter((row) => !isBroken(row))
  const open = survivors.filter(({ argued }) => argued === undefined).length
  const counts = `${counted(rows.length, 'row')}: something breaks without ${rows.length - survivors.length}`
  const partly = worlds.filter(({ isComplete }) => !isComplete).length
  const cut = partly === 0 ? '' : ` (${partly} of ${counted(worlds.length, 'world')} searched in part)`
  const tally = survivors.length === 0 ? counts : `${counts}, nothing without ${survivors.length}${cut}`
  if (verdict === 'inconclusive') return `stopped after ${counted(worlds.length, 'world')}; ${tally}`
  if (survivors.length === 0) return tally
  return open === 0 ? `${tally}, each with a reason on record` : `${tally}, of which ${open} have no reason on record`
}
