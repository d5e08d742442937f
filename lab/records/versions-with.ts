import { isKraft, mistakes, releases, timeline } from '../../model/versions/timeline'
import { bugOf } from './catalogue'
import type { Pinned } from './pinned'

/** What made a bug possible, where it is not as old as Kafka; or before what the schedule does no harm. */
const CAME_WITH: Readonly<Record<string, string>> = {
  ...{ B03: 'kip-101', B04: 'kip-101', B08: 'kip-101', B09: 'kafka-7415', B10: 'kip-101', B19: 'kafka-1028' },
  ...{ B38: 'kip-33', B60: 'kip-320', B66: 'kafka-4485', B67: 'kip-595', B70: 'kip-903' },
  ...{ B72: 'kafka-18723', B73: 'kafka-15221', B76: 'kip-858', B79: 'kip-858' },
}

/** What keeps a bug from a version, beside what mends it in its row. */
const KEPT_OFF_BY: Readonly<Record<string, string>> = { B78: 'published-after-registration' }

/** What no preset shows, in words: the source of each is in model/versions/kips. */
const IN_WORDS: Readonly<Record<string, string>> = {
  B11: '2.8.0',
  B15: 'none: a design that was dropped',
  B36: '2.2.0 to 2.6.0',
}

/** Rows with eligible leader replicas whose bugs do not need them. */
const NEED_NO_ELR: readonly string[] = ['B70']

/** The first preset whose clusters may have eligible leader replicas. */
const FIRST_WITH_ELR = '4.0'

/** The presets that have what makes a bug possible, and lack what mends it, oldest first. */
export const presetsWith = (row: Pinned): readonly string[] => {
  const [mends, makes] = [mendsOf(row), makesOf(row)]
  const { kraft } = row.question.bounds
  const keptOff = KEPT_OFF_BY[bugOf(row)]
  const from = kraft?.elr === true && !NEED_NO_ELR.includes(bugOf(row)) ? releases.indexOf(FIRST_WITH_ELR) : 0
  return releases.filter((name, at) => {
    const has = amendmentsOf(name)
    return (
      isKraft(name) === (kraft !== undefined) &&
      at >= from &&
      (keptOff === undefined || !has.has(keptOff)) &&
      !mends.some((one) => has.has(one)) &&
      makes.every((one) => has.has(one))
    )
  })
}

/** The same as text: '0.8.0 to 1.1'. */
export const versionsWith = (row: Pinned): string => {
  const said = IN_WORDS[bugOf(row)]
  if (said !== undefined) return said
  const found = presetsWith(row)
  const [first, last] = [found[0], found.at(-1)]
  if (first === undefined || last === undefined) return 'none that is modelled'
  return first === last ? first : `${first} to ${last}`
}

/** The amendments that mend the bug of a row: what it leaves out, and what the version that holds has beside it. */
export const mendsOf = ({ question: { without, with: put }, heldWith = [] }: Pinned): readonly string[] => [
  ...new Set([...without.map((name) => name.split('/')[0] ?? name), ...heldWith.filter((name) => !put.includes(name))]),
]

/** The amendments that make the bug of a row possible. */
const makesOf = (row: Pinned): readonly string[] => {
  const { heldWith = [] } = row
  const came = CAME_WITH[bugOf(row)]
  return [
    ...(came === undefined ? [] : [came]),
    ...row.question.with.filter(
      (name) => !heldWith.includes(name) && (isMistake(name) || !name.startsWith('hypothetical')),
    ),
  ]
}

const isMistake = (name: string): boolean => mistakes.some((one) => one.name === name)

const amendmentsOf = (preset: string): ReadonlySet<string> =>
  new Set(
    timeline
      .slice(0, releases.indexOf(preset) + 1)
      .flatMap(({ name, adds, replacedNext = [] }) => [...adds, ...(name === preset ? replacedNext : [])])
      .map(({ name }) => name),
  )
