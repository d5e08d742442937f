import type { HarmJson, SetJson, SurviveJson } from './json-survive'
import type { Paint } from './paint'
import { shellWord } from './formats/words'
import { counted, thousands } from './words'

/** What a cluster survives: for each harm its minimal sets of faults, their schedules and remedies. */
export const surviveText = (
  found: SurviveJson,
  { paint, self }: { readonly paint: Paint; readonly self: string },
): string =>
  [
    paint.bold(found.title),
    ...found.scope.map((line) => `  ${line}`),
    '',
    ...found.harms.flatMap((harm, at) => [...harmLines(harm, at, found, paint, self), '']),
    ...LEGEND.map((line) => paint.dim(`  ${line}`)),
    '',
    `searched  ${found.searches === 1 ? '1 search' : `${thousands(found.searches)} searches`}, ${counted(found.states, 'state')}${found.leftOut === 0 ? '' : `; ${counted(found.leftOut, 'state')} not judged for (c) and (d), because no leader epoch is left within the bounds`}`,
    `next      ${found.next}`,
  ].join('\n')

const LEGEND = [
  'a set is minimal: with one fault less, every schedule within the bounds was searched, and none does the harm',
  '(a), (b) in any run: also after an unclean election, and after more machines are lost than Kafka promises to survive',
  '(c), (d) until an operator acts: sessions, routes to the controller and pauses heal; no broker is started, no link mended',
]

const harmLines = (harm: HarmJson, at: number, found: SurviveJson, paint: Paint, self: string): readonly string[] => [
  paint.bold(`(${'abcd'.charAt(at)}) ${harm.what}`),
  ...harm.sets.flatMap((set, place) => setLines(set, harm.sets[place - 1], self)),
  ...(harm.verdict === 'never' ? [`    never: ${harm.never}`] : []),
  ...(harm.unknown.length === 0 ? [] : [`    ${unknownText(harm)}`]),
  ...(harm.verdict === 'never' ? [] : [`    ${elseText(harm, found)}`]),
]

/** Remedies that are those of the set before are not said again. */
const setLines = (set: SetJson, before: SetJson | undefined, self: string): readonly string[] => [
  `    after ${faultsText(set.faults)}, in ${counted(set.steps, 'step')}${set.isMinimal ? '' : '; it is unknown whether fewer faults do it'}`,
  `      ${set.sentence}`,
  ...(isSameRemedy(set, before) ? ['as above'] : remedyTexts(set)).map((remedy) => `      remedy  ${remedy}`),
  `      replay  ${self} replay ${shellWord(set.token)}`,
]

const isSameRemedy = (set: SetJson, before: SetJson | undefined): boolean =>
  before !== undefined && remedyTexts(set).join('\n') === remedyTexts(before).join('\n')

/** What helps after a set of faults, and what is unknown because its search was stopped. Nothing helps: that is said. */
export const remedyTexts = ({ cures, untold }: SetJson): readonly string[] => [
  ...cures.map(
    ({ what, isLossy }) =>
      `${what}${isLossy ? '; it is not shown that these faults lose no acknowledged record then' : ''}`,
  ),
  ...(untold.length === 0 ? [] : [`unknown of ${someOf(untold)}: that takes a longer search`]),
  ...(cures.length + untold.length === 0 ? ['none of the settings and later versions that were tried helps'] : []),
]

const someOf = (names: readonly string[]): string =>
  names.length > FEW ? `${names.slice(0, FEW).join(', ')} and ${names.length - FEW} more` : names.join(', ')

const unknownText = ({ unknown }: HarmJson): string => {
  const shown = unknown.slice(0, FEW).map((faults) => faultsText(faults))
  const more = unknown.length > FEW ? `, and ${unknown.length - FEW} more` : ''
  return `unknown: the search was stopped for ${shown.join('; ')}${more}`
}

const FEW = 3

/** What all other sets are worth, and within which bounds. */
const elseText = ({ sets, unknown }: HarmJson, found: SurviveJson): string => {
  const within = boundsText(found)
  if (sets.length > 0 && unknown.length === 0)
    return `every other set contains one of these, or is survived (${within})`
  if (unknown.length === 0) return `survived, whatever the schedule (${within})`
  return `every other set that contains none of these is survived (${within})`
}

/** 'at most 2 of these faults, 3 brokers, 1 record, 3 leader epochs, broker 1 is the first leader' */
export const boundsText = ({ most, scope, budgets }: Pick<SurviveJson, 'most' | 'scope' | 'budgets'>): string =>
  `${Object.keys(budgets).length === 0 ? 'no fault' : `at most ${most} of these faults`}, ${scope[0]}`

/** '2 x process-crash + isr-shrink' */
export const faultsText = (faults: Readonly<Record<string, number>>): string =>
  Object.entries(faults)
    .map(([kind, times]) => (times === 1 ? kind : `${times} x ${kind}`))
    .join(' + ') || 'no fault at all'
